"""/desk/ : the overview of a person's chapters."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from implementers.models import Role
from implementers.permissions import (
    Person,
    is_administrator,
    is_secretariat,
    roles_by_implementer,
)
from reporting.enums import SubmissionStatus
from reporting.models import ReportingYear, Submission
from reporting.permissions import may_keep_register, may_open_years, working_chapters
from reporting.policies import is_open_for
from reporting.queries.desk import (
    Progress,
    Task,
    due_words,
    is_ready,
    progress_of,
    remaining,
)
from reporting.queries.editing import all_kept_drafts
from reporting.views.desk.base import desk_page
from reporting.workflow import IN_WORK, OWNERS

# Submitted chapters come first: they wait for the secretariat.
_ORDER = list(SubmissionStatus)
_ORDER.insert(0, _ORDER.pop(_ORDER.index(SubmissionStatus.SUBMITTED)))


@dataclass(frozen=True)
class DeskRow:
    """A working chapter: its owner, its remaining tasks and the person's roles in it."""

    chapter: Submission
    progress: Progress
    tasks: tuple[Task, ...]
    roles: frozenset[Role]

    @property
    def owner(self) -> str:
        return str(OWNERS[SubmissionStatus(self.chapter.status)].label)

    @property
    def is_in_work(self) -> bool:
        return self.chapter.status in IN_WORK

    @property
    def due(self) -> str:
        """When the chapter is due, as text; empty once it is submitted."""
        today = timezone.localdate()
        return due_words(self.chapter.reporting_year, today=today) if self.is_in_work else ""

    @property
    def signs(self) -> bool:
        """Whether the person submits this chapter."""
        return self.is_in_work and Role.FOCAL_POINT in self.roles

    @property
    def waits_for_signature(self) -> bool:
        return self.signs and self.progress.entries > 0 and is_ready(self.tasks)


@dataclass(frozen=True)
class YearOfRows:
    """All chapters of an open year, by status."""

    reporting_year: ReportingYear
    rows: list[DeskRow]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """(status, number of its chapters), without the statuses that no chapter has."""
        by_status = Counter(row.chapter.status for row in self.rows)
        return [(str(status.label), by_status[status]) for status in _ORDER if by_status[status]]


@require_safe
@desk_page
def overview(request: HttpRequest) -> HttpResponse:
    """The chapters of open years that the user works on; all of them for central roles."""
    rows = _rows(request.user)
    own = [row for row in rows if row.roles]
    is_central = is_secretariat(request.user) or is_administrator(request.user)
    return render(
        request,
        "desk/overview.html",
        {
            "section": "desk",
            "rows": rows,
            "drafts": all_kept_drafts(request.user),  # type: ignore[arg-type]
            "own": own,
            "signing": [row for row in own if row.waits_for_signature],
            "years": _by_year(rows) if is_central else [],
            "is_central": is_central,
            "may_open_years": may_open_years(request.user),
            "may_keep_register": may_keep_register(request.user),
            "all_years": _all_years() if may_open_years(request.user) else [],
        },
    )


def _rows(person: Person) -> list[DeskRow]:
    working = (
        working_chapters(person)
        .of_current_program()
        .select_related("reporting_year", "implementer")
        .order_by("-reporting_year__year", "position")
    )
    chapters = [chapter for chapter in working if is_open_for(chapter)]
    roles = roles_by_implementer(person)
    progress = progress_of(chapters)
    return [
        DeskRow(
            chapter,
            progress[chapter.pk],
            remaining(chapter, progress[chapter.pk]),
            frozenset(roles.get(chapter.implementer_id, ())),
        )
        for chapter in chapters
    ]


def _all_years() -> list[ReportingYear]:
    """All years of the current Program, also closed and issued ones, the newest first."""
    return list(ReportingYear.objects.of_current_program().order_by("-year"))


def _by_year(rows: Collection[DeskRow]) -> list[YearOfRows]:
    years: dict[int, YearOfRows] = {}
    for row in sorted(rows, key=lambda row: _ORDER.index(SubmissionStatus(row.chapter.status))):
        reporting_year = row.chapter.reporting_year
        years.setdefault(reporting_year.pk, YearOfRows(reporting_year, [])).rows.append(row)
    return sorted(years.values(), key=lambda year: -year.reporting_year.year)
