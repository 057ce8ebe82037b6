"""Which activities are reported on, and by whom: the matrix of a year, and of the years."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import EntryKind
from reporting.models import EntryActivity, ReportingYear, Submission, SubmissionActivity

Pair = tuple[int, int]  # the keys of an implementer and of an activity


class Coverage(TextChoices):
    """What a chapter says of an activity; the first that fits."""

    REPORTED = "reported", gettext_lazy("reported")
    PROMISED = "promised", gettext_lazy("promised")
    NOTHING = "nothing", gettext_lazy("nothing to report")
    SILENT = "silent", gettext_lazy("silent")
    NOT_ASSIGNED = "not-assigned", gettext_lazy("not assigned")


@dataclass(frozen=True)
class CoverageRow:
    """An activity and what each implementer's chapter says of it, in the order of the columns."""

    activity: Activity
    cells: tuple[tuple[Implementer, Coverage], ...]

    @property
    def is_reported(self) -> bool:
        return any(cell == Coverage.REPORTED for _implementer, cell in self.cells)

    @property
    def is_assigned(self) -> bool:
        return any(cell != Coverage.NOT_ASSIGNED for _implementer, cell in self.cells)


@dataclass(frozen=True)
class Matrix:
    """`implementers` are the columns: everyone with a chapter in the year."""

    implementers: tuple[Implementer, ...]
    rows: tuple[CoverageRow, ...]

    @property
    def silent(self) -> list[Activity]:
        """The activities that are somebody's and that nobody reports on."""
        return [row.activity for row in self.rows if row.is_assigned and not row.is_reported]

    @property
    def unassigned(self) -> list[Activity]:
        """The activities that are nobody's and that nobody took up."""
        return [row.activity for row in self.rows if not row.is_assigned]


@dataclass(frozen=True)
class YearsRow:
    """An activity and by how many implementers it was reported on, a number for each year."""

    activity: Activity
    counts: tuple[int, ...]


def matrix_of(reporting_year: ReportingYear) -> Matrix:
    """Activities × implementers of a year, drafts too. Takes five queries."""
    chapters = list(
        reporting_year.submissions.at_work().select_related("implementer").order_by("position")
    )
    cited = _cited(chapters)
    expected = _expected(chapters)
    activities = Activity.objects.filter(program=reporting_year.program_id).order_by("position")
    return Matrix(
        tuple(chapter.implementer for chapter in chapters),
        tuple(
            CoverageRow(
                activity,
                tuple(
                    (chapter.implementer, _cell(chapter, activity, cited, expected))
                    for chapter in chapters
                ),
            )
            for activity in activities
        ),
    )


def over_the_years(years: Iterable[ReportingYear]) -> list[YearsRow]:
    """How many implementers' public chapters reported each activity as executed, by year.

    Takes two queries. `years` are of one Program.
    """
    years = list(years)
    if not years:
        return []
    found: dict[tuple[int, int], set[int]] = {}
    for activity, year, implementer in _public_reports(years):
        found.setdefault((activity, year), set()).add(implementer)
    activities = Activity.objects.filter(program=years[0].program_id).order_by("position")
    return [
        YearsRow(activity, tuple(len(found.get((activity.pk, year.pk), ())) for year in years))
        for activity in activities
    ]


def _cell(
    chapter: Submission, activity: Activity, cited: dict[Pair, set[str]], expected: set[Pair]
) -> Coverage:
    pair = (chapter.implementer_id, activity.pk)
    kinds = cited.get(pair, set())
    if EntryKind.EXECUTED in kinds:
        return Coverage.REPORTED
    if kinds:
        return Coverage.PROMISED
    if pair not in expected:
        return Coverage.NOT_ASSIGNED
    return Coverage.NOTHING if chapter.nothing_to_report else Coverage.SILENT


def _cited(chapters: Iterable[Submission]) -> dict[Pair, set[str]]:
    rows = (
        EntryActivity.objects.filter(entry__submission__in=chapters, entry__deleted_at__isnull=True)
        .order_by()
        .values_list("entry__submission__implementer", "activity", "entry__kind")
        .distinct()
    )
    found: dict[Pair, set[str]] = {}
    for implementer, activity, kind in rows:
        found.setdefault((implementer, activity), set()).add(kind)
    return found


def _expected(chapters: Iterable[Submission]) -> set[Pair]:
    """What an implementer is assigned, and what its chapter lists as its own."""
    implementers = [chapter.implementer_id for chapter in chapters]
    assigned = Assignment.objects.filter(implementer__in=implementers).order_by()
    listed = SubmissionActivity.objects.filter(submission__in=chapters).order_by()
    return set(assigned.values_list("implementer", "activity")) | set(
        listed.values_list("submission__implementer", "activity")
    )


def _public_reports(years: Iterable[ReportingYear]) -> Iterable[tuple[int, int, int]]:
    return (
        EntryActivity.objects.public()
        .filter(entry__kind=EntryKind.EXECUTED, entry__submission__reporting_year__in=years)
        .order_by()
        .values_list(
            "activity", "entry__submission__reporting_year", "entry__submission__implementer"
        )
        .distinct()
    )
