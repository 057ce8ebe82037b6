"""The public record of an activity or of an implementer: a mark for each year."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import EntryKind, Mark
from reporting.models import Submission, SubmissionActivity
from reporting.models.figures import Figures
from reporting.queries.chains import CitingEntry
from reporting.queries.kept import figures_of_years
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded
from reporting.queries.years import public_chapters_in

Head = TypeVar("Head", Activity, Implementer)
Cell = tuple[int, int]  # the key of what a row stands for, and a calendar year


@dataclass(frozen=True)
class MarkRow(Generic[Head]):
    """An activity or an implementer and its mark in each year, in the order asked for."""

    head: Head
    marks: tuple[tuple[int, Mark], ...]


@dataclass(frozen=True)
class _Record:
    """What is known of each cell: what its entries are, whether a chapter lists it, and whether one
    that could report on it says nothing, or declared that there is nothing."""

    kinds: Mapping[Cell, set[str]]
    listed: Collection[Cell]
    expected: "_Expected"

    def mark(self, cell: Cell) -> Mark:
        if kinds := self.kinds.get(cell):
            return Mark.REPORTED if EntryKind.EXECUTED in kinds else Mark.PROMISED
        if cell in self.listed:
            return Mark.LISTED
        if cell in self.expected.silent:
            return Mark.SILENT
        return Mark.NOTHING if cell in self.expected.declared else Mark.NO_CHAPTER


@dataclass(frozen=True)
class _Expected:
    """Of the cells that a chapter could report on, those of one that declared that it has nothing to
    report, and of one that did not."""

    silent: set[Cell] = field(default_factory=set)
    declared: set[Cell] = field(default_factory=set)

    def by(self, chapter: "_Chapter") -> set[Cell]:
        """Where the cells of a chapter belong."""
        return self.declared if chapter.nothing else self.silent


class _Chapter(NamedTuple):
    """A public chapter, by keys but for its calendar year."""

    pk: int
    implementer: int
    year_key: int
    year: int
    nothing: bool


_COLUMNS = ("pk", "implementer", "reporting_year", "reporting_year__year", "nothing_to_report")


def marks_of_activities(
    activities: Iterable[Activity],
    years: Sequence[int],
    figures: Mapping[int, Figures] | None = None,
) -> list[MarkRow[Activity]]:
    """Each activity in each of the years of the current Program. Takes two queries, and one more
    where the `figures` of the years, by their keys, are not at hand."""
    chapters = _chapters(years)
    calendar = {chapter.year_key: chapter.year for chapter in chapters}
    kept = figures or figures_of_years(calendar, "listed", "activities")
    held = [(year, kept[key]) for key, year in calendar.items()]
    expected = _expected(chapters)
    return _rows(activities, years, _record_of(held, expected))


def marks_in_public_chapters(
    activities: Iterable[Activity], years: Sequence[int], chapters: Iterable[Submission]
) -> list[MarkRow[Activity]]:
    """Each activity as these chapters have it that are all that some implementers made public.

    They come from `chapters_by_year`. Takes one query.
    """
    shown = [chapter for chapter in chapters if chapter.reporting_year.year in years]
    held = [(chapter.reporting_year.year, chapter.held) for chapter in shown]  # type: ignore[attr-defined]
    reporting = [_chapter(chapter, chapter.reporting_year.year) for chapter in shown]
    return _rows(activities, years, _record_of(held, _expected(reporting)))


def marks_in_chapters(
    activities: Iterable[Activity],
    year: int,
    chapters: Iterable[Submission],
    listed: Iterable[int],
    cited: Mapping[int, Iterable[int]],
) -> list[MarkRow[Activity]]:
    """Each activity as these chapters of one year have it, accepted or not.

    Their entries are prefetched; `listed` are the activities that chapters list, `cited` those that
    each entry cites, all by their keys. Takes one query.
    """
    kinds: dict[Cell, set[str]] = {}
    held: list[_Chapter] = []
    for chapter in chapters:
        for entry in chapter.entries.all():
            for activity in cited.get(entry.pk, ()):
                kinds.setdefault((activity, year), set()).add(entry.kind)
        held.append(_chapter(chapter, year))
    cells = {(activity, year) for activity in listed}
    return _rows(activities, [year], _Record(kinds, cells, _expected(held)))


def marks_of_implementers(
    activity: Activity,
    concerned: Collection[tuple[Implementer, bool]],
    years: Sequence[int],
    *,
    citing: Iterable[CitingEntry],
) -> list[MarkRow[Implementer]]:
    """What the public chapters of each implementer say of one activity.

    `concerned` come from `implementers_concerned`, each with whether it is assigned to it; `citing`
    are the public entries that cite it. Takes one query.
    """
    kinds: dict[Cell, set[str]] = {}
    for entry in citing:
        kinds.setdefault((entry.implementer, entry.year), set()).add(entry.kind)
    listed: set[Cell] = set()
    expected = _Expected()
    assigned = {implementer.pk for implementer, is_assigned in concerned if is_assigned}
    for chapter, lists in _chapters_on(activity, assigned, years):
        cell = (chapter.implementer, chapter.year)
        if lists:
            listed.add(cell)
        if chapter.implementer in assigned:
            expected.by(chapter).add(cell)
    heads = [implementer for implementer, _assigned in concerned]
    return _rows(heads, years, _Record(kinds, listed, expected))


def _rows(heads: Iterable[Head], years: Sequence[int], record: _Record) -> list[MarkRow[Head]]:
    return [
        MarkRow(head, tuple((year, record.mark((head.pk, year))) for year in years))
        for head in heads
    ]


def _chapters(years: Sequence[int]) -> list[_Chapter]:
    return [_Chapter._make(row) for row in _CHAPTERS.rows(years=literal(years))]


_CHAPTERS = Worded(
    lambda: public_chapters_in(these(Given("years"))).order_by().values_list(*_COLUMNS)
)


def _chapters_on(
    activity: Activity, assigned: Collection[int], years: Sequence[int]
) -> Iterable[tuple[_Chapter, bool]]:
    """The chapters that list the activity (True), and those of the implementers it is assigned to."""
    found = _ON_ACTIVITY.rows(
        activity=activity.pk, assigned=literal(assigned), years=literal(years)
    )
    for *row, lists in found:
        yield _Chapter._make(row), bool(lists)


def _on_activity() -> QuerySet[Any, Any]:
    listing = SubmissionActivity.objects.filter(
        activity=Given("activity").value, submission=OuterRef("pk")
    )
    return (
        public_chapters_in(these(Given("years")))
        .annotate(lists=Exists(listing))
        .filter(Q(lists=True) | Q(implementer__in=these(Given("assigned"))))
        .order_by()
        .values_list(*_COLUMNS, "lists")
    )


_ON_ACTIVITY = Worded(_on_activity)


def _chapter(chapter: Submission, year: int) -> _Chapter:
    return _Chapter(
        chapter.pk,
        chapter.implementer_id,
        chapter.reporting_year_id,
        year,
        chapter.nothing_to_report,
    )


def _record_of(held: Iterable[tuple[int, Figures]], expected: _Expected) -> _Record:
    """Out of (calendar year, what its chapters or one of them hold)."""
    kinds: dict[Cell, set[str]] = {}
    listed: set[Cell] = set()
    for year, figures in held:
        listed |= {(activity, year) for activity in figures.listed}
        for activity, counts in figures.by_activity.items():
            kinds.setdefault((activity, year), set()).update(counts)
    return _Record(kinds, listed, expected)


def _expected(chapters: Iterable[_Chapter]) -> _Expected:
    """For each activity and year, of the chapters of those whom the activity is assigned to."""
    of_implementer: dict[int, list[int]] = {}
    for activity, implementer in _ASSIGNED.rows():
        of_implementer.setdefault(implementer, []).append(activity)
    found = _Expected()
    for chapter in chapters:
        activities = of_implementer.get(chapter.implementer, ())
        found.by(chapter).update((activity, chapter.year) for activity in activities)
    return found


_ASSIGNED = Worded(lambda: Assignment.objects.order_by().values_list("activity", "implementer"))
