"""Every page of the desk: under axe, within the window, at its place in the year's work."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.editing import Desk, open_desk, text_of
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

OF_THE_WRITER = [
    "/desk/",
    "/desk/2012/iom/",
    "/desk/2012/iom/words/",
    "/desk/2012/iom/financing/",
    "/desk/2012/iom/findings/",
    "/desk/2012/iom/remarks/",
    "/desk/2012/iom/entries/new/?kind=executed&report-on=2012-iom-1",
    "/desk/entries/2012-iom-7/",
    "/desk/entries/2012-iom-7/history/",
    "/desk/entries/2012-iom-7/delete/",
    "/desk/entries/2012-iom-7/outcome/?outcome=dropped",
    "/desk/entries/2012-iom-7/remarks/",
    "/desk/entries/2012-iom-7/attachments/",
    "/desk/mail/",
    "/desk/profile/",
    "/desk/tokens/",
]
OF_THE_FOCAL_POINT = ["/desk/2012/iom/submit/", "/desk/people/"]
OF_THE_SECRETARIAT = [
    "/desk/",
    "/desk/people/",
    "/desk/years/open/",
    "/desk/years/2012/",
    "/desk/years/2012/close/",
    "/desk/years/2012/matrix/",
    "/desk/years/2012/log/",
    "/desk/2012/findings/",
    "/desk/2012/iom/review/",
    "/desk/2012/unhcr/nothing/",
    "/desk/years/2012/report/",
    "/desk/years/2012/report/cover/",
    "/desk/years/2012/issue/",
]


@pytest.fixture(scope="module")
def desk(browser: Browser, base_url: str) -> Iterator[Desk]:
    with open_desk(browser, base_url) as opened:
        yield opened


@pytest.mark.parametrize("address", OF_THE_WRITER)
def test_the_writers_page_is_for_everybody(desk: Desk, address: str) -> None:
    _look(desk, desk.writer, address)


@pytest.mark.parametrize("address", OF_THE_FOCAL_POINT)
def test_the_focal_points_page_is_for_everybody(desk: Desk, address: str) -> None:
    _look(desk, desk.focal_point, address)


@pytest.mark.parametrize("address", OF_THE_SECRETARIAT)
def test_the_secretariats_page_is_for_everybody(desk: Desk, address: str) -> None:
    _look(desk, desk.secretariat, address)


def test_a_finding_is_dismissed_with_a_reason_and_taken_back(desk: Desk) -> None:
    with desk.at(desk.secretariat) as context:
        page = context.new_page()
        page.goto("/desk/2012/iom/findings/")
        finding = page.locator("ul.findings > li", has_text="mentions activity 68").first
        finding.locator("summary").click()
        finding.get_by_role("textbox").fill("It is meant so.")
        finding.get_by_role("button", name="Dismiss").click()
        dismissed = page.locator("#dismissed")
        expect(dismissed).to_contain_text("It is meant so.")
        dismissed.locator("summary").click()
        dismissed.get_by_role("button", name="Take back").click()
        expect(page.locator("#dismissed")).to_have_count(0)


def test_what_a_text_names_is_added_with_one_button(desk: Desk) -> None:
    with desk.at(desk.writer) as context:
        page = context.new_page()
        page.goto("/desk/2012/iom/entries/new/?kind=executed")
        text_of(page).press_sequentially("A course was held in Lima, Peru, from 2 to 4 July 2012.")
        offers = page.locator("[data-panel] .offers")
        offers.get_by_role("button", name=re.compile("Peru")).first.click()
        offers.get_by_role("button", name=re.compile("July")).first.click()
        expect(page.locator("h1")).to_contain_text("Entry 2012-iom-")
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page).to_have_url(re.compile("#e-2012-iom-"))
        entry = page.locator("li.entry", has_text="A course was held in Lima")
        expect(entry.locator(".facts")).to_contain_text("Peru")
        expect(entry.locator(".facts")).to_contain_text("2–4 July 2012")


def _look(desk: Desk, user: object, address: str) -> None:
    with desk.at(user) as context:  # type: ignore[arg-type]
        page = context.new_page()
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200
        assert faults(page) == {}
