"""The answers to the script that saves while one writes: JSON in every case."""

import re
import uuid

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from reporting.actions.entries import delete_entry, save_entry
from reporting.models import Entry, WritingDraft
from reporting.queries.entries import content_of
from tests.factories import content, rich_content, submission_at_status, write_entry
from tests.reporting.views.desk_forms import event, posted

pytestmark = pytest.mark.django_db

NEW = "/desk/2013/iom/entries/autosave/"
SAVE = "/desk/entries/2013-iom-1/autosave/"
PAGE = str(uuid.uuid4())


def typed(**fields):
    return posted(**{"session": PAGE, **fields})


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    return client


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, text="First.", by=iom_writer).entry


def refused(response, status) -> dict:
    """What a refusal says; it is JSON and names no trace of a page."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/json"
    said = response.json()
    assert said["message"]
    return said


# Saving


def test_a_new_entry_is_saved_and_has_its_addresses(writing):
    response = writing.post(NEW, typed(text="One."))
    said = response.json()

    assert response.status_code == 200
    assert re.fullmatch(r"\d\d:\d\d \(Washington, D\.C\.\)", said.pop("at"))
    assert said.pop("panel").strip() == ""
    assert said == {
        "revision": 1,
        "warnings": [],
        "page": "/desk/entries/2013-iom-1/",
        "autosave": SAVE,
        "key": "2013-iom-1",
        "title": "Entry 2013-iom-1",
    }
    assert Entry.objects.get(reference="2013-iom-1").text == "<p>One.</p>"


def test_a_new_entry_whose_answer_was_lost_is_the_same_entry(writing):
    writing.post(NEW, typed(text="One."))
    said = writing.post(NEW, typed(text="One, two.")).json()

    assert said["key"] == "2013-iom-1"
    assert said["revision"] == 2
    assert Entry.objects.filter(submission__reporting_year__year=2013).count() == 1


def test_an_entry_is_saved_again_and_again(writing, entry):
    first = writing.post(SAVE, typed(text="One.", based_on=1)).json()
    second = writing.post(SAVE, typed(text="One, two.", based_on=first["revision"])).json()

    assert (first["revision"], second["revision"]) == (2, 3)
    assert "page" not in second
    entry.refresh_from_db()
    assert entry.text == "<p>One, two.</p>"
    assert list(entry.versions.order_by("number").values_list("content__text", flat=True)) == [
        "First.",
        "<p>One, two.</p>",
    ]


def test_the_button_after_it_saves_the_same_entry(writing):
    writing.post(NEW, typed(text="One."))
    writing.post("/desk/2013/iom/entries/new/", typed(text="One, two."))

    assert Entry.objects.get(submission__reporting_year__year=2013).text == "<p>One, two.</p>"


def test_a_new_entry_that_reports_on_a_plan_keeps_its_headings(writing, iom_draft, iom_writer):
    headed = {"heading": "TRAINING", "subheading": "For judges"}
    plan = write_entry(iom_draft, kind="planned", by=iom_writer, **headed).entry
    said = writing.post(f"{NEW}?report-on={plan.reference}", typed(text="One.")).json()

    saved = Entry.objects.get(reference=said["key"])
    assert (saved.heading, saved.subheading) == ("TRAINING", "For judges")


def test_what_the_text_names_is_offered(writing):
    text = "A forum was held in Mexico City from 25 July to 2 August 2013."
    look = writing.post(NEW, typed(text=text)).json()["panel"]

    assert 'value="country:MEX"' in look
    assert 'value="event:2013-07-25/2013-08-02"' in look
    assert "25 July – 2 August 2013, Mexico City, Mexico" in look


def test_what_is_entered_already_is_not_offered(writing):
    text = "A forum was held in Mexico City from 25 July to 2 August 2013."
    held = event("2013-07-25", "2013-08-02", place="Mexico City", country="MEX")
    sent = typed(text=text, title="Forum", events=[held])
    look = writing.post(NEW, sent).json()["panel"]

    assert "take" not in look


def test_warnings_are_told(writing):
    said = writing.post(NEW, typed(other_activities=["16"])).json()

    assert said["warnings"] == [
        {
            "code": "activities.not-assigned",
            "place": "activities",
            "message": "Activity 16 is not assigned to this implementer.",
            "remedy": "Correct the number, or have the activity assigned.",
        }
    ]
    assert "Activity 16 is not assigned to this implementer." in said["panel"]


def test_what_was_kept_is_forgotten_once_it_is_saved(writing):
    writing.post(NEW, typed(events=[event("2013-02-30")]))
    assert WritingDraft.objects.count() == 1

    writing.post(NEW, typed(events=[event("2013-02-28")]))

    assert WritingDraft.objects.count() == 0


# Not to be saved: told, and kept


@pytest.mark.parametrize(
    ("bad", "field", "message"),
    [
        ({"text": ""}, "text", "Text: Write what was planned or done."),
        ({"text": "x" * 100_001}, "text", "Text: This has 100,001 characters; the limit is"),
        ({"text": "a\x1bb"}, "text", "Text: Line 1 holds a control character"),
        ({"text": "a\0b"}, "text", "Text: Line 1 holds a control character"),
        ({"activities": ["999"]}, "activities", "Program activities: Select a valid choice."),
        (
            {"countries": [{"country": "XXX", "role": "place"}]},
            "countries-0-country",
            "Country: “XXX” is not a country on record",
        ),
        (
            {"events": [event("2013-05-24", "2013-05-23")]},
            "events-0-end",
            "To (if longer): This ends before it starts.",
        ),
        (
            {"events": [event("2013-02-30")]},
            "events-0-start",
            "From: “2013-02-30” is not a date of the calendar.",
        ),
        ({"continues": ["2011-unhcr-1"]}, "continues", "Continues: Select a valid choice."),
        (
            {"documents": [{"title": "Minutes", "url": "javascript:alert(1)"}]},
            "documents-0-url",
            "Address (https://…): Enter a valid URL.",
        ),
    ],
)
def test_a_fault_is_told_at_its_field_and_what_was_typed_is_kept(bad, field, message, writing):
    data = typed(**{"text": "With care.", **bad})
    said = refused(writing.post(NEW, data), 422)

    assert said["message"].startswith(message)
    assert field in said["errors"]
    assert said["kept"] is True
    kept = WritingDraft.objects.get()
    assert dict(kept.data)["text"] == data["text"].replace("\0", "\ufffd")
    entries = Entry.objects.filter(submission__reporting_year__year=2013)
    saved = [] if "text" in bad else ["<p>With care.</p>"]  # the text does not wait for the rest
    assert list(entries.values_list("text", flat=True)) == saved


def test_an_invalid_date_does_not_keep_the_text_from_being_saved(writing, iom_draft, iom_writer):
    """The events stay as they are on record until the date is corrected."""
    held = rich_content(2013)
    entry = save_entry(iom_draft, held, by=iom_writer).entry
    said = refused(
        writing.post(SAVE, typed(text="New text.", events=[event("2013-02-30")], based_on=1)), 422
    )

    entry.refresh_from_db()
    assert said["revision"] == entry.revision == 2
    assert entry.text == "<p>New text.</p>"
    assert content_of(entry).events == held.events
    assert WritingDraft.objects.get().form == "/desk/entries/2013-iom-1/"

    writing.post(SAVE, typed(text="New text.", events=[event("2013-02-28")], based_on=2))
    entry.refresh_from_db()
    assert [str(one.start) for one in entry.events.all()] == ["2013-02-28"]
    assert not WritingDraft.objects.exists()


def test_one_page_keeps_one_text_the_last(writing):
    for text in ("One.", "One, two."):
        writing.post(NEW, typed(text=text, events=[event("soon")]))

    assert dict(WritingDraft.objects.get().data)["text"] == "One, two."


def test_a_session_that_is_no_uuid_is_refused(writing):
    said = refused(writing.post(NEW, typed(session="../etc")), 422)

    assert said["kept"] is False


def test_a_year_that_closed_while_typing_keeps_the_text(writing, entry):
    year = entry.submission.reporting_year
    year.closed_at = timezone.now()
    year.save()

    for address in (SAVE, NEW):
        said = refused(writing.post(address, typed(text="Too late.", based_on=1)), 409)
        assert said["message"] == "The year 2013 is closed."
        assert (said["kept"], said["closed"]) == (True, True)
    for draft in WritingDraft.objects.all():
        assert dict(draft.data)["text"] == "Too late."
    assert {draft.form for draft in WritingDraft.objects.all()} == {
        "/desk/entries/2013-iom-1/",
        "/desk/2013/iom/entries/new/?kind=executed",
    }


def test_a_chapter_submitted_while_typing_keeps_the_text(writing, entry, secretariat):
    submission_at_status(entry.submission, "submitted", by=secretariat)
    said = refused(writing.post(SAVE, typed(based_on=1)), 409)

    assert "This chapter is submitted" in said["message"]
    assert said["kept"] is True


def test_an_entry_deleted_while_typing_keeps_the_text(writing, entry, iom_focal_point):
    delete_entry(entry, by=iom_focal_point)
    said = refused(writing.post(SAVE, typed(based_on=1)), 409)

    assert said["message"].startswith("IOM Focal Point deleted the entry 2013-iom-1.")
    assert said["kept"] is True


def test_a_text_that_somebody_else_saved_first_is_a_conflict_and_both_stay(
    writing, entry, iom_draft, iom_focal_point
):
    save_entry(iom_draft, content(text="Theirs."), entry=entry, based_on=1, by=iom_focal_point)
    said = refused(writing.post(SAVE, typed(text="Mine.", based_on=1)), 409)
    entry.refresh_from_db()

    assert said["message"] == "IOM Focal Point saved this entry in the meantime."
    assert said["closed"] is False
    assert entry.text == "Theirs."
    assert "Mine." in writing.get(said["page"]).content.decode()


# Whose and whether at all


@pytest.mark.parametrize("who", ["unhcr_writer", "stranger", "administrator"])
@pytest.mark.parametrize("address", [NEW, SAVE])
def test_others_are_refused(who, address, client, entry, request):
    client.force_login(request.getfixturevalue(who))
    said = refused(client.post(address, typed(based_on=1)), 403)

    assert said["message"].startswith("This chapter belongs to International Organization")
    assert WritingDraft.objects.count() == 0


@pytest.mark.parametrize("address", [NEW, SAVE, "/desk/preview/"])
def test_whoever_is_signed_out_is_told(address, client):
    assert "signed out" in refused(client.post(address, typed()), 401)["message"]


@pytest.mark.parametrize("address", [NEW, SAVE, "/desk/preview/"])
def test_a_token_of_before_signing_out_is_refused(address, iom_writer, entry):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(iom_writer)

    assert "signed in again" in refused(strict.post(address, typed()), 403)["message"]


@pytest.mark.parametrize("address", [NEW.replace("iom", "xyz"), SAVE.replace("-1/", "-99/")])
def test_what_is_not_on_record_is_not_found(address, writing):
    refused(writing.post(address, typed()), 404)


def test_a_column_that_does_not_exist_is_not_found(writing):
    refused(writing.post(NEW + "?kind=dreamt", typed()), 404)


def test_nothing_is_shown_there(writing):
    refused(writing.get(NEW), 405)


def test_more_than_the_server_takes_is_told(writing):
    said = refused(writing.post(NEW, typed(text="x" * 9_000_000)), 413)

    assert "more than the portal can take" in said["message"]


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"x", "multipart/form-data"),
        (b"&".join(b"a=1" for _n in range(2000)), "application/x-www-form-urlencoded"),
    ],
)
def test_what_cannot_be_read_is_told(body, content_type, writing):
    refused(writing.post(NEW, body, content_type=content_type), 400)


@pytest.mark.parametrize(("body", "type_of"), [(b"", "text/plain"), (b"{}", "application/json")])
def test_what_is_no_form_is_at_fault(body, type_of, writing):
    refused(writing.post(NEW, body, content_type=type_of), 422)


def test_a_database_that_is_busy_is_told(writing, monkeypatch):
    def busy(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("reporting.views.desk.editing.save_editor", busy)
    refused(writing.post(NEW, typed()), 503)


# What it costs


def plain_entries(chapter, count):
    """Further plans and executed entries, made at once."""
    Entry.objects.bulk_create(
        Entry(
            submission=chapter,
            reference=f"2013-iom-{n}",
            kind=("planned", "executed")[n % 2],
            position=n,
            text=f"Entry {n}.",
        )
        for n in range(2, count + 2)
    )


@pytest.mark.parametrize("entries", [3, 300])
def test_the_page_costs_the_same_in_a_small_and_in_a_large_chapter(
    entries, writing, iom_draft, iom_writer, django_assert_num_queries
):
    save_entry(iom_draft, rich_content(2013), by=iom_writer)
    plain_entries(iom_draft, entries - 1)

    with django_assert_num_queries(32):
        writing.get("/desk/entries/2013-iom-1/")


@pytest.mark.parametrize("entries", [3, 300])
def test_a_save_costs_the_same_in_a_small_and_in_a_large_chapter(
    entries, writing, iom_draft, iom_writer, django_assert_num_queries
):
    save_entry(iom_draft, rich_content(2013), by=iom_writer)
    plain_entries(iom_draft, entries - 1)
    assigned = ["67", "68", "69"]
    writing.post(SAVE, typed(text="One.", activities=assigned, based_on=1))

    with django_assert_num_queries(48):
        writing.post(SAVE, typed(text="One, two.", activities=assigned, based_on=2))
