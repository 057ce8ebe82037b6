"""Locking chapters, and counting the versions of their content."""

from django.db.models import F

from reporting.actions.exceptions import ContentChanged, EntryDeleted
from reporting.models import Entry, ReportingYear, Submission


def locked(submission: Submission) -> Submission:
    """Return the submission as it is now, locked until the transaction ends.

    SQLite has no row locks and needs none: its transactions are IMMEDIATE, one writer at a time.
    """
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("reporting_year__program", "implementer")
        .get(pk=submission.pk)
    )


def count_change(owner: Submission | ReportingYear) -> None:
    """Increase the content version of a chapter, or of the year's own part of the report.

    Every action that changes content calls this in its transaction, while it holds the lock of
    `owner`; no other action does. An action on content that a person has read is refused when the
    version has changed since.
    """
    # An update sends no signals: those of saving are about public content.
    owners = type(owner)._default_manager.filter(pk=owner.pk)
    owners.update(content_version=F("content_version") + 1)
    owner.content_version += 1


def require_version(chapter: Submission, expected: int | None) -> None:
    """Raise `ContentChanged` unless the locked chapter has the content version `expected`.

    None accepts any version.
    """
    if expected is not None and expected != chapter.content_version:
        raise ContentChanged(chapter, expected)


def not_deleted(entry: Entry) -> Entry:
    """Return the entry as it is now. Raises `EntryDeleted`.

    The caller holds the lock of the entry's chapter.
    """
    current = Entry.with_deleted.select_related("deleted_by").get(pk=entry.pk)
    if current.deleted_at is not None:
        raise EntryDeleted(current)
    return current
