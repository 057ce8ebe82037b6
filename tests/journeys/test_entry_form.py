"""The form of an entry: a report on a plan in few actions, and what is asked while it is typed."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from reporting.models import Entry, WritingDraft
from reporting.queries.entries import content_of
from tests.journeys.editing import FAILED, SAVED, open_desk
from tests.journeys.looking import DESK, PHONE, faults

pytestmark = pytest.mark.browser

CHAPTER = "/desk/2012/iom/"
TEXT = (
    "A training of consuls was held in Tapachula, Mexico, from 5 to 7 June 2012, financed by the "
    "Government of Canada."
)


@pytest.fixture(scope="module")
def desk(browser, base_url):
    with open_desk(browser, base_url) as desk:
        yield desk


@pytest.fixture
def page(desk):
    with desk.at(desk.writer, viewport={"width": DESK, "height": 900}) as context:
        yield context.new_page()


class Hands:
    """What a person does on a page; each click, pick and typed field counts as one action."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def click(self, found: Locator) -> None:
        self.actions += 1
        found.click()

    def type(self, found: Locator, words: str) -> None:
        self.actions += 1
        found.fill(words)

    def leave_field(self) -> None:
        """Go to the next field, as anyone does who types in several."""
        self.page.keyboard.press("Tab")


def report_on(page: Page, hands: Hands, plan: str) -> None:
    page.goto(CHAPTER)
    hands.click(page.locator(f"#e-{plan}").get_by_role("link", name="Report on this"))
    expect(page.locator(f"[data-plan='{plan}']")).to_be_visible()


def save(page: Page, hands: Hands) -> Entry:
    hands.click(page.get_by_role("button", name="Save", exact=True).last)
    expect(page.locator("#messages")).to_contain_text("Saved: ", timeout=60_000)
    reference = re.search(r"Saved: (\S+)\.", page.locator("#messages").inner_text())
    assert reference is not None
    return Entry.objects.with_relations().get(reference=reference.group(1))


def test_a_report_on_a_plan_takes_five_actions_with_the_suggestions(desk, page) -> None:
    hands = Hands(page)
    report_on(page, hands, "2012-iom-1")
    hands.type(page.locator("#id_text_editor"), TEXT)
    hands.click(page.get_by_role("button", name=re.compile("Add all")))
    hands.click(page.locator("[name=plan-2012-iom-1-outcome][value=carried_out]"))
    entry = save(page, hands)

    content = content_of(entry)
    plan = Entry.objects.get(reference="2012-iom-1")
    assert set(content.countries) >= {("MEX", "place"), ("CAN", "funder")}
    [event] = content.events
    assert (event.start.isoformat(), event.end.isoformat()) == ("2012-06-05", "2012-06-07")
    assert (content.kind, content.continues) == ("executed", ("2012-iom-1",))
    assert (content.title_source, entry.language) == ("proposed", "en")
    assert (plan.outcome, plan.outcome_source) == ("carried_out", "implementer")
    assert plan.outcome_stated_by == desk.writer
    assert hands.actions == 5


def test_a_report_on_a_plan_takes_eight_actions_when_everything_is_typed(page) -> None:
    hands = Hands(page)
    report_on(page, hands, "2012-iom-2")
    hands.type(page.locator("#id_text_editor"), "A course was given.")
    hands.type(page.locator("[name=countries-0-country]"), "México")
    hands.type(page.locator("[name=countries-1-country]"), "Brésil")
    hands.type(page.locator("[name=events-0-start]"), "del 5 al 7 de junio de 2012")
    hands.leave_field()
    hands.click(page.locator("[data-readings]").get_by_role("button", name="5–7 June 2012"))
    hands.click(page.locator("[name=plan-2012-iom-2-outcome][value=under_way]"))
    content = content_of(save(page, hands))

    [event] = content.events
    assert (event.start.isoformat(), event.end.isoformat()) == ("2012-06-05", "2012-06-07")
    assert set(content.countries) >= {("MEX", "place"), ("BRA", "place")}
    assert Entry.objects.get(reference="2012-iom-2").outcome == "under_way"
    assert hands.actions == 8


def test_an_ambiguous_date_is_asked_and_a_suggestion_is_added_once(page) -> None:
    page.goto("/desk/2012/iom/entries/new/?kind=executed")
    page.locator("#id_text_editor").fill(TEXT)
    add = page.get_by_role("button", name=re.compile("^Add Canada"))
    add.click()
    expect(page.locator(SAVED)).to_be_visible()
    expect(add).to_have_count(0)
    page.locator("[name=events-0-start]").fill("03/04/2012")
    page.keyboard.press("Tab")

    choices = page.locator("[data-readings] button")
    expect(choices).to_have_text(["3 April 2012", "4 March 2012"])
    assert faults(page) == {}
    choices.last.click()
    expect(page.locator("[name=events-0-start]")).to_have_value("2012-03-04")
    expect(page.locator(SAVED)).to_be_visible()

    entry = Entry.objects.with_relations().get(reference=page.url.rstrip("/").rsplit("/", 1)[1])
    content = content_of(entry)
    assert [pair for pair in content.countries if pair[0] == "CAN"] == [("CAN", "funder")]
    assert [event.start.isoformat() for event in content.events] == ["2012-03-04"]


def test_the_column_decides_which_entries_can_be_continued(page) -> None:
    page.goto("/desk/2012/iom/entries/new/?kind=executed")
    page.get_by_text("Link it to an earlier plan").click()
    groups = page.locator("#linkable strong")
    expect(groups).to_have_text(["Planned for 2012"])
    page.locator("[name=kind][value=planned]").check()
    expect(groups).to_have_text(["Planned for next year in 2011"])

    page.locator("[name=kind][value=executed]").check()
    expect(groups).to_have_text(["Planned for 2012"])
    page.locator("[name=continues][value='2012-iom-4']").check()
    expect(page.locator("[data-plan='2012-iom-4']")).to_be_visible()


def order(page: Page) -> list[str]:
    return [
        str(one) for one in page.locator("#planned .entry").evaluate_all("n => n.map(x => x.id)")
    ]


def test_an_entry_is_dragged_and_moved_by_alt_and_arrow(page) -> None:
    page.goto(CHAPTER)
    before = order(page)
    handle = page.locator("#planned .drag-handle").first
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    target = page.locator("#planned .entry").nth(1).bounding_box()
    assert start is not None
    assert target is not None
    page.mouse.move(start["x"] + 3, start["y"] + 3)
    page.mouse.down()
    page.mouse.move(start["x"] + 3, target["y"] + target["height"] - 5, steps=4)
    page.mouse.up()
    expect(page.locator("#messages")).to_contain_text("is number 2 of its list now")
    assert order(page) == [before[1], before[0], *before[2:]]

    page.locator(f"#{before[0]} a").first.focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#messages")).to_contain_text("is number 1 of its list now")
    assert order(page) == before


def test_the_outcomes_of_several_plans_are_stated_on_one_page(page) -> None:
    page.goto(CHAPTER)
    page.get_by_role("link", name="State the outcomes of all plans").click()
    assert faults(page) == {}
    page.locator("[name=plan-2012-iom-5-outcome][value=carried_out]").check()
    page.locator("[name=plan-2012-iom-6-outcome][value=under_way]").check()
    page.get_by_role("button", name="Save the outcomes").click()
    expect(page.locator("#messages")).to_contain_text("Saved: the outcomes of 2 plans.")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_the_filtered_chapter_has_no_faults(page, width) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{CHAPTER}?q=migrants&show=no-outcome")
    expect(page.get_by_role("status").filter(has_text="entries are shown")).to_be_visible()
    assert faults(page) == {}


def test_the_reason_of_an_outcome_is_kept_before_the_text_is_written(desk, page) -> None:
    page.goto(CHAPTER)
    page.locator("#e-2012-iom-8").get_by_role("link", name="Report on this").click()
    page.locator("[name=plan-2012-iom-8-outcome][value=dropped]").click()
    reason = page.locator("[data-plan='2012-iom-8'] .rich-text-editor")
    reason.click()
    page.keyboard.type("The donor withdrew.")
    expect(page.locator(FAILED)).to_be_visible()
    draft = WritingDraft.objects.get(user=desk.writer)
    assert "<p>The donor withdrew.</p>" in [value for _name, value in draft.data]
