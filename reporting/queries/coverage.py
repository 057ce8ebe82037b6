"""Coverage: what chapters say of an activity, by one rule for pages, desk and document.

The statuses and their order are those of docs/record.md: the first that fits applies.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import CoverageStatus, EntryKind
from reporting.models import EntryActivity, ReportingYear, Submission, SubmissionActivity
from reporting.queries.activities import register
from reporting.queries.years import public_chapters_in

HeadT = TypeVar("HeadT", Activity, Implementer)
ColumnT = TypeVar("ColumnT", int, Implementer)


@dataclass(frozen=True)
class CoverageRow(Generic[HeadT, ColumnT]):
    """An activity or an implementer, with its status in each column.

    A column is a calendar year or an implementer.
    """

    head: HeadT
    cells: tuple[tuple[ColumnT, CoverageStatus], ...]


# An activity with its status in each calendar year.
YearCoverage = CoverageRow[Activity, int]


@dataclass(frozen=True)
class CoverageMatrix:
    """Activities by implementers in one year; `implementers` are those with a chapter."""

    implementers: tuple[Implementer, ...]
    rows: tuple[CoverageRow[Activity, Implementer], ...]

    @property
    def not_reported(self) -> list[Activity]:
        """The assigned activities that no chapter reports."""
        return [row.head for row in self.rows if self._is_shown(row) and not self._is_reported(row)]

    @property
    def shown(self) -> list[tuple[CoverageRow[Activity, Implementer], bool]]:
        """The rows in which a chapter has a status, and whether a chapter reports the activity."""
        return [(row, self._is_reported(row)) for row in self.rows if self._is_shown(row)]

    @property
    def not_assigned(self) -> list[Activity]:
        """The activities that no chapter names and that no implementer with a chapter has."""
        return [row.head for row in self.rows if not self._is_shown(row)]

    def _is_shown(self, row: CoverageRow[Activity, Implementer]) -> bool:
        return any(status != CoverageStatus.NOT_ASSIGNED for _column, status in row.cells)

    def _is_reported(self, row: CoverageRow[Activity, Implementer]) -> bool:
        return any(status == CoverageStatus.REPORTED for _column, status in row.cells)


@dataclass(frozen=True)
class Coverage:
    """What chapters say of activities. Keys: (chapter, activity), (implementer, activity)."""

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
        """Return the first status that fits `activity` (a key) in these chapters.

        `implementers` are those whose assignments count.
        """
        chosen = list(chapters)
        kinds = {kind for chapter in chosen for kind in self.kinds.get((chapter.pk, activity), ())}
        if EntryKind.EXECUTED in kinds:
            return CoverageStatus.REPORTED
        if kinds:
            return CoverageStatus.PLANNED
        listing = [chapter for chapter in chosen if (chapter.pk, activity) in self.listed]
        # A chapter that declares nothing to report does not report on what it lists.
        if any(not chapter.nothing_to_report for chapter in listing):
            return CoverageStatus.LISTED
        assigned = [
            chapter for chapter in chosen if (chapter.implementer_id, activity) in self.assigned
        ]
        if any(chapter.nothing_to_report for chapter in (*listing, *assigned)):
            return CoverageStatus.DECLARED_NOTHING
        if any((implementer, activity) in self.assigned for implementer in implementers):
            return CoverageStatus.NOTHING_REPORTED
        return CoverageStatus.NOT_ASSIGNED


def coverage_of(chapters: Iterable[Submission]) -> Coverage:
    """Return what these chapters say of activities, with all assignments. Takes three queries."""
    loaded = list(chapters)
    kinds: dict[tuple[int, int], set[str]] = {}
    cited = EntryActivity.objects.not_deleted().filter(entry__submission__in=loaded).order_by()
    columns = ("entry__submission", "activity", "entry__kind")
    for chapter, activity, kind in cited.values_list(*columns).distinct():
        kinds.setdefault((chapter, activity), set()).add(kind)
    listed = SubmissionActivity.objects.filter(submission__in=loaded).order_by()
    assigned = Assignment.objects.order_by()
    return Coverage(
        loaded,
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
) -> list[YearCoverage]:
    """Return the status of each activity in each calendar year, from chapters of any years.

    `implementers` (keys) are those whose assignments count; without it, all count. The chapters
    come with their reporting years. Takes three queries.
    """
    coverage = coverage_of(chapters)
    chapters_of: dict[int, list[Submission]] = {year: [] for year in years}
    for chapter in coverage.chapters:
        chapters_of.get(chapter.reporting_year.year, []).append(chapter)
    if implementers is None:
        implementers = {implementer for implementer, _activity in coverage.assigned}
    return [
        CoverageRow(
            activity,
            tuple(
                (year, coverage.status(activity.pk, chapters_of[year], implementers))
                for year in years
            ),
        )
        for activity in activities
    ]


def coverage_of_register(years: Sequence[int]) -> list[YearCoverage]:
    """Return the status of each activity of the register in the public chapters of each year.

    `years` are calendar years. Takes five queries.
    """
    return coverage_by_year(register(), years, public_chapters_in(years))


def coverage_by_implementer(
    activity: Activity,
    implementers: Iterable[Implementer],
    years: Sequence[int],
    chapters: Iterable[Submission],
) -> list[CoverageRow[Implementer, int]]:
    """Return the status of one activity for each implementer in each calendar year.

    The chapters come with their reporting years. Takes three queries.
    """
    coverage = coverage_of(chapters)
    chapters_of: dict[tuple[int, int], list[Submission]] = {}
    for chapter in coverage.chapters:
        cell = (chapter.implementer_id, chapter.reporting_year.year)
        chapters_of.setdefault(cell, []).append(chapter)
    return [
        CoverageRow(
            implementer,
            tuple(
                (
                    year,
                    coverage.status(
                        activity.pk, chapters_of.get((implementer.pk, year), ()), [implementer.pk]
                    ),
                )
                for year in years
            ),
        )
        for implementer in implementers
    ]


def coverage_matrix(reporting_year: ReportingYear) -> CoverageMatrix:
    """Return activities by implementers of a year, drafts included. Takes five queries."""
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
    rows: Iterable[YearCoverage], years: Sequence[int]
) -> dict[int, dict[str, int]]:
    """Return how many of the activities in `rows` have each status in each year."""
    counts = {year: dict.fromkeys(CoverageStatus.values, 0) for year in years}
    for row in rows:
        for year, status in row.cells:
            counts[year][status] += 1
    return counts


def count_implementers_by_year(
    years: Iterable[ReportingYear],
) -> list[tuple[Activity, tuple[int, ...]]]:
    """Return each activity with the number of public chapters of each year that report it.

    `years` are of one Program; the activities come in the register's order. Takes five queries.
    """
    years = list(years)
    if not years:
        return []
    coverage = coverage_of(Submission.objects.public().filter(reporting_year__in=years))
    chapters_of: dict[int, list[Submission]] = {year.pk: [] for year in years}
    for chapter in coverage.chapters:
        chapters_of[chapter.reporting_year_id].append(chapter)
    activities = Activity.objects.filter(program=years[0].program_id).order_by("position")
    return [
        (
            activity,
            tuple(
                sum(
                    coverage.status(activity.pk, [chapter], ()) == CoverageStatus.REPORTED
                    for chapter in chapters_of[year.pk]
                )
                for year in years
            ),
        )
        for activity in activities
    ]
