import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.entries import save_entry
from reporting.actions.exceptions import EditConflict
from reporting.actions.imports import (
    FileRead,
    ImportItemRefused,
    ItemToStore,
    accept_item,
    divide_item,
    join_items,
    reopen_item,
    skip_item,
    store_import,
)
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, ImportState
from reporting.models import ImportedItem
from reporting.policies import NotInThisState
from tests.factories import content

pytestmark = pytest.mark.django_db


def file_of(*texts: str, kind: str = "executed", **parts: object) -> FileRead:
    items = (
        ItemToStore(content(kind=kind, text=f"<p>{text}</p>", **parts), "table 1, row 2", 0.95)
        for text in texts
    )
    return FileRead("chapter.docx", "0" * 64, (), tuple(items))


WORKSHOP = (
    "A workshop on the identification of victims of trafficking was held for border officials"
)


def test_storing_writes_nothing_to_the_chapter(iom_draft, iom_writer):
    stored = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer)
    assert stored.items.count() == 1
    assert not iom_draft.entries.exists()
    version = iom_draft.content_version
    iom_draft.refresh_from_db()
    assert iom_draft.content_version == version


def test_accepting_saves_an_entry_as_the_form_does(iom_draft, iom_writer):
    file = store_import(
        iom_draft, file_of(WORKSHOP, label="Activity 1:", activities=("67",)), by=iom_writer
    )
    saved = accept_item(file.items.get(), by=iom_writer)
    entry = iom_draft.entries.get()
    assert (entry.label, saved.entry) == ("Activity 1", entry)
    assert entry.versions.get().saved_by == iom_writer
    item = file.items.get()
    assert (item.state, item.entry) == (ImportState.ACCEPTED, entry)


def test_an_item_is_accepted_once(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    accept_item(item, by=iom_writer)
    with pytest.raises(ImportItemRefused):
        accept_item(item, by=iom_writer)
    assert iom_draft.entries.count() == 1


def test_an_item_can_be_moved_to_another_column(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    accept_item(item, kind=EntryKind.NEXT_YEAR, by=iom_writer)
    assert iom_draft.entries.get().kind == EntryKind.NEXT_YEAR


def test_reading_a_file_again_proposes_only_what_is_new(iom_draft, iom_writer):
    first = store_import(iom_draft, file_of(WORKSHOP, "A guide was printed."), by=iom_writer)
    accept_item(first.items.first(), by=iom_writer)
    again = file_of(WORKSHOP, "A guide was printed.", "A seminar was held in Lima.")
    (item,) = store_import(iom_draft, again, by=iom_writer).items.all()
    assert item.source == "A seminar was held in Lima."


def test_what_a_person_typed_is_not_proposed_again(iom_draft, iom_writer):
    save_entry(iom_draft, content(text=f"<p>{WORKSHOP}</p>"), by=iom_writer)
    assert not store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.exists()


def test_a_changed_item_changes_the_entry_that_it_became(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    entry = accept_item(item, by=iom_writer).entry
    (change,) = store_import(iom_draft, file_of(f"{WORKSHOP} twice"), by=iom_writer).items.all()
    assert change.entry == entry
    accept_item(change, by=iom_writer)
    assert iom_draft.entries.get().text == f"<p>{WORKSHOP} twice</p>"


def test_a_change_is_refused_when_a_person_changed_the_entry_meanwhile(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    entry = accept_item(item, by=iom_writer).entry
    (change,) = store_import(iom_draft, file_of(f"{WORKSHOP} twice"), by=iom_writer).items.all()
    typed = content(text=f"<p>{WORKSHOP} by hand</p>")
    save_entry(iom_draft, typed, entry=entry, based_on=entry.revision, by=iom_writer)
    with pytest.raises(EditConflict):
        accept_item(change, by=iom_writer)
    assert iom_draft.entries.get().text == typed.text
    change.refresh_from_db()
    assert change.state == ImportState.OPEN


def test_a_skipped_item_can_be_reviewed_again(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    skip_item(item, by=iom_writer)
    assert ImportedItem.objects.get().state == ImportState.SKIPPED
    reopen_item(item, by=iom_writer)
    assert ImportedItem.objects.get().state == ImportState.OPEN


def test_joining_and_dividing_keep_every_word(iom_draft, iom_writer):
    file = store_import(iom_draft, file_of("The first part.", "The second part."), by=iom_writer)
    first = file.items.first()
    join_items(first, by=iom_writer)
    joined = EntryContent.from_json(file.items.get().content)
    assert joined.text == "<p>The first part.</p><p>The second part.</p>"
    divide_item(first, by=iom_writer)
    assert [item.source for item in file.items.all()] == ["The first part.", "The second part."]


def test_an_item_of_one_paragraph_is_not_divided(iom_draft, iom_writer):
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    with pytest.raises(ImportItemRefused):
        divide_item(item, by=iom_writer)


def test_another_implementer_can_neither_store_nor_settle(iom_draft, iom_writer, unhcr_writer):
    with pytest.raises(NotPermitted):
        store_import(iom_draft, file_of(WORKSHOP), by=unhcr_writer)
    item = store_import(iom_draft, file_of(WORKSHOP), by=iom_writer).items.get()
    for act in (accept_item, skip_item, join_items, divide_item):
        with pytest.raises(NotPermitted):
            act(item, by=unhcr_writer)
    assert not iom_draft.entries.exists()


def test_nothing_is_accepted_into_an_accepted_chapter(year_2011, secretariat):
    chapter = year_2011.submissions.get(implementer__slug="iom")
    item = store_import(chapter, file_of(WORKSHOP), by=None).items.get()
    with pytest.raises((NotInThisState, NotPermitted)):
        accept_item(item, by=secretariat)
