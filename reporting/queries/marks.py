"""The public record of an activity or of an implementer: a mark for each year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import EntryKind, SubmissionStatus
from reporting.models import EntryActivity, Submission, SubmissionActivity

Head = TypeVar("Head", Activity, Implementer)
Cell = tuple[int, int]  # the key of what a row stands for, and a calendar year


class Mark(TextChoices):
    """What the public chapters of a year say; the first that fits.

    A chapter that lists an activity and cites it in no entry is not silent: some cite none at all.
    """

    REPORTED = "reported", gettext_lazy("reported as executed")
    PROMISED = "promised", gettext_lazy("planned, not reported as executed")
    LISTED = "listed", gettext_lazy("named by a chapter, cited by no entry")
    SILENT = "silent", gettext_lazy("assigned, and silent")
    NOTHING = "nothing", gettext_lazy("declared that there is nothing to report")
    NO_CHAPTER = "none", gettext_lazy("nothing expected: not assigned, or no chapter")


@dataclass(frozen=True)
class MarkRow(Generic[Head]):
    """An activity or an implementer and its mark in each year, in the order asked for."""

    head: Head
    marks: tuple[tuple[int, Mark], ...]


@dataclass(frozen=True)
class _Record:
    """What is known of each cell; `expected` says of each chapter whether it declared nothing."""

    kinds: Mapping[Cell, set[str]]
    listed: Collection[Cell]
    expected: Mapping[Cell, list[bool]] = field(default_factory=dict)

    def mark(self, cell: Cell) -> Mark:
        if kinds := self.kinds.get(cell):
            return Mark.REPORTED if EntryKind.EXECUTED in kinds else Mark.PROMISED
        if cell in self.listed:
            return Mark.LISTED
        chapters = self.expected.get(cell)
        if not chapters:
            return Mark.NO_CHAPTER
        return Mark.NOTHING if all(chapters) else Mark.SILENT


class _Chapter(NamedTuple):
    """A public chapter; `year_key` is the key of its reporting year."""

    implementer: int
    year_key: int
    year: int
    nothing: bool


@dataclass(frozen=True)
class _Scope:
    """What is asked for: rows of activities or of implementers; None leaves all of them in.

    Years go by their keys, `years` from key to calendar year: the database joins less.
    """

    by_activity: bool
    chapters: Sequence[_Chapter]
    activity: int | None = None
    implementers: Collection[int] | None = None

    @property
    def years(self) -> dict[int, int]:
        return {chapter.year_key: chapter.year for chapter in self.chapters}

    def head(self, chapter: str) -> str:
        """The column that tells the rows apart; `chapter` is the way to the submission."""
        return "activity" if self.by_activity else f"{chapter}__implementer"

    def conditions(self, chapter: str) -> dict[str, Any]:
        wanted: dict[str, Any] = {
            f"{chapter}__status": SubmissionStatus.ACCEPTED,
            f"{chapter}__reporting_year__in": list(self.years),
        }
        if self.activity is not None:
            wanted["activity"] = self.activity
        if self.implementers is not None:
            wanted[f"{chapter}__implementer__in"] = self.implementers
        return wanted


def marks_of_activities(
    activities: Iterable[Activity],
    years: Sequence[int],
    *,
    implementers: Collection[int] | None = None,
) -> list[MarkRow[Activity]]:
    """Each activity in each of the years of the current Program, for all who report or for these.

    `implementers` are keys. Takes four queries.
    """
    return _rows(activities, years, _Scope(True, _chapters(years), implementers=implementers))


def marks_of_implementers(
    activity: Activity, implementers: Iterable[Implementer], years: Sequence[int]
) -> list[MarkRow[Implementer]]:
    """What each implementer's public chapters say of one activity. Takes four queries."""
    return _rows(implementers, years, _Scope(False, _chapters(years), activity=activity.pk))


def _rows(heads: Iterable[Head], years: Sequence[int], scope: _Scope) -> list[MarkRow[Head]]:
    record = _Record(_kinds(scope), _listed(scope), _expected(scope))
    return [
        MarkRow(head, tuple((year, record.mark((head.pk, year))) for year in years))
        for head in heads
    ]


def _chapters(years: Sequence[int]) -> list[_Chapter]:
    rows = (
        Submission.objects.public()
        .filter(reporting_year__program__is_current=True, reporting_year__year__in=years)
        .order_by()
        .values_list("implementer", "reporting_year", "reporting_year__year", "nothing_to_report")
    )
    return [_Chapter._make(row) for row in rows]


def _kinds(scope: _Scope) -> dict[Cell, set[str]]:
    chapter, years = "entry__submission", scope.years
    cited = EntryActivity.objects.filter(
        **scope.conditions(chapter), entry__deleted_at__isnull=True
    )
    found: dict[Cell, set[str]] = {}
    columns = (scope.head(chapter), f"{chapter}__reporting_year", "entry__kind")
    for key, year, kind in cited.order_by().values_list(*columns).distinct():
        found.setdefault((key, years[year]), set()).add(kind)
    return found


def _listed(scope: _Scope) -> set[Cell]:
    rows = SubmissionActivity.objects.filter(**scope.conditions("submission")).order_by()
    columns = (scope.head("submission"), "submission__reporting_year")
    years = scope.years
    return {(key, years[year]) for key, year in rows.values_list(*columns).distinct()}


def _expected(scope: _Scope) -> dict[Cell, list[bool]]:
    """For each cell, of the chapters of those whom the activity is assigned to."""
    assigned = Assignment.objects.all()
    if scope.activity is not None:
        assigned = assigned.filter(activity=scope.activity)
    if scope.implementers is not None:
        assigned = assigned.filter(implementer__in=scope.implementers)
    chapters: dict[int, list[_Chapter]] = {}
    for chapter in scope.chapters:
        chapters.setdefault(chapter.implementer, []).append(chapter)
    found: dict[Cell, list[bool]] = {}
    for activity, implementer in assigned.order_by().values_list("activity", "implementer"):
        key = activity if scope.by_activity else implementer
        for chapter in chapters.get(implementer, ()):
            found.setdefault((key, chapter.year), []).append(chapter.nothing)
    return found
