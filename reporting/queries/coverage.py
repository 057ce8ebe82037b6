"""Coverage: what chapters say of an activity. One rule for pages, desk and document.

The states and their order are those of the glossary (docs/record.md): the first that fits.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import QuerySet

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import CoverageStatus, EntryKind
from reporting.models import EntryActivity, ReportingYear, Submission, SubmissionActivity

Row = TypeVar("Row", Activity, Implementer)
Column = TypeVar("Column", int, Implementer)


@dataclass(frozen=True)
class CoverageRow(Generic[Row, Column]):
    """An activity or an implementer, and its status in each column: a calendar year or an
    implementer."""

    head: Row
    cells: tuple[tuple[Column, CoverageStatus], ...]


@dataclass(frozen=True)
class CoverageMatrix:
    """Activities by implementers of one year; `implementers` are those that have a chapter."""

    implementers: tuple[Implementer, ...]
    rows: tuple[CoverageRow[Activity, Implementer], ...]

    @property
    def not_reported(self) -> list[Activity]:
        """The assigned activities that no chapter reports."""
        return [row.head for row in self.rows if self._is_shown(row) and not self._is_reported(row)]

    @property
    def shown(self) -> list[tuple[CoverageRow[Activity, Implementer], bool]]:
        """The rows in which a chapter has a status, and whether any chapter reports the activity."""
        return [(row, self._is_reported(row)) for row in self.rows if self._is_shown(row)]

    @property
    def not_assigned(self) -> list[Activity]:
        """The activities that are assigned to nobody with a chapter and that no chapter names."""
        return [row.head for row in self.rows if not self._is_shown(row)]

    def _is_shown(self, row: CoverageRow[Activity, Implementer]) -> bool:
        return any(status != CoverageStatus.NOT_ASSIGNED for _column, status in row.cells)

    def _is_reported(self, row: CoverageRow[Activity, Implementer]) -> bool:
        return any(status == CoverageStatus.REPORTED for _column, status in row.cells)


@dataclass(frozen=True)
class Coverage:
    """What some chapters say of activities. Keys: (chapter, activity) and (implementer, activity)."""

    chapters: Sequence[Submission]
    kinds: dict[tuple[int, int], set[str]] = field(default_factory=dict)
    listed: set[tuple[int, int]] = field(default_factory=set)
    assigned: set[tuple[int, int]] = field(default_factory=set)

    def status(
        self,
        activity: int,
        chapters: Iterable[Submission],
        implementers: Collection[int],
    ) -> CoverageStatus:
        """The first status that fits `activity` (a key) in these chapters.

        `implementers` are those whose assignments count.
        """
        held = list(chapters)
        kinds = {kind for chapter in held for kind in self.kinds.get((chapter.pk, activity), ())}
        if EntryKind.EXECUTED in kinds:
            return CoverageStatus.REPORTED
        if kinds:
            return CoverageStatus.PLANNED
        listing = [chapter for chapter in held if (chapter.pk, activity) in self.listed]
        # A chapter that declares nothing to report does not report on what it lists.
        if any(not chapter.nothing_to_report for chapter in listing):
            return CoverageStatus.LISTED
        assigned = [
            chapter for chapter in held if (chapter.implementer_id, activity) in self.assigned
        ]
        if any(chapter.nothing_to_report for chapter in (*listing, *assigned)):
            return CoverageStatus.DECLARED_NOTHING
        if any((implementer, activity) in self.assigned for implementer in implementers):
            return CoverageStatus.NOTHING_REPORTED
        return CoverageStatus.NOT_ASSIGNED


def coverage_of(chapters: Iterable[Submission]) -> Coverage:
    """What these chapters say of activities, with all assignments. Takes three queries."""
    held = list(chapters)
    kinds: dict[tuple[int, int], set[str]] = {}
    cited = EntryActivity.objects.filter(
        entry__submission__in=held, entry__deleted_at__isnull=True
    ).order_by()
    columns = ("entry__submission", "activity", "entry__kind")
    for chapter, activity, kind in cited.values_list(*columns).distinct():
        kinds.setdefault((chapter, activity), set()).add(kind)
    listed = SubmissionActivity.objects.filter(submission__in=held).order_by()
    assigned = Assignment.objects.order_by()
    return Coverage(
        held,
        kinds,
        set(listed.values_list("submission", "activity")),
        set(assigned.values_list("implementer", "activity")),
    )


def coverage_by_year(
    activities: Iterable[Activity],
    years: Sequence[int],
    chapters: Iterable[Submission],
    *,
    implementers: Collection[int] | None = None,
) -> list[CoverageRow[Activity, int]]:
    """The status of each activity in each calendar year, out of these chapters of any years.

    `implementers` (keys) are those whose assignments count; left out, everybody's. Chapters come
    with their reporting years. Takes three queries.
    """
    coverage = coverage_of(chapters)
    of_year: dict[int, list[Submission]] = {year: [] for year in years}
    for chapter in coverage.chapters:
        of_year.get(chapter.reporting_year.year, []).append(chapter)
    if implementers is None:
        implementers = {implementer for implementer, _activity in coverage.assigned}
    return [
        CoverageRow(
            activity,
            tuple(
                (year, coverage.status(activity.pk, of_year[year], implementers)) for year in years
            ),
        )
        for activity in activities
    ]


def coverage_by_implementer(
    activity: Activity,
    implementers: Iterable[Implementer],
    years: Sequence[int],
    chapters: Iterable[Submission],
) -> list[CoverageRow[Implementer, int]]:
    """The status of one activity with each implementer in each calendar year.

    Chapters come with their reporting years. Takes three queries.
    """
    coverage = coverage_of(chapters)
    of_cell: dict[tuple[int, int], list[Submission]] = {}
    for chapter in coverage.chapters:
        cell = (chapter.implementer_id, chapter.reporting_year.year)
        of_cell.setdefault(cell, []).append(chapter)
    return [
        CoverageRow(
            implementer,
            tuple(
                (
                    year,
                    coverage.status(
                        activity.pk, of_cell.get((implementer.pk, year), ()), [implementer.pk]
                    ),
                )
                for year in years
            ),
        )
        for implementer in implementers
    ]


def coverage_matrix(reporting_year: ReportingYear) -> CoverageMatrix:
    """Activities by implementers of a year, drafts too. Takes five queries."""
    chapters = (
        reporting_year.submissions.working().select_related("implementer").order_by("position")
    )
    coverage = coverage_of(chapters)
    activities = Activity.objects.filter(program=reporting_year.program_id).order_by("position")
    return CoverageMatrix(
        tuple(chapter.implementer for chapter in coverage.chapters),
        tuple(
            CoverageRow(
                activity,
                tuple(
                    (
                        chapter.implementer,
                        coverage.status(activity.pk, [chapter], [chapter.implementer_id]),
                    )
                    for chapter in coverage.chapters
                ),
            )
            for activity in activities
        ),
    )


def count_by_status(
    rows: Iterable[CoverageRow[Activity, int]], years: Sequence[int]
) -> dict[int, dict[str, int]]:
    """How many of the activities in `rows` have each status in each year."""
    found = {year: dict.fromkeys(CoverageStatus.values, 0) for year in years}
    for row in rows:
        for year, status in row.cells:
            found[year][status] += 1
    return found


def count_implementers_by_year(
    years: Iterable[ReportingYear],
) -> list[tuple[Activity, tuple[int, ...]]]:
    """(activity, in how many public chapters of each year an executed entry cites it), in the
    register's order. Takes two queries. `years` are of one Program.
    """
    years = list(years)
    if not years:
        return []
    reported: dict[tuple[int, int], int] = {}
    cited = _cited_as_executed(years)
    for activity, year, _implementer in cited:
        reported[activity, year] = reported.get((activity, year), 0) + 1
    activities = Activity.objects.filter(program=years[0].program_id).order_by("position")
    return [
        (activity, tuple(reported.get((activity.pk, year.pk), 0) for year in years))
        for activity in activities
    ]


def _cited_as_executed(
    years: Iterable[ReportingYear],
) -> QuerySet[EntryActivity, tuple[int, int, int]]:
    """(activity, year, implementer) of public executed entries, each once; all keys."""
    return (
        EntryActivity.objects.public()
        .filter(entry__kind=EntryKind.EXECUTED, entry__submission__reporting_year__in=years)
        .order_by()
        .values_list(
            "activity", "entry__submission__reporting_year", "entry__submission__implementer"
        )
        .distinct()
    )
