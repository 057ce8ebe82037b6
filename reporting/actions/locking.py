from django.db.models import F

from reporting.actions.exceptions import ContentChanged, EntryDeleted
from reporting.models import Entry, ReportingYear, Submission


def locked(submission: Submission) -> Submission:
    """The submission as it stands now, held until the transaction ends.

    SQLite has no row locks and needs none: its transactions are IMMEDIATE, one writer at a time.
    """
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("reporting_year__program", "implementer")
        .get(pk=submission.pk)
    )


def count_change(owner: Submission | ReportingYear) -> None:
    """Increase the content version: what the chapter shows, or what the year itself adds to its
    report, is being changed.

    Every act that changes content calls this, in its transaction, while it holds `owner`; no other
    act does. Acts on what a person read are refused when the version is another by then.
    """
    # Without the signals of saving: they are about what is public.
    rows = type(owner)._default_manager.filter(pk=owner.pk)
    rows.update(content_version=F("content_version") + 1)
    owner.content_version += 1


def require_version(chapter: Submission, expected: int | None) -> None:
    """Raise `ContentChanged` unless the chapter, which the caller holds, has the version `expected`.

    None is what a caller passes who acts on whatever is there.
    """
    if expected is not None and expected != chapter.content_version:
        raise ContentChanged(chapter, expected)


def not_deleted(entry: Entry) -> Entry:
    """The entry as it is now. Raises `EntryDeleted`. Its chapter is held by the caller."""
    current = Entry.with_deleted.select_related("deleted_by").get(pk=entry.pk)
    if current.deleted_at is not None:
        raise EntryDeleted(current)
    return current
