"""Which earlier entries an entry may continue: promise, plan, execution."""

from reporting.enums import EntryKind
from reporting.models import Entry, Submission
from reporting.models.entry import EntryQuerySet


def linkable_entries(submission: Submission, kind: str) -> EntryQuerySet:
    """The entries that one of `kind` in this chapter may continue.

    What is executed continues what was planned for the same year; what is planned continues what
    the year before promised for its next year; both of the same implementer and Program.
    """
    own = (
        Entry.objects.working()
        .filter(
            submission__implementer=submission.implementer_id,
            submission__reporting_year__program=submission.reporting_year.program_id,
        )
        .order_by("position")
    )
    year = submission.reporting_year.year
    if kind == EntryKind.EXECUTED:
        return own.in_column(EntryKind.PLANNED, year)
    if kind == EntryKind.PLANNED:
        return own.in_column(EntryKind.NEXT_YEAR, year)
    return own.none()
