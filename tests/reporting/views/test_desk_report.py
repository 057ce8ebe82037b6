"""/desk/years/<year>/report/ : parts, highlights, order, cover, draft."""

import pytest

from program.rich_text import to_plain
from reporting.document.assemble import assemble
from reporting.enums import LogAct
from reporting.models import Entry, LogEntry, ReportCover
from tests.reporting.views import page_of

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/years/2011/report/"
PART = f"{ADDRESS}parts/background/"


@pytest.fixture
def desk(client, secretariat):
    client.force_login(secretariat)
    return client


@pytest.fixture
def fresh(year_2011) -> Entry:
    """An executed entry that no highlight repeats."""
    return (
        Entry.objects.filter(
            submission__reporting_year=year_2011, kind="executed", highlights__isnull=True
        )
        .order_by("pk")
        .first()
    )


def form_of(desk, address: str) -> dict[str, str]:
    """What a browser would send back of the form as shown."""
    form = page_of(desk, address).root.forms[-1]
    return dict(form.form_values())


def test_the_page_has_all_parts_of_the_report(desk, year_2011):
    page = page_of(desk, ADDRESS)
    assert page.all_words("//main//h2") == [
        "Parts in running text", "Highlights", "Order of the chapters", "Cover"
    ]  # fmt: skip
    assert len(page.find("//*[@data-highlight]")) == 10


def test_a_part_is_saved_and_logged(desk, year_2011, secretariat):
    sent = {**form_of(desk, PART), "text": "Written **anew**."}
    assert desk.post(PART, sent)["Location"] == f"{ADDRESS}#parts"
    assert year_2011.narratives.get(kind="background").text == "<p>Written **anew**.</p>"
    told = LogEntry.objects.get()
    assert (told.act, told.note, told.by) == (LogAct.EDIT_NARRATIVE, "Background", secretariat)


def test_a_part_that_another_changed_is_not_overwritten(desk, year_2011):
    sent = {**form_of(desk, PART), "text": "Mine."}
    year_2011.narratives.filter(kind="background").update(text="Theirs.")
    response = desk.post(PART, sent)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Mine." in shown
    assert "Theirs." in shown
    assert year_2011.narratives.get(kind="background").text == "Theirs."


def test_a_part_with_a_control_character_is_refused_and_kept(desk, year_2011):
    response = desk.post(PART, {**form_of(desk, PART), "text": "Kept\x02."})
    assert (response.status_code, "control character" in response.content.decode()) == (200, True)


def test_an_unknown_part_is_not_found(desk, year_2011):
    assert desk.get(f"{ADDRESS}parts/epilogue/").status_code == 404


def test_an_entry_is_found_and_made_a_highlight_whose_words_follow_it(desk, year_2011, fresh):
    words = " ".join(to_plain(fresh.text).split()[:3])
    page = page_of(desk, f"{ADDRESS}?q={words}")
    assert fresh.reference in [b.get("value") for b in page.find("//button[@name='entry']")]
    desk.post(f"{ADDRESS}highlights/", {"entry": fresh.reference})
    desk.post(f"{ADDRESS}highlights/", {"entry": fresh.reference})  # a second click
    Entry.objects.filter(pk=fresh.pk).update(text="Other words now.")
    printed = assemble(year_2011, language="en").highlights
    assert len(printed) == 11
    assert (printed[-1].text, printed[-1].references) == ("Other words now.", (fresh.reference,))


def test_what_is_only_planned_is_no_highlight(desk, year_2011):
    planned = Entry.objects.filter(submission__reporting_year=year_2011, kind="planned").first()
    desk.post(f"{ADDRESS}highlights/", {"entry": planned.reference})
    assert year_2011.highlights.count() == 10


def test_words_of_its_own_stay_when_the_entry_changes(desk, year_2011, fresh):
    desk.post(f"{ADDRESS}highlights/", {"entry": fresh.reference})
    made = year_2011.highlights.get(position=11)
    address = f"{ADDRESS}highlights/{made.pk}/wording/"
    desk.post(address, {**form_of(desk, address), "text": "In our words."})
    Entry.objects.filter(pk=fresh.pk).update(text="Other words now.")
    assert assemble(year_2011, language="en").highlights[-1].text == "<p>In our words.</p>"
    desk.post(address, {**form_of(desk, address), "text": ""})
    assert assemble(year_2011, language="en").highlights[-1].text == "Other words now."


def test_highlights_move_and_go(desk, year_2011):
    order = list(year_2011.highlights.order_by("position"))
    desk.post(f"{ADDRESS}highlights/{order[0].pk}/", {"act": "down"})
    desk.post(f"{ADDRESS}highlights/{order[2].pk}/", {"act": "remove"})
    desk.post(f"{ADDRESS}highlights/{order[1].pk}/", {"act": "up"})  # it is the first already
    assert list(year_2011.highlights.values_list("pk", "position")) == [
        (one.pk, position) for position, one in enumerate([order[1], order[0], *order[3:]], start=1)
    ]


@pytest.mark.parametrize("act", ["", "sideways"])
def test_an_unknown_act_changes_nothing(desk, year_2011, act):
    first = year_2011.highlights.first()
    assert desk.post(f"{ADDRESS}highlights/{first.pk}/", {"act": act}).status_code == 404


def test_chapters_change_places(desk, year_2011):
    before = list(year_2011.submissions.order_by("position").values_list("pk", flat=True))
    second = year_2011.submissions.order_by("position")[1]
    desk.post(f"{ADDRESS}order/", {"move": f"up:{second.implementer.slug}"})
    after = list(year_2011.submissions.order_by("position").values_list("pk", flat=True))
    assert after == [before[1], before[0], *before[2:]]
    assert desk.post(f"{ADDRESS}order/", {"move": "up:nobody"}).status_code == 404


def test_the_cover_is_saved(desk, year_2011):
    address = f"{ADDRESS}cover/"
    sent = {**form_of(desk, address), "presented_by": "Demonstration unit"}
    assert desk.post(address, sent).status_code == 302
    cover = ReportCover.objects.get(reporting_year=year_2011)
    assert cover.presented_by == "Demonstration unit"
    assert cover.under_resolution.symbol == "AG/RES. 2669 (XLI-O/11)"
    assert desk.post(address, sent).status_code == 302  # the same again, from the old page
    other = {**sent, "presented_by": "Another unit"}
    assert desk.post(address, other).status_code == 409


def test_a_report_without_a_title_is_refused(desk, year_2011):
    address = f"{ADDRESS}cover/"
    response = desk.post(address, {**form_of(desk, address), "title": " "})
    assert "Give the report its title." in response.content.decode()


def test_the_draft_is_marked_and_holds_what_is_not_accepted(desk, year_2011):
    year_2011.submissions.filter(implementer__slug="iom").update(status="draft", is_public=False)
    page = page_of(desk, f"{ADDRESS}draft.html")
    assert page.words("//*.mark-draft") == "Draft"
    assert page.find("//section[@id='chapter-iom']")
    assert desk.get(f"{ADDRESS}draft.odt").status_code == 404


def test_a_stranger_sees_no_draft(client, stranger, year_2011):
    client.force_login(stranger)
    assert client.get(f"{ADDRESS}draft.html").status_code == 403
