"""Attaching files to entries, removing and restoring them."""

import hashlib
import unicodedata
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import count_change, current_entry, locked
from reporting.actions.log import record
from reporting.enums import LogAct
from reporting.exceptions import FileRefused
from reporting.file_types import FileType, file_type_of
from reporting.models import Attachment, Entry, Submission
from reporting.workflow import Act

_LONGEST_STEM = 150  # characters
_SPELLINGS = {FileType.JPEG: {"jpg", "jpeg", "jpe"}}


def attach_file(
    entry: Entry, upload: "UploadedFile[Any]", *, description: str = "", by: User
) -> Attachment:
    """Attach a file to the entry, under a name with the extension of its content.

    A file that was attached before and removed is restored. Raises `NotPermitted`,
    `NotInThisState`, `EntryDeleted`, and `FileRefused` with one sentence for the user. When it
    raises, nothing is stored.
    """
    permissions.require(by, Act.EDIT, entry.submission)
    data, file_type = _inspected(upload)
    name = _name_with_extension(upload.name or "", file_type)
    stored = ""
    try:
        with transaction.atomic(durable=True):
            chapter, current = _locked_to_edit(entry, by)
            attachment = _row_for(current, hashlib.sha256(data).hexdigest(), name)
            attachment.name, attachment.description = name, description
            attachment.file_type, attachment.size = file_type, len(data)
            attachment.attached_at, attachment.attached_by = timezone.now(), by
            attachment.removed_at = attachment.removed_by = None
            if not attachment.file:
                attachment.file.save(name, ContentFile(data), save=False)
                stored = attachment.file.name or ""
            attachment.save()
            count_change(chapter)
            record(LogAct.ATTACH, entry=current, note=name, by=by)
    except BaseException:
        # The row was not saved, so nothing else names the file.
        if stored:
            attachment.file.storage.delete(stored)
        raise
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> Attachment:
    """Remove a file from its entry. It is kept and can be restored.

    A removed one stays as it is. Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`.
    """
    chapter, entry = _locked_to_edit(attachment.entry, by)
    current = Attachment.with_removed.get(pk=attachment.pk)
    if current.removed_at is None:
        current.removed_at, current.removed_by = timezone.now(), by
        current.save(update_fields=["removed_at", "removed_by"])
        count_change(chapter)
        record(LogAct.REMOVE_ATTACHMENT, entry=entry, note=current.name, by=by)
    return current


@transaction.atomic
def restore_attachment(attachment: Attachment, *, by: User) -> Attachment:
    """Attach a removed file again; one that is not removed stays as it is.

    Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`, and `FileRefused` when the entry has as
    many files as it may have.
    """
    chapter, entry = _locked_to_edit(attachment.entry, by)
    current = Attachment.with_removed.get(pk=attachment.pk)
    if current.removed_at is not None:
        _require_room(entry)
        current.removed_at = current.removed_by = None
        current.save(update_fields=["removed_at", "removed_by"])
        count_change(chapter)
        record(LogAct.RESTORE_ATTACHMENT, entry=entry, note=current.name, by=by)
    return current


def _locked_to_edit(entry: Entry, by: User) -> tuple[Submission, Entry]:
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    return chapter, current_entry(chapter, entry)


def _inspected(upload: "UploadedFile[Any]") -> tuple[bytes, FileType]:
    """Return the content of a file and its type. Raises `FileRefused`."""
    name = printable_name(upload.name or "")
    most = settings.ATTACHMENT_MAX_MB * 1024 * 1024
    if (upload.size or 0) > most:
        raise FileRefused(
            _(
                "%(name)s is too large: attach a file of at most %(most)d MB, or divide it and"
                " attach the parts."
            )
            % {"name": name, "most": settings.ATTACHMENT_MAX_MB}
        )
    upload.seek(0)
    data = upload.read(most)
    return data, file_type_of(data, name)


def _row_for(entry: Entry, sha256: str, name: str) -> Attachment:
    """Return the removed attachment with this content, or a new one. Raises `FileRefused`."""
    earlier = Attachment.with_removed.filter(entry=entry, sha256=sha256).first()
    if earlier is not None and earlier.removed_at is None:
        raise FileRefused(
            _("The entry has this file already, as %(name)s: attach another one.")
            % {"name": earlier.name}
        )
    _require_room(entry)
    return earlier or Attachment(entry=entry, sha256=sha256)


def _require_room(entry: Entry) -> None:
    if entry.attachments.count() >= settings.ATTACHMENTS_EACH:
        raise FileRefused(
            _("The entry has %(most)d attached files, as many as it may have: remove one first.")
            % {"most": settings.ATTACHMENTS_EACH}
        )


def printable_name(name: str) -> str:
    """Return the name of a file without its folder and without characters that are not shown.

    Such characters could reverse the name on the screen, and hide its extension.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in last)
    return " ".join(shown.split()) or _("The file")


def _name_with_extension(name: str, file_type: FileType) -> str:
    """Return a name that ends with the extension of the type, whatever it was sent with."""
    stem, dot, extension = printable_name(name).rpartition(".")
    if dot and extension.lower() in _SPELLINGS.get(file_type, {file_type.value}):
        return f"{stem.strip('. ')[:_LONGEST_STEM] or 'file'}.{extension.lower()}"
    whole = printable_name(name).strip(". ")[:_LONGEST_STEM]
    return f"{whole or 'file'}.{file_type.value}"
