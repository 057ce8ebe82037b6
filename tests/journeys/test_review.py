"""A chapter reviewed by two people in two browsers, and the review page under axe."""

import pytest
from playwright.sync_api import Browser, Page, expect

from implementers.models import Role, User
from reporting.actions.remarks import write_remark
from reporting.actions.submissions import submit
from reporting.models import Entry, Submission
from tests.cast import chapter_of
from tests.factories import PASSWORD, member, open_reporting_year, person, write_entry
from tests.journeys.editing import text_of
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

CHAPTER = "/desk/2013/iom/"


@pytest.fixture
def submitted(written) -> Submission:
    """IOM's chapter of 2013 with two entries, handed in by its focal point."""
    secretariat = person("Secretariat", is_secretariat=True)
    focal_point = member("IOM Focal Point", "iom", Role.FOCAL_POINT)
    for account in (secretariat, focal_point):
        account.set_password(PASSWORD)
        account.save()
    chapter = chapter_of(open_reporting_year(2013, by=secretariat), "iom")
    for text in ("A course was held in May.", "A meeting took place."):
        write_entry(chapter, text=text, by=focal_point)
    return submit(chapter, by=focal_point)


def sign_in(page: Page, email: str) -> None:
    page.goto("/accounts/login/?next=/desk/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button").first.click()
    page.wait_for_url("**/desk/")


def test_remarked_returned_answered_submitted_again_and_accepted(
    page: Page, browser: Browser, base_url: str, submitted: Submission
) -> None:
    sign_in(page, "secretariat@example.org")
    page.goto(CHAPTER + "review/")
    page.keyboard.press("j")
    expect(page.locator("#e-2013-iom-1")).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.type("Say where it was held.")
    page.locator("#e-2013-iom-1").get_by_role("button", name="Write it").click()
    expect(page.locator("#e-2013-iom-1 .thread")).to_contain_text("Say where it was held.")
    page.get_by_text("Return it with a comment").click()
    page.get_by_label("What is asked for").fill("Answer the remark, please.")
    page.get_by_role("button", name="Return the chapter").click()
    expect(page.locator("#status")).to_contain_text("Returned")

    context = browser.new_context(base_url=base_url)
    writer = context.new_page()
    sign_in(writer, "iom-focal-point@example.org")
    writer.goto(CHAPTER)
    expect(writer.locator(".message-warning")).to_contain_text("Answer the remark, please.")
    thread = writer.locator("#e-2013-iom-1 .thread")
    thread.locator(".thread-tools summary").click()
    thread.get_by_role("textbox", name="Your answer").fill("In Lima.")
    thread.get_by_role("button", name="Send the answer").click()
    writer.goto("/desk/entries/2013-iom-1/")
    text_of(writer).fill("A course was held in Lima in May.")
    writer.get_by_role("button", name="Save", exact=True).last.click()
    writer.wait_for_url("**/desk/2013/iom/*")
    writer.goto(CHAPTER + "submit/")
    writer.get_by_role("button", name="Submit").last.click()
    expect(writer.locator("#status")).to_contain_text("Submitted")
    context.close()

    page.goto(CHAPTER + "review/")
    expect(page.locator("#e-2013-iom-1 ins")).to_contain_text("Lima")
    expect(page.locator("#e-2013-iom-1 .thread")).to_contain_text("In Lima.")
    page.get_by_role("button", name="Accept the chapter").click()
    expect(page.locator("#status")).to_contain_text("Accepted")
    page.goto("/entries/2013-iom-1/")
    expect(page.get_by_role("main")).to_contain_text("A course was held in Lima in May.")


def test_axe_finds_nothing_on_the_review_page(page: Page, submitted: Submission) -> None:
    secretariat = User.objects.get(email="secretariat@example.org")
    entry = Entry.objects.get(reference="2013-iom-1")
    write_remark(submitted, "Where?", entry=entry, suggestion="In Lima.", by=secretariat)
    sign_in(page, "secretariat@example.org")
    page.goto(CHAPTER + "review/")
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    assert faults(page) == {}
