"""Queries about the files that are attached to entries."""

from reporting.models import Attachment, EditionAttachment, Entry
from reporting.models.attachment import AttachedFile


def public_attachment(reference: str, sha256: str) -> AttachedFile | None:
    """Return the file with this hash that everyone may read at the entry; None if there is none.

    It is a file of the public entry, or one that an issued edition lists, as an entry that is no
    longer public is shown as an edition prints it. Takes at most two queries.
    """
    now = Attachment.objects.public().filter(entry__reference=reference, sha256=sha256)
    issued = EditionAttachment.objects.filter(reference=reference, sha256=sha256)
    return now.first() or issued.order_by("-edition_id").first()


def attachments_of(entry: Entry) -> list[Attachment]:
    """Return the attached files of the entry with who attached them. Takes one query."""
    return list(Attachment.objects.filter(entry=entry).select_related("attached_by"))


def removed_attachments(entry: Entry) -> list[Attachment]:
    """Return the files that were removed from the entry, the latest first."""
    removed = Attachment.with_removed.filter(entry=entry, removed_at__isnull=False)
    return list(removed.select_related("removed_by").order_by("-removed_at"))
