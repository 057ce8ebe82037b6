"""Files are attached, removed and restored as entries are, and stay with what was issued."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from implementers.exceptions import NotPermitted
from reporting.actions.attachments import attach_file, remove_attachment, restore_attachment
from reporting.actions.editions import begin_correction
from reporting.actions.entries import delete_entry, undelete_entry
from reporting.actions.exceptions import EntryDeleted
from reporting.actions.reviews import accept, reopen
from reporting.actions.submissions import submit
from reporting.document.assemble import assemble
from reporting.document.freezing import from_json, to_json
from reporting.enums import LogAct
from reporting.exceptions import FileRefused, Unchangeable
from reporting.models import Attachment, EditionAttachment, Entry, LogEntry, Submission
from reporting.policies import NotInThisState
from reporting.queries.attachments import public_attachment
from tests import files
from tests.factories import write_entry
from tests.files import upload
from tests.reporting.editions import FIRST, SECOND, issued

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(iom_draft, iom_writer) -> Entry:
    return write_entry(iom_draft, by=iom_writer).entry


@pytest.fixture
def attached(entry, iom_writer) -> Attachment:
    return attach_file(entry, upload(), description="Who took part", by=iom_writer)


def stored(attachment: Attachment) -> Path:
    return Path(attachment.file.path)


def public(attachment: Attachment) -> bool:
    return public_attachment(attachment.entry.reference, attachment.sha256) is not None


def test_a_file_is_stored_under_a_random_name_readable_by_the_portal_alone(
    attached, attachments_root
):
    assert stored(attached).parent == attachments_root
    assert len(stored(attached).name) == 32
    assert "participants" not in stored(attached).name
    assert stored(attached).stat().st_mode & 0o077 == 0
    assert stored(attached).read_bytes() == files.pdf()
    assert attached.sha256 == hashlib.sha256(files.pdf()).hexdigest()
    assert (attached.name, attached.file_type, attached.size) == (
        "participants.pdf", "pdf", len(files.pdf()),
    )  # fmt: skip


def test_attaching_is_logged_and_counts_as_a_change(attached, iom_draft, iom_writer):
    line = LogEntry.objects.first()
    assert (line.act, line.note, line.by) == (LogAct.ATTACH, "participants.pdf", iom_writer)
    assert line.content_version == Submission.objects.get(pk=iom_draft.pk).content_version


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\Users\\me\\list.pdf", "list.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("list.exe", "list.exe.pdf"),
        ("list\u202efdp.exe", "list fdp.exe.pdf"),
        ("list\r\nSet-Cookie: a.pdf", "list Set-Cookie: a.pdf"),
        (".pdf", "file.pdf"),
        ("Lista de participantes ñ.PDF", "Lista de participantes ñ.pdf"),
        ("x" * 250 + ".pdf", "x" * 150 + ".pdf"),
    ],
)
def test_the_name_is_shown_without_tricks_and_ends_as_its_content(entry, iom_writer, sent, kept):
    file = SimpleUploadedFile("a", files.pdf())
    file._name = sent
    assert attach_file(entry, file, by=iom_writer).name == kept


def test_a_file_is_refused_above_the_limits(entry, iom_writer, settings):
    settings.ATTACHMENT_MAX_MB = 1
    with pytest.raises(FileRefused, match=r"^big\.pdf is too large: attach a file of at most 1 MB"):
        attach_file(entry, upload(b"x" * (1024 * 1024 + 1), "big.pdf"), by=iom_writer)
    settings.ATTACHMENTS_EACH = 1
    attach_file(entry, upload(), by=iom_writer)
    with pytest.raises(FileRefused, match="has 1 attached files"):
        attach_file(entry, upload(files.png(), "a.png"), by=iom_writer)


def test_the_same_file_is_attached_once(attached, entry, iom_writer):
    with pytest.raises(FileRefused, match=r"has this file already, as participants\.pdf"):
        attach_file(entry, upload(name="again.pdf"), by=iom_writer)


def test_what_is_refused_leaves_no_file(entry, iom_writer, attachments_root, monkeypatch):
    before = set(attachments_root.iterdir())
    with pytest.raises(FileRefused):
        attach_file(entry, upload(b"MZ"), by=iom_writer)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("reporting.actions.attachments.record", fail)
    with pytest.raises(RuntimeError):
        attach_file(entry, upload(), by=iom_writer)
    assert set(attachments_root.iterdir()) == before
    assert not Attachment.with_removed.exists()


def test_only_those_who_may_edit_the_entry_attach_and_remove(attached, entry, unhcr_writer):
    with pytest.raises(NotPermitted):
        attach_file(entry, upload(files.png()), by=unhcr_writer)
    with pytest.raises(NotPermitted):
        remove_attachment(attached, by=unhcr_writer)


def test_nothing_is_attached_to_a_submitted_chapter(attached, entry, iom_draft, secretariat):
    submit(iom_draft, by=secretariat)
    with pytest.raises(NotInThisState):
        attach_file(entry, upload(files.png()), by=secretariat)
    with pytest.raises(NotInThisState):
        remove_attachment(attached, by=secretariat)


def test_a_removed_file_is_kept_and_restored(attached, entry, iom_writer):
    remove_attachment(attached, by=iom_writer)
    assert not entry.attachments.exists()
    assert stored(attached).exists()
    restore_attachment(attached, by=iom_writer)
    assert [file.name for file in entry.attachments.all()] == ["participants.pdf"]
    acts = list(LogEntry.objects.values_list("act", flat=True)[:2])
    assert acts == [LogAct.RESTORE_ATTACHMENT, LogAct.REMOVE_ATTACHMENT]


def test_a_removed_file_that_is_attached_again_is_restored(attached, entry, iom_writer):
    remove_attachment(attached, by=iom_writer)
    again = attach_file(entry, upload(name="new name.pdf"), by=iom_writer)
    assert (again.pk, again.name) == (attached.pk, "new name.pdf")


def test_the_files_of_a_deleted_entry_come_back_with_it(attached, entry, secretariat, iom_draft):
    delete_entry(entry, by=secretariat)
    with pytest.raises(EntryDeleted):
        remove_attachment(attached, by=secretariat)
    undelete_entry(entry, by=secretariat)
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    assert public(attached)


def test_a_file_is_public_from_the_acceptance_on(attached, iom_draft, secretariat):
    assert not public(attached)
    chapter = submit(iom_draft, by=secretariat)
    assert not public(attached)
    accept(chapter, by=secretariat)
    assert public(attached)


def test_a_reopened_chapter_shows_its_files_as_last_accepted(
    attached, entry, iom_draft, secretariat
):
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    reopen(Submission.objects.get(pk=iom_draft.pk), reason="One more.", by=secretariat)
    remove_attachment(attached, by=secretariat)
    new = attach_file(entry, upload(files.png(), "map.png"), by=secretariat)
    assert (public(attached), public(new)) == (True, False)
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    assert (public(attached), public(new)) == (False, True)


def test_an_edition_lists_files_and_keeps_them(
    attached, entry, iom_draft, secretariat, attachments_root
):
    year = iom_draft.reporting_year
    year.submissions.working().exclude(pk=iom_draft.pk).delete()
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    edition = issued(year, FIRST, by=secretariat)
    listed = from_json(edition.content).items_with_attachments[0].attachments
    assert [(file.name, file.sha256) for file in listed] == [("participants.pdf", attached.sha256)]
    kept = EditionAttachment.objects.get()
    assert (kept.reference, kept.sha256) == (entry.reference, attached.sha256)
    with pytest.raises(Unchangeable):
        kept.delete()

    begin_correction(year, reason="A file is wrong.", by=secretariat)
    reopen(Submission.objects.get(pk=iom_draft.pk), reason="A file is wrong.", by=secretariat)
    remove_attachment(attached, by=secretariat)
    accept(submit(iom_draft, by=secretariat), by=secretariat)
    second = issued(year, SECOND, by=secretariat)
    assert from_json(second.content).items_with_attachments == ()
    # The first edition still lists it, so it can still be downloaded.
    assert public(attached)


def test_frozen_content_keeps_attached_files(attached, iom_draft, secretariat):
    report = assemble(iom_draft.reporting_year, language="en", drafts=True)
    assert report.items_with_attachments[0].attachments[0].description == "Who took part"
    assert from_json(to_json(report)) == report
