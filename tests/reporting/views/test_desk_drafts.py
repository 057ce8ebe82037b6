"""Kept texts, and a form that comes back as typed."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from reporting.actions.entries import delete_entry, save_entry
from reporting.models import Entry, WritingDraft
from tests.factories import content, rich_content, write_entry
from tests.reporting.views import Page, page_of
from tests.reporting.views.desk_forms import event, posted

pytestmark = pytest.mark.django_db

NEW = "/desk/2013/iom/entries/new/"
EDIT = "/desk/entries/2013-iom-1/"
PAGE = str(uuid.uuid4())


@pytest.fixture
def writing(client, iom_draft, iom_writer):
    client.force_login(iom_writer)
    return client


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, text="First.", by=iom_writer).entry


def close(entry_or_chapter):
    year = entry_or_chapter.reporting_year
    year.closed_at = timezone.now()
    year.save()


def keep(writing, entry, **fields):
    """A text that could not be saved, since its year closed while it was typed; its address."""
    close(entry.submission)
    writing.post(EDIT, posted(**{"session": PAGE, "based_on": 1, "text": "Typed.", **fields}))
    return f"/desk/drafts/{WritingDraft.objects.get().pk}/"


def test_a_text_typed_while_the_year_closed_is_kept_and_can_be_copied(writing, entry):
    page = writing.get(keep(writing, entry)).content.decode()

    assert "Typed.</textarea>" in page
    assert "The year 2013 is closed." in page
    assert "This chapter cannot be changed now." in page


def test_once_the_year_is_open_again_it_opens_in_the_form_and_is_saved(writing, entry):
    address = keep(writing, entry, events=[event("2013-05-24", place="Lima")])
    entry.submission.reporting_year.closed_at = None
    entry.submission.reporting_year.save()
    page = writing.get(address)
    assert f'action="{EDIT}"' in page.content.decode()

    data = dict(page.context["fields"])
    shown = writing.post(EDIT, {**data, "restore": "1"})
    assert "Typed.</textarea>" in shown.content.decode()
    assert 'value="Lima"' in shown.content.decode()
    entry.refresh_from_db()
    assert entry.text == "First."

    writing.post(EDIT, data)
    entry.refresh_from_db()
    assert entry.text == "<p>Typed.</p>"
    assert not WritingDraft.objects.exists()


def test_a_text_with_formatting_is_kept_with_it(writing, entry):
    typed = '<ol start="3"><li><p>Typed <strong>x</strong>.</p></li></ol>'
    address = keep(writing, entry, text="", **{"text-html": typed})
    shown = page_of(writing, address)
    assert shown.words("//*[@id='kept-text']") == "3. Typed x."
    assert shown.all_words("//*[@id='kept-text']//strong") == ["x"]

    entry.submission.reporting_year.closed_at = None
    entry.submission.reporting_year.save()
    data = dict(writing.get(address).context["fields"])
    restored = Page(writing.post(EDIT, {**data, "restore": "1"}))
    assert restored.words("//*[@data-rich-text-current]") == "3. Typed x."
    writing.post(EDIT, data)
    entry.refresh_from_db()
    assert entry.text == typed


def test_the_page_of_the_entry_offers_it(writing, entry):
    address = keep(writing, entry)
    entry.submission.reporting_year.closed_at = None
    entry.submission.reporting_year.save()

    assert address in writing.get(EDIT).content.decode()
    assert address not in writing.get(NEW).content.decode()


def test_a_kept_text_of_a_deleted_entry_opens_as_a_new_one(writing, entry, iom_focal_point):
    delete_entry(entry, by=iom_focal_point)
    response = writing.post(EDIT, posted(session=PAGE, based_on=1, text="Typed."))

    assert response.status_code == 409
    assert "Typed.</textarea>" in response.content.decode()
    page = writing.get(f"/desk/drafts/{WritingDraft.objects.get().pk}/").content.decode()
    assert f'action="{NEW}?kind=executed"' in page


def test_it_is_dropped_by_a_button(writing, entry):
    writing.post(keep(writing, entry) + "drop/")

    assert not WritingDraft.objects.exists()


@pytest.mark.parametrize("act", ["get", "drop"])
def test_nobody_else_sees_or_drops_it(act, writing, entry, iom_focal_point):
    address = keep(writing, entry)
    writing.force_login(iom_focal_point)
    response = writing.get(address) if act == "get" else writing.post(address + "drop/")

    assert response.status_code == 404
    assert WritingDraft.objects.exists()


# The form as typed


def test_fields_are_shown_as_typed_and_nothing_is_saved(writing, entry):
    response = writing.post(
        EDIT, posted(restore="1", based_on=1, text="", events=[event("when?", place="Lima")])
    )
    page = response.content.decode()

    assert response.status_code == 200
    assert 'value="when?"' in page
    assert "data-unsaved" in page
    assert Page(response).find("//*[contains(@class, 'field-error')][not(@hidden)]") == []
    entry.refresh_from_db()
    assert entry.text == "First."


def test_a_form_that_comes_back_shows_what_others_saved_since(
    writing, entry, iom_draft, iom_focal_point
):
    save_entry(iom_draft, content(text="Theirs."), entry=entry, based_on=1, by=iom_focal_point)
    response = writing.post(EDIT, posted(restore="1", based_on=1, text="Mine."))

    assert response.status_code == 409
    assert "<p>Theirs.</p>" in response.content.decode()
    assert "Mine.</textarea>" in response.content.decode()


def test_whoever_is_signed_out_gets_the_text_back_and_goes_on(iom_writer, entry):
    strict = Client(enforce_csrf_checks=True)
    data = posted(
        text="<b>Typed</b> long.", based_on=1, countries=[{"country": "CRI", "role": "place"}]
    )
    response = strict.post(EDIT, data)
    page = response.content.decode()

    assert response.status_code == 401
    assert "&lt;b&gt;Typed&lt;/b&gt; long.</textarea>" in page
    assert 'name="countries-0-country"' in page
    assert "/accounts/login/" in page

    strict.force_login(iom_writer)
    again = strict.post(EDIT, {**data, "restore": "1"}, headers={"Origin": "http://testserver"})
    assert again.status_code == 403
    assert "&lt;b&gt;Typed&lt;/b&gt; long.</textarea>" in again.content.decode()
    assert "press “Save” again" in again.content.decode()
    entry.refresh_from_db()
    assert entry.text == "First."

    token = again.context["csrf_token"]
    strict.post(EDIT, {**data, "csrfmiddlewaretoken": str(token)})
    entry.refresh_from_db()
    assert entry.text == "<p>&lt;b&gt;Typed&lt;/b&gt; long.</p>"


@pytest.mark.parametrize("origin", [None, "https://elsewhere.example"])
@pytest.mark.parametrize("address", [EDIT, NEW, EDIT + "outcome/"])
def test_a_form_of_another_site_is_not_taken(origin, address, iom_writer, entry):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(iom_writer)
    headers = {"Origin": origin} if origin else {}
    response = strict.post(address, posted(text="Forged.", based_on=1), headers=headers)

    assert response.status_code == 403
    assert "Forged." not in response.content.decode()
    assert not Entry.objects.filter(text="Forged.").exists()


# A report on a plan


def test_a_report_on_a_plan_begins_with_its_tags_and_without_text(writing, iom_draft, iom_writer):
    plan = save_entry(iom_draft, rich_content(2013, kind="planned"), by=iom_writer).entry
    forms = writing.get(NEW, {"kind": "executed", "report-on": plan.reference}).context["forms"]

    assert forms.form["continues"].value() == [plan.reference]
    assert forms.form["activities"].value() == ["67", "68", "69"]
    assert forms.form["text"].value() == ""
    assert [row["country"].value() for row in forms.countries][:3] == ["MEX", "CRI", "HTI"]
    assert forms.events.forms[0]["start"].value() is None


@pytest.mark.parametrize("reference", ["2011-unhcr-1", "2013-iom-99", "x", "2011-iom-1"])
def test_a_report_on_what_is_no_plan_of_the_chapter_is_not_found(reference, writing):
    assert writing.get(NEW, {"report-on": reference}).status_code == 404


# Documents


def test_documents_are_kept_in_their_order_and_get_their_beginning(writing):
    documents = [
        {"title": "Minutes", "url": "https://www.oas.org/minutes.pdf"},
        {"title": "", "url": ""},
        {"title": "Book", "url": "iom.int/book"},
    ]
    response = writing.post(NEW, posted(documents=documents))

    assert response.status_code == 302
    kept = Entry.objects.get(reference="2013-iom-1").documents.values_list("title", "url")
    assert list(kept) == [
        ("Minutes", "https://www.oas.org/minutes.pdf"),
        ("Book", "https://iom.int/book"),
    ]


def test_a_form_without_rows_of_documents_leaves_them(writing, iom_draft, iom_writer):
    held = (("Minutes", "https://www.oas.org/m"),)
    write_entry(iom_draft, documents=held, by=iom_writer)
    writing.post(EDIT, posted(text="New.", based_on=1))

    assert Entry.objects.get(reference="2013-iom-1").documents.count() == 1
