"""Locking chapters and years, and counting the versions of their content."""

from django.db.models import F
from django.utils.translation import gettext as _

from reporting.actions.exceptions import ContentChanged, EntryDeleted, EntryInvalid, Problem
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


def locked_year(reporting_year: ReportingYear) -> ReportingYear:
    """Return the year as it is now, locked until the transaction ends."""
    return ReportingYear.objects.select_for_update().get(pk=reporting_year.pk)


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


def current_entry(chapter: Submission, entry: Entry) -> Entry:
    """Return the entry as it is now, with the locked `chapter` as its submission.

    Raises `EntryDeleted`, and `EntryInvalid` when it is an entry of another chapter.
    """
    current = Entry.with_deleted.select_related("deleted_by").get(pk=entry.pk)
    if current.deleted_at is not None:
        raise EntryDeleted(current)
    if current.submission_id != chapter.pk:
        raise EntryInvalid([Problem("", _("This entry is not in this chapter."))])
    current.submission = chapter
    return current
