"""Figures over the years: counted by the database, a row for each year."""

from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, Exists, F, OuterRef, QuerySet, Value, When

from reporting.enums import EntryKind, Outcome, SubmissionStatus
from reporting.models import Entry, EntryLink
from reporting.queries.marks import Mark, MarkRow

UNSAID = "unsaid"


def plans_by_year(entries: QuerySet[Entry]) -> dict[int, dict[str, int]]:
    """What became of the planned ones among these entries, by calendar year. Takes one query.

    By `Outcome`; `UNSAID` where none is stated. A plan without one that an executed public entry
    continues counts as carried out.
    """
    executed = EntryLink.objects.filter(
        earlier=OuterRef("pk"),
        later__kind=EntryKind.EXECUTED,
        later__submission__status=SubmissionStatus.ACCEPTED,
    )
    rows = (
        entries.filter(kind=EntryKind.PLANNED)
        .order_by()
        .annotate(
            became=Case(
                When(outcome__gt="", then=F("outcome")),
                When(Exists(executed), then=Value(Outcome.CARRIED_OUT.value)),
                default=Value(UNSAID),
            )
        )
        .values_list("submission__reporting_year__year", "became")
        .annotate(Count("pk"))
    )
    found: dict[int, dict[str, int]] = {}
    for year, became, number in rows:
        found.setdefault(year, {})[became] = number
    return found


def marks_by_year(rows: Iterable[MarkRow], years: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many of the activities in `rows` have each mark in each year."""
    found: dict[int, dict[str, int]] = {year: dict.fromkeys(Mark.values, 0) for year in years}
    for row in rows:
        for year, mark in row.marks:
            found[year][mark] += 1
    return found
