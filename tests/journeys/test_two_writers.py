"""Two people, or two tabs of one, write in the same form at the same time."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from program.rich_text import from_plain, to_plain
from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.enums import NarrativeKind
from reporting.models import Entry, Narrative, WritingDraft
from tests.journeys.editing import FAILED, SAVED, Desk, copies, open_desk, text_of
from tests.journeys.looking import faults

pytestmark = pytest.mark.browser

SHOWN_WITHIN = 3000  # milliseconds until one sees who else has come
BASE = "One.\n\nTwo.\n\nThree."
PART = "/desk/years/2012/report/parts/background/"
QUESTION = ".merge-question"


@pytest.fixture(scope="module")
def desk(browser, base_url) -> Iterator[Desk]:
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture
def entry(desk: Desk) -> Entry:
    return desk.entry(BASE)


@pytest.fixture
def context(desk: Desk) -> Iterator[BrowserContext]:
    with desk.at(desk.writer) as context:
        yield context


@pytest.fixture
def mine(context: BrowserContext, entry: Entry) -> Page:
    return opened(context, entry)


@pytest.fixture
def theirs(desk: Desk, entry: Entry) -> Iterator[Page]:
    with desk.at(desk.colleague) as other:
        yield opened(other, entry)


def opened(context: BrowserContext, entry: Entry) -> Page:
    page = context.new_page()
    page.goto(f"/desk/entries/{entry.reference}/")
    expect(page.get_by_role("toolbar")).to_be_visible()
    return page


def append(page: Page, paragraph: int, words: str) -> None:
    """Type at the end of a paragraph, counted from 0."""
    place = text_of(page).locator("p").nth(paragraph)
    place.click()
    page.keyboard.press("End")
    page.keyboard.type(words)


def saved(page: Page) -> None:
    expect(page.locator(SAVED)).to_contain_text("Saved at")


def stored(entry: Entry) -> str:
    return to_plain(Entry.objects.get(pk=entry.pk).text)


def ask(mine: Page, theirs: Page) -> None:
    """Both change the second paragraph; I am led to the choice."""
    append(theirs, 1, " Theirs.")
    saved(theirs)
    append(mine, 1, " Mine.")
    expect(mine.locator(FAILED)).to_contain_text("IOM Colleague saved this entry in the meantime.")
    mine.get_by_role("button", name="Choose what to keep").click()
    expect(mine.locator(QUESTION)).to_have_count(1)


def test_who_comes_is_shown_within_three_seconds(desk: Desk, mine: Page, entry: Entry) -> None:
    others = mine.locator("[data-others]")
    expect(others).to_be_empty()
    with desk.at(desk.colleague) as other:
        page = opened(other, entry)
        expect(others).to_contain_text("IOM Colleague (IOM) is here too", timeout=SHOWN_WITHIN)
        page.goto("/desk/")
    expect(others).to_be_empty()


def test_another_tab_of_mine_is_shown_within_three_seconds(context, mine: Page, entry) -> None:
    second = opened(context, entry)
    words = "You have this form open in another tab too"
    for page in (mine, second):
        expect(page.locator("[data-others]")).to_contain_text(words, timeout=SHOWN_WITHIN)
    second.goto("/desk/")
    expect(mine.locator("[data-others]")).to_be_empty()


def test_changes_of_different_paragraphs_are_both_kept(mine: Page, theirs: Page, entry) -> None:
    append(theirs, 0, " Theirs.")
    saved(theirs)
    append(mine, 2, " Mine.")
    expect(mine.locator("[data-merged]")).to_have_text(
        "IOM Colleague changed paragraph 1. Both changes are kept."
    )
    saved(mine)
    assert stored(entry) == "One. Theirs.\nTwo.\nThree. Mine."
    expect(text_of(mine)).to_contain_text("One. Theirs.")
    mine.keyboard.type(" More.")  # where the cursor was
    expect(text_of(mine).locator("p").nth(2)).to_have_text("Three. Mine. More.")
    saved(mine)
    assert copies(mine) == []


def test_both_go_on_writing_and_both_texts_grow(mine: Page, theirs: Page, entry: Entry) -> None:
    for number in range(2):
        append(mine, 0, f" Mine {number}.")
        append(theirs, 2, f" Theirs {number}.")
        for page in (mine, theirs):
            saved(page)
            page.wait_for_timeout(500)
    expect(mine.locator(SAVED)).to_be_visible()
    expect(theirs.locator(SAVED)).to_be_visible()
    assert stored(entry) == "One. Mine 0. Mine 1.\nTwo.\nThree. Theirs 0. Theirs 1."


def test_rows_and_boxes_of_the_other_are_taken_over(mine: Page, theirs: Page, entry) -> None:
    theirs.locator("[name=countries-0-country]").fill("Mexico")
    theirs.locator("[name=events-0-start]").fill("2012-07-25")
    theirs.locator("[name=events-0-start]").blur()
    saved(theirs)
    append(mine, 1, " Mine.")
    expect(mine.locator("[data-merged]")).to_contain_text("“Countries” and “Dated events”")
    saved(mine)
    expect(mine.locator("[name=countries-0-country]")).to_have_value("Mexico")
    expect(mine.locator("[name=events-0-start]")).to_have_value("2012-07-25")
    row = Entry.objects.get(pk=entry.pk)
    assert [one.country.iso3 for one in row.country_roles.all()] == ["MEX"]
    assert row.events.count() == 1


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("Keep mine", "Two. Mine."),
        ("Keep theirs", "Two. Theirs."),
        ("Keep both", "Two. Mine. Theirs."),
    ],
)
def test_the_same_paragraph_is_chosen(mine: Page, theirs: Page, entry, choice, kept) -> None:
    ask(mine, theirs)
    mine.get_by_role("radio", name=re.compile(f"^{choice}")).check()
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.locator("#messages")).to_contain_text("Saved:")
    assert stored(entry) == f"One.\n{kept}\nThree."
    assert copies(mine) == []
    assert not WritingDraft.objects.filter(form__contains=entry.reference).exists()


def test_the_page_of_the_choice_is_accessible_and_keeps_everything(mine, theirs, entry) -> None:
    ask(mine, theirs)
    assert faults(mine) == {}
    mine.get_by_role("button", name="Save", exact=True).last.click()
    expect(mine.get_by_text("Choose what to keep here.")).to_be_visible()
    assert faults(mine) == {}
    mine.get_by_role("button", name="Keep both and continue writing").click()
    expect(text_of(mine)).to_contain_text("Two. Mine. Theirs.")
    saved(mine)
    assert stored(entry) == "One.\nTwo. Mine. Theirs.\nThree."


def test_without_a_script_the_choice_works_too(desk: Desk, entry: Entry, theirs: Page) -> None:
    with desk.at(desk.writer, java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(f"/desk/entries/{entry.reference}/")
        append(theirs, 1, " Theirs.")
        saved(theirs)
        page.locator("#id_text").fill("One.\n\nTwo. Mine.\n\nThree.")
        page.get_by_role("button", name="Save", exact=True).last.click()
        page.get_by_role("radio", name="Keep mine").check()
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page.locator("#messages")).to_contain_text("Saved:")
    assert stored(entry) == "One.\nTwo. Mine.\nThree."


def test_two_tabs_of_one_person_are_merged(context: BrowserContext, mine: Page, entry) -> None:
    second = opened(context, entry)
    append(second, 0, " Here.")
    saved(second)
    append(mine, 2, " There.")
    saved(mine)
    assert stored(entry) == "One. Here.\nTwo.\nThree. There."


def test_in_the_chapter_the_choice_is_made_in_place(desk: Desk, context, entry, theirs) -> None:
    page = context.new_page()
    page.goto("/desk/2012/iom/")
    page.locator(f"#e-{entry.reference}").get_by_role("link", name=re.compile("^Edit")).click()
    expect(text_of(page)).to_be_visible()
    ask(page, theirs)
    expect(page).to_have_url(re.compile("/desk/2012/iom/$"))
    page.get_by_role("radio", name=re.compile("^Keep both")).check()
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#messages")).to_contain_text("Saved:")
    assert stored(entry) == "One.\nTwo. Mine. Theirs.\nThree."


def _goes_back(page: Page) -> None:
    page.go_back()


def _is_reloaded(page: Page) -> None:
    page.goto(page.url)


@pytest.mark.parametrize("leave", [_goes_back, _is_reloaded])
def test_leaving_the_choice_loses_nothing(
    mine, theirs, entry, leave: Callable[[Page], None]
) -> None:
    ask(mine, theirs)
    mine.on("dialog", lambda dialog: dialog.accept())
    leave(mine)
    assert (
        "Two. Mine."
        in dict(
            WritingDraft.objects.filter(form__contains=entry.reference).latest("saved_at").data
        )["text-html"]
    )


def test_a_narrative_part_of_two_people_is_merged(desk: Desk) -> None:
    kind = NarrativeKind.BACKGROUND
    save_narrative(desk.year, kind, NarrativeContent("", from_plain(BASE)), by=desk.secretariat)
    with desk.at(desk.secretariat) as own:
        page = own.new_page()
        page.goto(PART)
        append(page, 0, " Mine.")
        changed = NarrativeContent("", from_plain("One.\n\nTwo. Theirs.\n\nThree."))
        save_narrative(desk.year, kind, changed, by=desk.secretariat)
        page.get_by_role("button", name="Save", exact=True).last.click()
        expect(page.locator("#messages")).to_contain_text("Both changes are kept.")
        page.goto(PART)
        expect(page.locator("[data-others]")).to_be_empty()
        other = own.new_page()
        other.goto(PART)
        expect(page.locator("[data-others]")).to_contain_text("another tab", timeout=SHOWN_WITHIN)
    text = Narrative.objects.get(reporting_year=desk.year, kind=kind).text
    assert to_plain(text) == "One. Mine.\nTwo. Theirs.\nThree."
