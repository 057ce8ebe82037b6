"""Working on a chapter without leaving its page; and, without JavaScript, by its pages."""

import re
import time
from collections.abc import Iterator

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from reporting.actions.entries import delete_entry, undelete_entry
from reporting.models import ReportingYear
from tests.journeys.editing import SAVED, Desk, copies, crash, open_desk, sign_in, sign_out, text_of
from tests.journeys.looking import too_wide, violations

pytestmark = pytest.mark.browser

CHAPTER = "/desk/2012/iom/"
MESSAGES = "#messages"


@pytest.fixture(scope="module")
def desk(browser: Browser, base_url: str) -> Iterator[Desk]:
    with open_desk(browser, base_url) as opened:
        yield opened


@pytest.fixture
def context(desk: Desk) -> Iterator[BrowserContext]:
    with desk.at(desk.writer) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """The chapter, marked so that a page loaded anew is known."""
    page = context.new_page()
    page.goto(CHAPTER)
    expect(page.locator("html[data-in-place]")).to_have_count(1)
    page.evaluate("window.isTheSame = true")
    return page


def is_the_same(page: Page) -> bool:
    return bool(page.evaluate("window.isTheSame === true"))


def entry_of(page: Page, reference: str) -> Locator:
    return page.locator(f"#e-{reference}")


def tool(page: Page, reference: str, name: str) -> Locator:
    """A link or a button of an entry, by its words."""
    return entry_of(page, reference).locator(".entry-tools").get_by_text(re.compile(rf"^\s*{name}"))


def said(page: Page, words: str) -> None:
    expect(page.locator(MESSAGES)).to_contain_text(words)


def is_covered(page: Page) -> bool:
    """Whether what has the focus is behind what is said at the top of the window."""
    return bool(
        page.evaluate(
            """() => {
              const box = document.activeElement.getBoundingClientRect();
              const bar = document.querySelector("#messages").getBoundingClientRect();
              return box.top < bar.bottom || box.bottom > innerHeight;
            }"""
        )
    )


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).last.click()


def order(page: Page) -> list[str]:
    shown = page.locator("#planned li.entry").evaluate_all("nodes => nodes.map(node => node.id)")
    return [str(one).removeprefix("e-2012-iom-") for one in shown]


def test_an_entry_is_moved_by_keys_and_stays_under_the_eyes(page: Page) -> None:
    before = order(page)
    down = tool(page, "2012-iom-2", "Move down")
    down.focus()
    height = down.evaluate("node => node.getBoundingClientRect().top")
    page.keyboard.press("Enter")
    said(page, "2012-iom-2 is number 3 of its list now.")
    page.keyboard.press("Enter")
    said(page, "2012-iom-2 is number 4 of its list now.")
    expect(down).to_be_focused()
    assert abs(down.evaluate("node => node.getBoundingClientRect().top") - height) < 3
    assert order(page) == [before[0], *before[2:4], before[1], *before[4:]]
    assert is_the_same(page)


def test_presses_faster_than_the_portal_all_count(page: Page) -> None:
    before = order(page)
    last = f"2012-iom-{before[-1]}"
    up = tool(page, last, "Move up")
    up.focus()
    for _press in range(3):
        page.keyboard.press("Enter")
    said(page, f"{last} is number {len(before) - 3} of its list now.")
    expect(up).to_be_focused()


def test_what_became_of_a_plan_is_said_in_its_place(page: Page) -> None:
    tool(page, "2012-iom-3", "dropped").click()
    form = entry_of(page, "2012-iom-3").locator("[data-work]")
    expect(form.get_by_role("radio", name="dropped")).to_be_focused()
    save(page)
    expect(form.get_by_label("Reason")).to_be_focused()
    expect(form.locator(".field-error")).to_have_text("Say why it was dropped.")
    form.get_by_label("Reason").fill("The donor withdrew.")
    save(page)
    said(page, "Saved: 2012-iom-3.")
    expect(entry_of(page, "2012-iom-3")).to_contain_text("The donor withdrew.")
    expect(tool(page, "2012-iom-3", "dropped")).to_be_focused()
    expect(form).to_have_count(0)
    assert is_the_same(page)


def test_an_entry_is_deleted_and_the_next_key_undoes_it(page: Page) -> None:
    before = order(page)
    count = page.locator("#planned-heading .quiet")
    tool(page, "2012-iom-4", "Delete").focus()
    page.keyboard.press("Enter")
    said(page, "Deleted: 2012-iom-4.")
    undo = page.locator(MESSAGES).get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    expect(undo).to_be_in_viewport()
    expect(count).to_have_text(str(len(before) - 1))
    assert violations(page) == []
    page.keyboard.press("Enter")
    said(page, "Back again: 2012-iom-4.")
    expect(tool(page, "2012-iom-4", "Edit")).to_be_focused()
    assert order(page) == before
    assert is_the_same(page)


def test_an_undo_that_takes_long_is_waited_for_and_the_page_goes_on(page: Page) -> None:
    def answer_late(route: Route) -> None:
        time.sleep(1.5)
        route.continue_()

    page.route("**/undelete/", answer_late)
    tool(page, "2012-iom-4", "Delete").click()
    said(page, "Deleted: 2012-iom-4.")
    page.locator(MESSAGES).get_by_role("button", name="Undo").click()
    said(page, "Back again: 2012-iom-4.")
    expect(page.locator(MESSAGES)).not_to_contain_text("Saving")
    tool(page, "2012-iom-4", "Delete").click()
    said(page, "Deleted: 2012-iom-4.")


@pytest.mark.parametrize("width", [360, 1440])
def test_an_entry_is_edited_in_its_place(page: Page, width: int) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.set_viewport_size({"width": width, "height": 800})
    tool(page, "2012-iom-5", "Edit").click()
    expect(text_of(page)).to_be_focused()
    expect(page.locator(SAVED)).to_have_text("Everything is saved.")
    assert violations(page) == []
    assert too_wide(page) == 0
    text_of(page).fill(f"Written in its place at {width}. It went to Lima, Bogotá and Quito.")
    save(page)
    said(page, "Saved: 2012-iom-5.")
    assert not is_covered(page)
    expect(entry_of(page, "2012-iom-5")).to_contain_text(f"Written in its place at {width}.")
    expect(tool(page, "2012-iom-5", "Edit")).to_be_focused()
    expect(text_of(page)).to_have_count(0)
    assert page.url.endswith(CHAPTER)
    assert copies(page) == []
    assert complaints == []
    assert is_the_same(page)


def test_a_plan_is_reported_on_and_an_entry_added_in_their_places(page: Page) -> None:
    tool(page, "2012-iom-6", "Report on this").dblclick()
    text_of(page).press_sequentially("It was carried out in Lima.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")  # by itself: it is an entry now
    save(page)
    expect(entry_of(page, "2012-iom-6")).to_contain_text("reported in 2012-iom-")
    expect(tool(page, "2012-iom-6", "Report on this")).to_be_focused()

    page.locator("#next_year").get_by_role("link", name="Add an entry").first.click()
    text_of(page).fill("An announcement.")
    save(page)
    added = page.locator("#next_year li.entry", has_text="An announcement.")
    expect(added.get_by_text(re.compile(r"^\s*Edit"))).to_be_focused()
    expect(page.locator(".tabs a[href='#next_year'] .count")).to_have_text("1")
    assert page.url.endswith(CHAPTER)
    assert is_the_same(page)


def test_what_is_being_written_outlives_what_changes_around_it(page: Page) -> None:
    tool(page, "2012-iom-7", "Edit").click()
    page.route("**/autosave/", lambda route: route.abort())
    text_of(page).fill("Typed and not saved.")
    tool(page, "2012-iom-8", "Move up").click()
    said(page, "2012-iom-8 is number")
    expect(text_of(page)).to_have_text("Typed and not saved.")

    # Neither is it left for another entry while it cannot be saved.
    tool(page, "2012-iom-9", "Edit").click()
    said(page, "What you are writing is not saved yet.")
    expect(text_of(page)).to_have_text("Typed and not saved.")

    page.unroute("**/autosave/")
    tool(page, "2012-iom-9", "Edit").click()
    expect(entry_of(page, "2012-iom-9").locator("#id_text_editor")).to_be_focused()
    expect(entry_of(page, "2012-iom-7")).to_contain_text("Typed and not saved.")
    expect(text_of(page)).to_have_count(1)
    page.get_by_role("link", name="Back to the chapter").click()
    expect(text_of(page)).to_have_count(0)
    expect(tool(page, "2012-iom-9", "Edit")).to_be_focused()
    assert is_the_same(page)


def test_what_neither_the_portal_nor_the_browser_holds_is_not_closed(context) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new DOMException(); }")
    page = context.new_page()
    page.goto(CHAPTER)
    tool(page, "2012-iom-10", "Edit").click()
    page.route("**/autosave/", lambda route: route.abort())
    text_of(page).fill("Held by this page alone.")
    page.get_by_role("link", name="Back to the chapter").click()
    said(page, "What you are writing is not saved yet.")
    expect(text_of(page)).to_have_text("Held by this page alone.")

    page.unroute("**/autosave/")
    page.get_by_role("link", name="Back to the chapter").click()
    expect(text_of(page)).to_have_count(0)
    expect(entry_of(page, "2012-iom-10")).to_contain_text("Held by this page alone.")


def test_ones_own_open_text_is_not_called_left_behind_where_locks_are_missing(context) -> None:
    context.add_init_script("Object.defineProperty(navigator, 'locks', { value: undefined })")
    page = context.new_page()
    page.goto(CHAPTER)
    tool(page, "2012-iom-10", "Edit").click()
    page.route("**/autosave/", lambda route: route.abort())
    text_of(page).fill("Still being written.")
    expect(page.locator("[data-status][data-state=failed]")).to_be_visible()
    tool(page, "2012-iom-8", "Move up").click()
    said(page, "2012-iom-8 is number")
    expect(page.locator("#left-behind")).to_be_empty()


def test_an_answer_of_nonsense_to_a_save_stops_nothing_else(page: Page) -> None:
    tool(page, "2012-iom-11", "Edit").click()
    page.route("**/autosave/", lambda route: route.fulfill(status=200, body="null"))
    text_of(page).fill("Answered with nonsense.")
    page.get_by_role("link", name="Back to the chapter").click()
    expect(page.locator(MESSAGES)).not_to_be_empty()
    page.unroute("**/autosave/")
    tool(page, "2012-iom-12", "Move up").click()
    said(page, "2012-iom-12 is number")


def test_after_a_crash_the_chapter_says_what_was_not_saved(context, page: Page) -> None:
    tool(page, "2012-iom-7", "Edit").click()
    page.route("**/autosave/", lambda route: route.abort())
    text_of(page).fill("Nearly lost.")
    expect(page.locator("[data-status][data-state=failed]")).to_be_visible()
    crash(page)
    page = context.new_page()
    page.goto(CHAPTER)
    left = page.locator("#left-behind")
    expect(left).to_contain_text("for 2012-iom-7 that was not saved is kept in this browser.")
    left.get_by_role("link", name="See it").click()
    page.get_by_role("button", name="Take it back").click()
    expect(text_of(page)).to_have_text("Nearly lost.")
    expect(page.locator(SAVED)).to_contain_text("Saved at")


def test_whatever_goes_wrong_is_said_and_nothing_typed_is_lost(
    desk: Desk, context: BrowserContext, page: Page
) -> None:
    context.set_offline(True)
    tool(page, "2012-iom-2", "Move up").click()
    said(page, "Not done. The portal cannot be reached.")
    context.set_offline(False)

    tool(page, "2012-iom-10", "postponed").click()
    reason = entry_of(page, "2012-iom-10").get_by_label("Reason")
    reason.fill("Elections came first.")
    year = ReportingYear.objects.filter(pk=desk.year.pk)
    year.update(closed_at=timezone.now())
    try:
        save(page)
        expect(entry_of(page, "2012-iom-10")).to_contain_text("The year 2012 is closed.")
        expect(reason).to_have_text("Elections came first.")
        tool(page, "2012-iom-2", "Delete").click()
        said(page, "Not done. This cannot be changed now. The year 2012 is closed.")
    finally:
        year.update(closed_at=None)

    sign_out(context)
    save(page)
    said(page, "You are signed out. Your text is kept here and is not saved yet.")
    expect(reason).to_have_text("Elections came first.")
    tool(page, "2012-iom-2", "Delete").click()
    said(page, "You are signed out.")
    expect(page.locator(MESSAGES).get_by_role("link", name="Sign in")).to_be_visible()

    # Signed in again in another tab, one has another token.
    sign_in(context, desk.writer, desk.base_url)
    context.clear_cookies(name="csrftoken")
    tool(page, "2012-iom-2", "Move down").click()
    said(page, "2012-iom-2 is number")
    expect(reason).to_have_text("Elections came first.")
    save(page)
    said(page, "Saved: 2012-iom-10.")
    assert is_the_same(page)


def test_a_text_outlives_its_entry(desk: Desk, page: Page) -> None:
    entry = desk.entry("As it was.")
    page.reload()
    tool(page, entry.reference, "Edit").click()
    page.route("**/autosave/", lambda route: route.abort())
    text_of(page).fill("Typed while somebody deleted it.")
    delete_entry(entry, by=desk.colleague)
    tool(page, "2012-iom-8", "Move up").click()
    said(page, "2012-iom-8 is number")
    expect(entry_of(page, entry.reference)).to_have_count(0)
    expect(text_of(page)).to_have_text("Typed while somebody deleted it.")

    page.unroute("**/autosave/")
    # The autosave before it says the same; only the answer of the button decides.
    with page.expect_response(re.compile(rf"/entries/{entry.reference}/$")):
        save(page)
    expect(page.locator("[data-work]")).to_contain_text("IOM Colleague deleted the entry")
    expect(text_of(page)).to_have_text("Typed while somebody deleted it.")

    # Brought back, the entry has a place for it again; it is closed where it stands.
    undelete_entry(entry, by=desk.colleague)
    tool(page, "2012-iom-8", "Move down").click()
    said(page, "2012-iom-8 is number")
    expect(entry_of(page, entry.reference).locator("#id_text_editor")).to_be_visible()
    expect(text_of(page)).to_have_count(1)


def test_a_text_without_a_place_can_be_closed(desk: Desk, page: Page) -> None:
    entry = desk.entry("As it was.")
    page.reload()
    tool(page, entry.reference, "Edit").click()
    expect(page.locator(SAVED)).to_be_visible()
    delete_entry(entry, by=desk.colleague)
    tool(page, "2012-iom-8", "Move up").click()
    said(page, "2012-iom-8 is number")
    expect(text_of(page)).to_be_visible()
    page.get_by_role("link", name="Back to the chapter").click()
    expect(text_of(page)).to_have_count(0)
    expect(page.locator("[data-work]")).to_have_count(0)


@pytest.mark.parametrize(
    ("status", "body"), [(502, "<h1>Bad gateway</h1>"), (200, "<html><p>Sign in</p></html>")]
)
def test_a_whole_page_never_takes_the_place_of_the_chapter(
    page: Page, status: int, body: str
) -> None:
    before = order(page)
    tool(page, "2012-iom-5", "postponed").click()
    reason = entry_of(page, "2012-iom-5").get_by_label("Reason")
    reason.fill("Typed.")
    for address in ("**/move/", "**/outcome/"):
        page.route(address, lambda route: route.fulfill(status=status, body=body))
    tool(page, "2012-iom-2", "Move down").click()
    said(page, "Not done. The portal could not do this.")
    save(page)
    said(page, "Not done. The portal could not do this.")
    expect(page.locator(MESSAGES).get_by_role("link", name="Reload the chapter")).to_be_visible()
    expect(reason).to_have_text("Typed.")
    assert order(page) == before
    assert is_the_same(page)


def test_nothing_is_done_under_the_name_of_who_took_the_seat(
    desk: Desk, context: BrowserContext, page: Page
) -> None:
    before = order(page)
    context.clear_cookies()
    sign_in(context, desk.colleague, desk.base_url)
    context.new_page().goto(CHAPTER)
    tool(page, "2012-iom-2", "Move down").click()
    said(page, "Not done. This form has expired.")
    page.reload()
    assert order(page) == before


def test_all_of_it_works_without_javascript(desk: Desk) -> None:
    with desk.at(desk.writer, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(CHAPTER)
        tool(page, "2012-iom-11", "Move up").click()
        said(page, "2012-iom-11 is number")
        tool(page, "2012-iom-11", "postponed").click()
        page.get_by_label("Reason").fill("Elections came first.")
        save(page)
        expect(entry_of(page, "2012-iom-11")).to_contain_text("Elections came first.")
        tool(page, "2012-iom-11", "Edit").click()
        page.locator("textarea#id_text").fill("Written on a page of its own.")
        save(page)
        expect(entry_of(page, "2012-iom-11")).to_contain_text("Written on a page of its own.")
        tool(page, "2012-iom-11", "Delete").click()
        page.get_by_role("button", name="Undo").click()
        expect(entry_of(page, "2012-iom-11")).to_be_visible()
        page.locator("#executed").get_by_role("link", name="Add an entry").first.click()
        page.locator("textarea#id_text").fill("Added on a page.")
        save(page)
        expect(page.locator("#executed")).to_contain_text("Added on a page.")
