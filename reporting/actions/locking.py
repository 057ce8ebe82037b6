from reporting.actions.refusals import EntryDeleted
from reporting.models import Entry, Submission


def locked(submission: Submission) -> Submission:
    """The submission as it stands now, held until the transaction ends.

    SQLite has no row locks and needs none: its transactions are IMMEDIATE, one writer at a time.
    """
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("reporting_year__program", "implementer")
        .get(pk=submission.pk)
    )


def standing(entry: Entry) -> Entry:
    """The entry as it is now. Raises `EntryDeleted`. Its chapter is held by the caller."""
    current = Entry.with_deleted.select_related("deleted_by").get(pk=entry.pk)
    if current.deleted_at is not None:
        raise EntryDeleted(current)
    return current
