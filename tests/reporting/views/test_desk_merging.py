"""The page on which one decides what to keep of what two people changed, and what leads there."""

import json
import re
import uuid

import pytest

from reporting.actions.entries import save_entry
from reporting.actions.narratives import NarrativeContent, save_narrative
from reporting.enums import NarrativeKind
from reporting.models import Entry, WritingDraft
from reporting.queries.entries import content_of
from tests.factories import content, rich_content, write_entry
from tests.reporting.views.desk_forms import event, posted

pytestmark = pytest.mark.django_db

EDIT = "/desk/entries/2013-iom-1/"
SAVE = f"{EDIT}autosave/"
PART = "/desk/years/2013/report/parts/background/"
PAGE = str(uuid.uuid4())
BASE = "<p>One.</p><p>Two.</p>"


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    return client


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, text=BASE, by=iom_writer).entry


@pytest.fixture
def theirs(entry, iom_draft, iom_focal_point):
    """Saves what IOM's focal point makes of the entry."""

    def save(text: str, **fields) -> None:
        entry.refresh_from_db()
        saved = content(text=text, **fields)
        save_entry(iom_draft, saved, entry=entry, based_on=entry.revision, by=iom_focal_point)

    return save


def mine(text: str, **fields) -> dict[str, object]:
    return posted(**{"text": "", "text-html": text, "session": PAGE, "based_on": 1, **fields})


def choice(response) -> str:
    """The name of the only question of a page."""
    (name,) = set(re.findall(r'name="(choice-[^"]+)"', response.content.decode()))
    return name


def stored() -> str:
    return Entry.objects.get(reference="2013-iom-1").text


def test_different_paragraphs_are_merged_without_a_question(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    response = writing.post(EDIT, mine("<p>One, mine.</p><p>Two.</p>"), follow=True)

    assert stored() == "<p>One, mine.</p><p>Two, theirs.</p>"
    assert (
        "IOM Focal Point changed paragraph 2. Both changes are kept." in response.content.decode()
    )
    assert not WritingDraft.objects.exists()


def test_the_same_paragraph_is_shown_side_by_side_and_nothing_is_saved(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    response = writing.post(EDIT, mine("<p>One, mine.</p><p>Two, mine.</p>"))
    page = response.content.decode()

    assert response.status_code == 409
    assert "1 passage was changed by both of you" in page
    for words in ("One, mine.", "Two, mine.", "Two, theirs.", "Two, mine, theirs."):
        assert f"<p>{words}</p>" in page
    for label in ("Keep mine", "Keep theirs", "Keep both"):
        assert label in page
    assert stored() == "<p>One.</p><p>Two, theirs.</p>"
    assert (
        dict(WritingDraft.objects.get().data)["text-html"] == "<p>One, mine.</p><p>Two, mine.</p>"
    )


@pytest.mark.parametrize(
    ("answer", "kept"),
    [("mine", "Two, mine."), ("theirs", "Two, theirs."), ("both", "Two, mine, theirs.")],
)
def test_each_choice_is_saved(answer, kept, writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    sent = mine("<p>One.</p><p>Two, mine.</p>")
    name = choice(writing.post(EDIT, sent))
    response = writing.post(EDIT, {**sent, "resolve": "1", name: answer})

    assert response.status_code == 302
    assert stored() == f"<p>One.</p><p>{kept}</p>"
    assert not WritingDraft.objects.exists()
    assert f"arrived.{PAGE}" in response.cookies  # the copy in the browser is forgotten


@pytest.mark.parametrize("answer", [None, "", "neither", "BOTH"])
def test_without_a_choice_the_page_comes_back_and_says_so(answer, writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    sent = mine("<p>One.</p><p>Two, mine.</p>")
    name = choice(writing.post(EDIT, sent))
    chosen = {} if answer is None else {name: answer}
    response = writing.post(EDIT, {**sent, "resolve": "1", **chosen})

    assert response.status_code == 409
    assert "Choose what to keep here." in response.content.decode()
    assert "Two, mine." in response.content.decode()
    assert stored() == "<p>One.</p><p>Two, theirs.</p>"


def test_a_text_that_moved_on_is_merged_again(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    sent = mine("<p>One.</p><p>Two, mine.</p>")
    name = choice(writing.post(EDIT, sent))
    theirs("<p>One, newer.</p><p>Two, theirs.</p>")
    assert writing.post(EDIT, {**sent, "resolve": "1", name: "mine"}).status_code == 302
    assert stored() == "<p>One, newer.</p><p>Two, mine.</p>"


def test_everything_typed_is_in_the_page(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    held = event("2013-05-24", place="San José", country="CRI")
    page = writing.post(EDIT, mine("<p>One.</p><p>Two, mine.</p>", events=[held])).content.decode()

    assert '<textarea name="events-0-place" hidden>\nSan José</textarea>' in page
    assert "Two, mine.&lt;/p&gt;</textarea>" in page


def test_both_can_be_kept_and_written_on(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>", heading="Theirs")
    sent = mine("<p>One.</p><p>Two, mine.</p>")
    response = writing.post(EDIT, {**sent, "resolve": "1", "edit": "1"})
    forms = response.context["forms"]

    assert response.status_code == 200
    assert forms.form["text"].value() == "<p>One.</p><p>Two, mine, theirs.</p>"
    assert forms.form["based_on"].value() == 2
    assert stored() == "<p>One.</p><p>Two, theirs.</p>"


def test_dates_and_countries_of_both_are_kept(writing, entry, iom_draft, theirs):
    theirs(BASE, countries=(("MEX", "place"),))
    rows = {"countries": [{"country": "CRI", "role": "participant"}], "events": [event("2013-05")]}
    writing.post(EDIT, mine(BASE, **rows))
    merged = content_of(Entry.objects.with_relations().get(reference="2013-iom-1"))

    assert set(merged.countries) == {("MEX", "place"), ("CRI", "participant")}
    assert len(merged.events) == 1


def test_a_country_that_both_changed_is_asked(writing, iom_draft, iom_writer, iom_focal_point):
    entry = write_entry(iom_draft, text=BASE, countries=(("MEX", "place"),), by=iom_writer).entry
    theirs = content(text=BASE, countries=(("MEX", "origin"),))
    save_entry(iom_draft, theirs, entry=entry, based_on=1, by=iom_focal_point)
    sent = mine(BASE, countries=[{"country": "MEX", "role": "funder"}])
    response = writing.post(EDIT, sent)
    page = response.content.decode()

    assert response.status_code == 409
    assert page.count("<p>Mexico: ") == 2
    writing.post(EDIT, {**sent, "resolve": "1", choice(response): "theirs"})
    assert [row.role for row in entry.country_roles.all()] == ["origin"]


def test_no_script_of_the_other_text_runs(writing, theirs):
    theirs("<p>One.</p><p>Two</p><script>alert(1)</script>")
    sent = mine(
        '<p>One.</p><p onclick="alert(2)">Two, mine</p>', base='"><script>alert(3)</script>'
    )
    page = writing.post(EDIT, sent).content.decode()

    for script in ("<script>alert", "onclick=&quot;alert(2)&quot;>"):
        assert script not in page


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger", "administrator"])
def test_others_see_neither_text(who, client, theirs, request):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    client.force_login(request.getfixturevalue(who))
    response = client.post(EDIT, mine("<p>One.</p><p>Two, mine.</p>"))

    assert response.status_code == 403
    assert "Two, theirs." not in response.content.decode()


@pytest.mark.parametrize(
    "base",
    [
        "",
        "{",
        "[]",
        "null",
        '{"revision": 9}',
        '{"revision": 9, "content": {}}',
        '{"revision": "x", "content": []}',
        json.dumps({"revision": 9, "content": {**content().as_json(), "text": 5}}),
        json.dumps({"revision": 9, "content": {**content().as_json(), "activities": [[1]]}}),
        json.dumps({"revision": 9, "content": {**content().as_json(), "events": [{}]}}),
        '{"revision": 9, "content": ' + "[" * 5000 + "}",
    ],
)
def test_a_base_that_cannot_be_read_is_no_error(base, writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    response = writing.post(EDIT, mine("<p>One, mine.</p><p>Two.</p>", base=base))

    assert response.status_code == 302
    assert stored() == "<p>One, mine.</p><p>Two, theirs.</p>"


def test_the_form_carries_what_it_was_filled_with(writing, entry, iom_draft, iom_writer):
    save_entry(iom_draft, rich_content(2013), entry=entry, based_on=1, by=iom_writer)
    page = writing.get(EDIT)
    base = json.loads(page.context["base"])

    assert base["revision"] == 2
    assert base["content"] == rich_content(2013).as_json()


# Autosave


def test_the_autosave_gives_the_merged_form_and_saves_nothing(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>", countries=(("MEX", "place"),))
    response = writing.post(SAVE, mine("<p>One, mine.</p><p>Two.</p>"))
    merge = response.json()["merge"]

    assert response.status_code == 409
    assert merge["revision"] == 2
    assert "&lt;p&gt;One, mine.&lt;/p&gt;&lt;p&gt;Two, theirs.&lt;/p&gt;" in merge["form"]
    assert json.loads(merge["base"])["content"]["text"] == "<p>One.</p><p>Two, theirs.</p>"
    assert 'value="Mexico"' in merge["form"]
    assert merge["message"] == (
        "IOM Focal Point changed paragraph 2 and “Countries”. Both changes are kept."
    )
    assert stored() == "<p>One.</p><p>Two, theirs.</p>"


def test_the_autosave_of_the_same_paragraph_asks(writing, theirs):
    theirs("<p>One.</p><p>Two, theirs.</p>")
    said = writing.post(SAVE, mine("<p>One.</p><p>Two, mine.</p>")).json()

    assert "merge" not in said
    assert (said["kept"], said["closed"]) == (True, False)


def test_a_kept_draft_is_merged_when_it_is_opened(writing, theirs):
    sent = mine("<p>One, mine.</p><p>Two.</p>")
    theirs("<p>One.</p><p>Two, theirs.</p>")
    response = writing.post(EDIT, {**sent, "restore": "1"})

    assert response.status_code == 200
    text = response.context["forms"].form["text"].value()
    assert text == "<p>One, mine.</p><p>Two, theirs.</p>"
    assert "IOM Focal Point changed paragraph 2." in response.content.decode()


# The other forms


@pytest.fixture
def part(open_year_2013, secretariat, client):
    """The form of a narrative part that someone else changes after it was shown."""
    kind = NarrativeKind.BACKGROUND
    save_narrative(open_year_2013, kind, NarrativeContent("Background", BASE), by=secretariat)
    client.force_login(secretariat)
    based_on = json.dumps({"heading": "Background", "text": BASE})

    def post(text: str, **fields):
        sent = {"heading": "Background", "text": "", "text-html": text, "based_on": based_on}
        return client.post(PART, {**sent, **fields})

    def save_theirs(text: str, heading: str = "Background") -> None:
        save_narrative(open_year_2013, kind, NarrativeContent(heading, text), by=secretariat)

    def on_record() -> NarrativeContent:
        row = open_year_2013.narratives.get(kind=kind)
        return NarrativeContent(row.heading, row.text)

    return post, save_theirs, on_record


def test_paragraphs_of_a_narrative_part_are_merged(part):
    post, save_theirs, on_record = part
    save_theirs("<p>One.</p><p>Two, theirs.</p>", heading="Their heading")
    response = post("<p>One, mine.</p><p>Two.</p>")

    assert response.status_code == 302
    assert on_record() == NarrativeContent("Their heading", "<p>One, mine.</p><p>Two, theirs.</p>")


def test_a_paragraph_of_a_narrative_part_is_asked(part):
    post, save_theirs, on_record = part
    save_theirs("<p>One.</p><p>Two, theirs.</p>")
    response = post("<p>One.</p><p>Two, mine.</p>")
    assert response.status_code == 409
    assert on_record().text == "<p>One.</p><p>Two, theirs.</p>"

    answered = {"resolve": "1", choice(response): "both"}
    assert post("<p>One.</p><p>Two, mine.</p>", **answered).status_code == 302
    assert on_record().text == "<p>One.</p><p>Two, mine, theirs.</p>"


@pytest.mark.parametrize("based_on", ["", "{", '{"text": 5, "heading": []}', '{"text": null}'])
def test_a_base_of_a_narrative_part_that_cannot_be_read_is_no_error(based_on, part):
    post, save_theirs, _on_record = part
    save_theirs("<p>One.</p><p>Two, theirs.</p>")

    assert post("<p>One.</p><p>Two, mine.</p>", based_on=based_on).status_code in (200, 302, 409)


# The outcome of a plan


@pytest.fixture
def plan(iom_draft, iom_writer):
    return write_entry(iom_draft, text=BASE, kind="planned", by=iom_writer).entry


@pytest.mark.parametrize(
    ("changed", "outcome"),
    [({"text": "<p>Theirs.</p>"}, "carried_out"), ({"outcome": "under_way"}, "under_way")],
)
def test_an_outcome_is_saved_unless_someone_changed_that_of_its_plan(
    changed, outcome, writing, plan, iom_draft, iom_focal_point
):
    theirs = content(**{"text": BASE, "kind": "planned", **changed})
    save_entry(iom_draft, theirs, entry=plan, based_on=1, by=iom_focal_point)
    sent = {"outcome": "carried_out", "outcome_reason": "", "based_on": "1"}
    response = writing.post(f"{EDIT}outcome/", sent)
    plan.refresh_from_db()

    assert response.status_code == (302 if outcome == "carried_out" else 409)
    assert plan.outcome == outcome
    assert plan.text == theirs.text
