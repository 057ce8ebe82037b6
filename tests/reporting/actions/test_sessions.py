"""Writing sessions: what one person saves from one page is one version, and never twice."""

import datetime
import uuid

import pytest
import time_machine
from django.utils import timezone

from reporting.actions.editing import keep_draft
from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.exceptions import EditConflict, EntryDeleted
from reporting.models import Entry, EntryVersion, WritingDraft
from tests.factories import content, write_entry

pytestmark = pytest.mark.django_db

PAGE = str(uuid.uuid4())
OTHER_PAGE = str(uuid.uuid4())


@pytest.fixture
def save(iom_draft, iom_writer):
    """Saves a text from a page; by IOM's writer unless somebody else is named."""

    def saved(text, *, session=PAGE, by=iom_writer, **more):
        return save_entry(iom_draft, content(text=text), session=session, by=by, **more)

    return saved


def texts_of(entry):
    return list(entry.versions.order_by("number").values_list("content__text", flat=True))


def test_saves_of_one_page_are_one_version_and_each_is_a_revision(save):
    entry = save("One.").entry
    save("One, two.", entry=entry, based_on=1)
    last = save("One, two, three.", entry=entry, based_on=2)

    assert texts_of(entry) == ["One, two, three."]
    assert last.entry.revision == last.version.revision == 3
    assert last.version.saved_at > last.version.began_at


def test_another_page_makes_another_version(save):
    entry = save("One.").entry
    save("Two.", entry=entry, based_on=1, session=OTHER_PAGE)

    assert texts_of(entry) == ["One.", "Two."]


def test_a_save_that_names_no_page_is_always_a_version(save):
    entry = save("One.", session="").entry
    save("Two.", session="", entry=entry, based_on=1)

    assert texts_of(entry) == ["One.", "Two."]


def test_another_person_with_the_same_session_makes_another_version(save, iom_focal_point):
    entry = save("One.").entry
    save("Two.", entry=entry, based_on=1, by=iom_focal_point)

    assert texts_of(entry) == ["One.", "Two."]


def test_after_two_hours_the_same_page_makes_a_new_version(save):
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        entry = save("One.").entry
    with time_machine.travel(now + datetime.timedelta(minutes=119), tick=False):
        save("Two.", entry=entry, based_on=1)
    with time_machine.travel(now + datetime.timedelta(minutes=121), tick=False):
        save("Three.", entry=entry, based_on=2)
        save("Four.", entry=entry, based_on=3)

    assert texts_of(entry) == ["Two.", "Four."]


def test_the_same_content_again_is_no_version_and_no_revision(save):
    entry = save("One.").entry
    again = save("One.", entry=entry, based_on=1, session=OTHER_PAGE)

    assert texts_of(entry) == ["One."]
    assert again.entry.revision == 1


def test_taking_much_out_of_a_text_keeps_the_version_it_was_in(save):
    entry = save("A long story. " * 50).entry
    save("Oops.", entry=entry, based_on=1)

    assert texts_of(entry) == ["A long story. " * 50, "Oops."]


def test_a_new_entry_that_is_sent_again_is_the_same_entry(save):
    first = save("One.")
    again = save("One.")
    longer = save("One, two.")

    assert first.entry == again.entry == longer.entry
    assert Entry.objects.filter(submission=first.entry.submission).count() == 1
    assert texts_of(first.entry) == ["One, two."]


def test_a_new_entry_of_another_page_is_another_entry(save):
    assert save("One.").entry != save("One.", session=OTHER_PAGE).entry


def test_a_session_of_somebody_else_makes_an_entry_of_its_own(save, iom_focal_point):
    assert save("One.").entry != save("One.", by=iom_focal_point).entry


def test_after_the_button_another_text_from_the_page_is_another_entry(save):
    first = save("One.", ends_session=True)
    sent_again = save("One.", ends_session=True)
    written_after_back = save("Something else.")

    assert sent_again.entry == first.entry
    assert written_after_back.entry != first.entry
    assert texts_of(first.entry) == ["One."]


def test_a_lost_answer_is_no_conflict_with_oneself(save):
    entry = save("One.").entry
    save("One, two.", entry=entry, based_on=1)
    save("One, two, three.", entry=entry, based_on=1)

    assert texts_of(entry) == ["One, two, three."]


def test_an_own_page_is_stale_once_somebody_else_has_saved(save, iom_focal_point):
    entry = save("One.").entry
    save("Theirs.", entry=entry, based_on=1, session=OTHER_PAGE, by=iom_focal_point)

    with pytest.raises(EditConflict) as stale:
        save("Mine.", entry=entry, based_on=1)
    assert stale.value.content.text == "Theirs."
    assert stale.value.base.content["text"] == "One."


def test_a_new_entry_that_was_deleted_meanwhile_does_not_come_back_by_itself(save, iom_writer):
    entry = save("One.").entry
    delete_entry(entry, by=iom_writer)

    with pytest.raises(EntryDeleted, match="IOM Writer deleted the entry 2013-iom-1"):
        save("One, two.")
    with pytest.raises(EntryDeleted):
        save("One, two.", entry=entry, based_on=1)
    assert EntryVersion.objects.filter(entry=entry).count() == 1


def test_another_s_entry_of_another_chapter_is_refused(save, unhcr_draft, unhcr_writer):
    theirs = write_entry(unhcr_draft, by=unhcr_writer).entry

    with pytest.raises(Exception, match="is not in this chapter"):
        save("Mine.", entry=theirs, based_on=1)
    theirs.refresh_from_db()
    assert theirs.text == "A workshop on identification took place."


def test_a_save_forgets_the_unsaved_text_of_its_own_page_alone(save, iom_draft, iom_writer):
    for page in (PAGE, OTHER_PAGE):
        keep_draft(
            "/desk/", [("text", page)], title="", submission=iom_draft, session=page, by=iom_writer
        )
    save("Saved at last.")

    kept = WritingDraft.objects.filter(user=iom_writer)
    assert list(kept.values_list("session", flat=True)) == [OTHER_PAGE]
