"""No word is lost: crash, lost line, ended session, another's save, a closed year, a full browser."""

import json
import re

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect

from implementers.models import User
from program.rich_text import to_plain
from reporting.models import Entry, ReportingYear
from tests.factories import PASSWORD
from tests.journeys.editing import (
    FAILED,
    NEW,
    SAVED,
    Desk,
    copies,
    crash,
    open_desk,
    paste,
    sign_in,
    sign_out,
    text_of,
)
from tests.journeys.paste_cases import case

pytestmark = pytest.mark.browser

AUTOSAVE = re.compile(r"/autosave/")
OFFER = "[data-offer]"
KEPT = "Your text is kept in this browser."
WRITTEN = "What was written in between."


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture
def entry(desk: Desk) -> Entry:
    return desk.entry("As it was saved.")


@pytest.fixture
def context(desk: Desk):
    with desk.at(desk.writer) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, entry: Entry) -> Page:
    """The entry's page, as its writer sees it."""
    return opened(context, entry)


def opened(context: BrowserContext, entry: Entry) -> Page:
    page = context.new_page()
    page.goto(address_of(entry))
    expect(page.get_by_role("toolbar")).to_be_visible()
    return page


def address_of(entry: Entry) -> str:
    return f"/desk/entries/{entry.reference}/"


def stored(entry: Entry) -> str:
    return to_plain(Entry.objects.get(pk=entry.pk).text)


def write_unsaved(page: Page, text: str = WRITTEN) -> None:
    """Type, and let no save through: as when the program dies before the pause is over."""
    page.route(AUTOSAVE, lambda route: route.abort())
    text_of(page).fill(text)
    expect(page.locator(FAILED)).to_contain_text(KEPT)


def test_after_a_crash_the_text_is_offered_and_taken_back(context, page, entry) -> None:
    write_unsaved(page)
    crash(page)
    page = opened(context, entry)
    offer = page.locator(OFFER)
    expect(offer.get_by_role("heading")).to_have_text(
        re.compile(
            r"Text from \d\d:\d\d \(Washington, D\.C\.\) that was not saved is kept in this browser"
        )
    )
    expect(offer).to_contain_text(WRITTEN)
    expect(text_of(page)).to_have_text("As it was saved.")

    offer.get_by_role("button", name="Take it back").click()
    expect(text_of(page)).to_have_text(WRITTEN)
    expect(page.locator(OFFER)).not_to_be_visible()
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert stored(entry) == WRITTEN
    assert copies(page) == []


def test_a_dropped_text_is_not_offered_again(context, page, entry) -> None:
    write_unsaved(page)
    crash(page)
    page = opened(context, entry)
    page.get_by_role("button", name="Drop it").click()
    expect(page.locator(OFFER)).not_to_be_visible()
    expect(text_of(page)).to_be_focused()
    assert copies(page) == []
    page.reload()
    expect(page.get_by_role("toolbar")).to_be_visible()
    expect(page.locator(OFFER)).not_to_be_visible()


def test_what_the_rows_held_comes_back_in_its_place(context, page, entry) -> None:
    page.route(AUTOSAVE, lambda route: route.abort())
    page.locator("[name=countries-0-country]").fill("Mexico")
    page.locator("[name=events-0-start]").fill("2012-07-25")
    page.get_by_role("button", name="Add rows for countries").click()
    page.locator("[name=countries-3-country]").fill("Haiti")
    expect(page.locator(FAILED)).to_be_visible()
    crash(page)
    page = opened(context, entry)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("[name=countries-3-country]")).to_have_value("Haiti")
    expect(page.locator("[name=events-0-start]")).to_have_value("2012-07-25")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert {row.country.iso3 for row in entry.country_roles.all()} == {"MEX", "HTI"}


def test_a_lost_line_is_told_and_saved_when_it_is_back(context, page, entry) -> None:
    context.set_offline(True)
    text_of(page).fill(WRITTEN)
    expect(page.locator(FAILED)).to_contain_text(KEPT)
    expect(page.locator(FAILED)).to_contain_text("The portal cannot be reached")
    assert len(copies(page)) == 1

    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_timeout(300)
    expect(text_of(page)).to_have_text(WRITTEN)  # no page of errors took its place

    context.set_offline(False)
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert (stored(entry), copies(page)) == (WRITTEN, [])


def test_after_the_session_ended_one_signs_in_and_goes_on_with_the_text(
    context, page, desk, entry
) -> None:
    sign_out(context)
    text_of(page).fill(WRITTEN)
    expect(page.locator(FAILED)).to_contain_text("You are signed out. " + KEPT)
    page.get_by_role("link", name="Sign in and go on here").click()
    page.locator("input[name=login]").fill(desk.writer.email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(address_of(entry))
    expect(text_of(page)).to_have_text(WRITTEN)
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert stored(entry) == WRITTEN


def test_signing_in_again_in_another_tab_is_enough(context, page, desk, entry, base_url) -> None:
    sign_out(context)
    text_of(page).fill(WRITTEN)
    expect(page.locator(FAILED)).to_contain_text("You are signed out.")
    context.clear_cookies()
    sign_in(context, desk.writer, base_url)
    context.new_page().goto("/desk/")  # another session, another token
    text_of(page).press_sequentially(" More.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert stored(entry) == WRITTEN + " More."


def test_nothing_is_saved_under_the_name_of_who_took_the_seat(
    context, page, desk, entry, base_url
) -> None:
    context.clear_cookies()
    sign_in(context, desk.colleague, base_url)
    context.new_page().goto(address_of(entry))
    text_of(page).fill(WRITTEN)
    expect(page.locator(FAILED)).to_contain_text("Someone else is signed in on this computer now.")
    expect(page.locator(FAILED)).to_contain_text(KEPT)
    assert stored(entry) == "As it was saved."


def test_a_copy_is_shown_to_nobody_else_and_waits_for_its_writer(
    context, page, desk, entry, base_url
) -> None:
    write_unsaved(page)
    crash(page)
    for user, is_offered in ((desk.colleague, False), (desk.writer, True)):
        context.clear_cookies()
        sign_in(context, user, base_url)
        page = opened(context, entry)
        page.wait_for_timeout(300)
        expect(page.locator(OFFER)).to_be_visible(visible=is_offered)
        assert (WRITTEN in page.content()) is is_offered
        page.close()


def test_a_copy_is_kept_for_sixty_days(context, page, entry) -> None:
    days = 24 * 60 * 60 * 1000
    page.evaluate(
        """([days, page]) => [["1", 61], ["2", 59]].forEach(([session, age]) => localStorage.setItem(
          `writing:0:${page}:${session}`, JSON.stringify({ at: Date.now() - age * days, fields: [] })))""",
        [days, entry.reference],
    )
    page.reload()
    expect(page.get_by_role("toolbar")).to_be_visible()
    assert copies(page) == [f"writing:0:{address_of(entry)}:2"]


def test_a_copy_older_than_anothers_save_does_not_overwrite_it(context, page, desk, entry) -> None:
    write_unsaved(page)
    crash(page)
    with desk.at(desk.colleague) as other:
        theirs = opened(other, entry)
        text_of(theirs).fill("What the colleague wrote.")
        expect(theirs.locator(SAVED)).to_contain_text("Saved at")
    page = opened(context, entry)
    page.get_by_role("button", name="Take it back").click()
    question = page.locator(".merge-question")
    expect(question).to_contain_text("What the colleague wrote.")
    expect(question).to_contain_text(WRITTEN)
    page.wait_for_timeout(3500)
    assert stored(entry) == "What the colleague wrote."


def test_two_tabs_of_one_person_do_not_write_over_each_other(context, page, entry) -> None:
    write_unsaved(page)
    second = opened(context, entry)
    second.wait_for_timeout(300)
    expect(second.locator(OFFER)).not_to_be_visible()  # the first tab still writes it
    text_of(second).fill("In the second tab.")
    expect(second.locator(SAVED)).to_contain_text("Saved at")
    assert len(copies(page)) == 1

    page.unroute(AUTOSAVE)
    text_of(page).press_sequentially(" More.")
    expect(page.locator(FAILED)).to_contain_text("Choose what to keep")
    assert stored(entry) == "In the second tab."
    page.close()
    expect(second.locator(OFFER)).to_contain_text(WRITTEN + " More.")


def test_a_year_that_closes_while_one_types_keeps_the_text(context, page, desk, entry) -> None:
    year = ReportingYear.objects.filter(pk=desk.year.pk)
    year.update(closed_at=timezone.now())
    try:
        text_of(page).fill(WRITTEN)
        expect(page.locator(FAILED)).to_contain_text("Not saved.")
        expect(page.locator(FAILED)).to_contain_text("Your text is kept")
        expect(text_of(page)).to_have_text(WRITTEN)
    finally:
        year.update(closed_at=None)
    assert stored(entry) == "As it was saved."
    text_of(page).press_sequentially(" More.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")


@pytest.mark.parametrize(
    "broken",
    [
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }",
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException(); } })",
    ],
)
def test_a_browser_that_keeps_nothing_says_so_and_the_server_saves(context, entry, broken) -> None:
    context.add_init_script(broken)
    page = opened(context, entry)
    page.route(AUTOSAVE, lambda route: route.abort())
    text_of(page).fill(WRITTEN)
    expect(page.locator("[data-status]")).to_contain_text("This browser cannot keep a copy of it")
    page.unroute(AUTOSAVE)
    text_of(page).press_sequentially(" More.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert stored(entry) == WRITTEN + " More."


def test_a_server_that_fails_is_tried_again(page, entry) -> None:
    answers = [503, 500]
    page.route(
        AUTOSAVE,
        lambda route: (
            route.fulfill(status=answers.pop(), body="<h1>Error</h1>")
            if answers
            else route.continue_()
        ),
    )
    text_of(page).fill(WRITTEN)
    expect(page.locator(FAILED)).to_contain_text("it is tried again")
    expect(page.locator(SAVED)).to_contain_text("Saved at", timeout=20_000)
    assert stored(entry) == WRITTEN


def test_a_link_clicked_in_the_middle_saves_first(page, entry) -> None:
    text_of(page).fill(WRITTEN)
    page.get_by_role("link", name="Back to the chapter").click()
    expect(page).to_have_url("/desk/2012/iom/")
    assert stored(entry) == WRITTEN
    assert copies(page) == []


def test_a_new_entry_is_offered_back_too(context, desk) -> None:
    page = context.new_page()
    page.goto(NEW)
    expect(page.get_by_role("toolbar")).to_be_visible()
    write_unsaved(page, "A new entry that nobody saved.")
    crash(page)
    page = context.new_page()
    page.goto(NEW)
    page.get_by_role("button", name="Take it back").click()
    expect(text_of(page)).to_have_text("A new entry that nobody saved.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")
    assert Entry.objects.filter(text="<p>A new entry that nobody saved.</p>").count() == 1


def test_a_copy_of_before_every_form_kept_its_text_is_offered_in_its_own_form(
    context, desk
) -> None:
    page = context.new_page()
    page.goto("/desk/2012/iom/")
    fields = [["kind", "planned"], ["text", WRITTEN]]
    page.evaluate(
        """([user, fields]) => localStorage.setItem(
          `writing:${user}:new-2012-iom:old`, JSON.stringify({ at: Date.now(), session: "old", fields }))""",
        [desk.writer.pk, fields],
    )
    for kind, is_offered in (("executed", False), ("planned", True)):
        page.goto(f"/desk/2012/iom/entries/new/?kind={kind}")
        expect(page.get_by_role("toolbar")).to_be_visible()
        page.wait_for_timeout(300)
        expect(page.locator(OFFER)).to_be_visible(visible=is_offered)


def test_of_two_new_entries_left_behind_the_one_is_opened_that_was_asked_for(context, desk) -> None:
    for text in ("The first.", "The second."):
        page = context.new_page()
        page.goto(NEW)
        expect(page.get_by_role("toolbar")).to_be_visible()
        write_unsaved(page, text)
        crash(page)
    page = context.new_page()
    page.goto("/desk/2012/iom/")
    for number in range(2):
        page.goto("/desk/2012/iom/")
        links = page.locator("#left-behind a")
        expect(links).to_have_count(2)
        session = str(links.nth(number).get_attribute("href")).partition("#copy-")[2]
        held = page.evaluate(
            "(end) => localStorage.getItem(Object.keys(localStorage).find((key) => key.endsWith(end)))",
            f":{session}",
        )
        links.nth(number).click()
        text = "The first." if "The first." in held else "The second."
        expect(page.locator(OFFER)).to_contain_text(text)


def test_a_copy_holds_no_token(page) -> None:
    write_unsaved(page)
    held = json.loads(page.evaluate("localStorage.getItem(Object.keys(localStorage)[0])"))
    assert "csrfmiddlewaretoken" not in dict(held["fields"])


def test_the_journey_of_a_year(context: BrowserContext, desk: Desk, base_url: str) -> None:
    """From the printed 2011 to a submitted chapter: paste, lost line, ended session."""
    page = context.new_page()
    for number, pasted in enumerate(
        [case("Word: a nested list of bullets"), case("Word: levels 2., 2.1., 2.2.")]
    ):
        page.goto("/desk/2012/iom/")
        page.get_by_role("link", name=re.compile("Report on this")).nth(number).click()
        expect(page.get_by_role("toolbar")).to_be_visible()
        paste(page, pasted.html)
        expect(page.locator("[name=text-html]")).to_have_value(pasted.stored)
        if number == 0:
            context.set_offline(True)
            text_of(page).press("Control+End")
            text_of(page).press_sequentially("\n\nWritten offline.")
            expect(page.locator(FAILED)).to_contain_text(KEPT)
            context.set_offline(False)
            expect(page.locator(SAVED)).to_contain_text("Saved at")
            sign_out(context)
            text_of(page).press_sequentially(" Written signed out.")
            page.get_by_role("link", name="Sign in and go on here").click()
            page.locator("input[name=login]").fill(desk.writer.email)
            page.locator("input[name=password]").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
            expect(text_of(page)).to_have_text(re.compile("Written offline. Written signed out.$"))
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page.locator("#messages")).to_contain_text("Saved: 2012-iom-")
        expect(page).to_have_url(re.compile("/desk/2012/iom/"))
    reports = Entry.objects.filter(
        submission__reporting_year__year=2012,
        kind="executed",
        links_back__earlier__kind="planned",
    )
    assert sorted(report.text[:7] for report in reports) == ["<ol sta", "<ul><li"]
    assert reports.get(text__startswith="<ul>").text.endswith("Written signed out.</p>")
    submit_as(context, desk.focal_point, base_url)
    assert Entry.objects.filter(
        pk__in=reports.values("pk"), submission__status="submitted"
    ).exists()


def submit_as(context: BrowserContext, focal_point: User, base_url: str) -> None:
    context.clear_cookies()
    sign_in(context, focal_point, base_url)
    page = context.new_page()
    page.goto("/desk/2012/iom/submit/")
    page.get_by_role("main").get_by_role("button", name=re.compile("^Submit")).click()
    expect(page).to_have_url(re.compile("/desk/2012/iom/"))
