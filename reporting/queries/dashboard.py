"""The dashboard of a year: the status of each chapter, and the year's dates."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reporting.enums import SubmissionStatus
from reporting.models import ReportingYear, Submission
from reporting.queries.desk import Progress, due_words, progress_of
from reporting.workflow import IN_WORK, OWNERS


@dataclass(frozen=True)
class DashboardRow:
    """A chapter in one line; `touched` is when it was last edited, None for never.

    `findings` counts the findings that are not dismissed, by severity value.
    """

    chapter: Submission
    progress: Progress
    touched: datetime.datetime | None
    open_remarks: int
    findings: Counter[str]
    due: str

    @property
    def is_in_work(self) -> bool:
        return self.chapter.status in IN_WORK

    @property
    def owner(self) -> str:
        return str(OWNERS[SubmissionStatus(self.chapter.status)].label)

    @property
    def is_late(self) -> bool:
        """Whether the chapter is past its last day and not submitted."""
        due_on = self.chapter.reporting_year.due_on
        last_day = max((day for day in (due_on, self.chapter.extended_until) if day), default=None)
        return self.is_in_work and last_day is not None and last_day < localdate()


@dataclass(frozen=True)
class Day:
    """A date in a year's calendar and its meaning; `chapter` if it is of one chapter only."""

    day: datetime.date
    words: str
    chapter: Submission | None = None


def dashboard_rows(
    reporting_year: ReportingYear, findings: Mapping[str, Counter[str]] | None = None
) -> list[DashboardRow]:
    """Return a row for each chapter of the year, in official order. Takes four queries.

    `findings` are counts by the implementer's slug and the severity value.
    """
    chapters = list(_chapters(reporting_year))
    progress = progress_of(chapters)
    today = localdate()
    return [
        DashboardRow(
            chapter,
            progress[chapter.pk],
            chapter.touched,  # type: ignore[attr-defined]
            chapter.open_remarks,  # type: ignore[attr-defined]
            (findings or {}).get(chapter.implementer.slug, Counter()),
            due_words(reporting_year, today=today) if chapter.status in IN_WORK else "",
        )
        for chapter in chapters
    ]


def days_of(reporting_year: ReportingYear, chapters: Iterable[Submission]) -> list[Day]:
    """Return the dates of the year and of each chapter, in order."""
    days = [
        Day(day, meaning)
        for day, meaning in (
            (reporting_year.opens_on, _("opens for writing")),
            (reporting_year.due_on, _("all chapters are due")),
            (_day(reporting_year.closed_at), _("closed for writing")),
            (_day(reporting_year.issued_at), _("report issued")),
        )
        if day
    ]
    for chapter in chapters:
        days += [Day(day, meaning, chapter) for day, meaning in _steps(chapter) if day]
    return sorted(days, key=lambda item: item.day)


def _chapters(reporting_year: ReportingYear) -> Iterable[Submission]:
    open_threads = Q(remarks__answers_to__isnull=True, remarks__resolved_at__isnull=True)
    return (
        reporting_year.submissions.working()
        .select_related("implementer", "reporting_year", "submitted_by")
        .annotate(
            touched=Max("entries__saved_at"),
            open_remarks=Count("remarks", filter=open_threads, distinct=True),
        )
        .order_by("position")
    )


def _steps(chapter: Submission) -> tuple[tuple[datetime.date | None, str], ...]:
    return (
        (_day(chapter.submitted_at), _("submitted")),
        (_day(chapter.returned_at), _("returned")),
        (_day(chapter.accepted_at), _("accepted")),
        (chapter.extended_until, _("time extended until this day")),
    )


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return None if moment is None else localdate(moment)
