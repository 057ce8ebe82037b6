"""Queries of the desk about a chapter: its progress, the remaining tasks, and when it is due."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementers.models import Implementer, ImplementerKind
from program.models import Program
from reporting.enums import NOT_PURSUED, EntryKind, Outcome, SubmissionStatus, column_year
from reporting.models import (
    Entry,
    EntryActivity,
    EntryLink,
    Event,
    Financing,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.queries.entries import next_year_entries
from reporting.queries.remarks import awaiting_answer
from reporting.workflow import IN_WORK

CountsRow = dict[str, Any]  # a row of counts with the key of its submission


@dataclass(frozen=True)
class Progress:
    """Counts of a chapter for its progress.

    They are entries by column, plans that lack something, activities, sources of financing, and
    remarks of the secretariat that need an answer.
    """

    planned: int = 0
    executed: int = 0
    next_year: int = 0
    without_outcome: int = 0
    dropped_without_reason: int = 0
    not_reported_on: int = 0
    activities: int = 0
    not_mentioned: int = 0
    sources: int = 0
    remarks: int = 0

    @property
    def entries(self) -> int:
        return self.planned + self.executed + self.next_year

    def of(self, kind: str) -> int:
        """Return the number of entries of a column."""
        counts = {
            EntryKind.PLANNED: self.planned,
            EntryKind.EXECUTED: self.executed,
            EntryKind.NEXT_YEAR: self.next_year,
        }
        return counts[EntryKind(kind)]


@dataclass(frozen=True)
class Task:
    """A remaining task as a sentence, and its place on the chapter's page.

    A chapter can be submitted without the tasks that are only advice.
    """

    sentence: str
    place: str
    is_advice: bool = False


def progress_of(chapters: Collection[Submission]) -> dict[int, Progress]:
    """Return the progress of each chapter by its key. Takes four queries."""
    counts_by_chapter: dict[int, CountsRow] = {chapter.pk: {} for chapter in chapters}
    for rows in (
        _entries(chapters),
        _activities(chapters),
        _sources(chapters),
        awaiting_answer(chapters),
    ):
        for row in rows:
            counts_by_chapter[row.pop("submission")] |= row
    return {pk: Progress(**counts) for pk, counts in counts_by_chapter.items()}


def remaining(chapter: Submission, progress: Progress) -> tuple[Task, ...]:
    """Return the implementer's remaining tasks; none once the chapter is submitted."""
    if chapter.status not in IN_WORK:
        return ()
    return (
        *_returned(chapter),
        *_remarks(progress),
        *_empty_columns(chapter, progress),
        *_plans(chapter, progress),
        *_advice(chapter, progress),
    )


def is_ready(tasks: Collection[Task]) -> bool:
    """Return whether only advice remains."""
    return all(task.is_advice for task in tasks)


def due_words(reporting_year: ReportingYear, *, today: datetime.date) -> str:
    """Return "due in 12 days", "due today" or "3 days late"; empty without a due date."""
    if reporting_year.due_on is None:
        return ""
    days = (reporting_year.due_on - today).days
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -days) % {"days": -days}
    return ngettext("due in %(days)d day", "due in %(days)d days", days) % {"days": days}


def next_year_counts(
    program: Program, year: int, *, is_demonstration: bool = False
) -> list[tuple[Implementer, int]]:
    """Return how many entries of the year before become plans of `year`, by implementer.

    Every implementer that gets a chapter is included, in official order. Takes two queries.
    """
    counts = dict(
        next_year_entries(program, year, is_demonstration=is_demonstration)
        .order_by()
        .values_list("submission__implementer")
        .annotate(Count("pk"))
    )
    return [
        (implementer, counts.get(implementer.pk, 0))
        for implementer in Implementer.objects.reporting()
    ]


def column_words(kind: str, year: int) -> str:
    """Return "Executed in 2011" or "Planned for 2012", for a kind and the year of its report."""
    if kind == EntryKind.EXECUTED:
        return _("Executed in %(year)d") % {"year": year}
    return _("Planned for %(year)d") % {"year": column_year(kind, year)}


def column_of(entry: Entry) -> str:
    """Return "Column “Executed in 2011”", the column that an entry was reported under."""
    column = column_words(entry.kind, entry.submission.reporting_year.year)
    return _("Column “%(column)s”") % {"column": column}


def background_words(marked: Entry | Event) -> str:
    """Return "background, marked editorially" for a marked entry or event, else nothing."""
    if not marked.is_background:
        return ""
    return _("background, marked %(source)s") % {"source": marked.get_background_source_display()}


def _entries(chapters: Collection[Submission]) -> QuerySet[Any, Any]:
    executions = EntryLink.objects.working().filter(
        earlier=OuterRef("pk"), later__kind=EntryKind.EXECUTED
    )
    pursued = ~Q(outcome__in=["", *NOT_PURSUED])
    conditions: dict[str, Any] = {
        **{kind.value: Q(kind=kind) for kind in EntryKind},
        "without_outcome": Q(kind=EntryKind.PLANNED, outcome=""),
        "dropped_without_reason": Q(outcome=Outcome.DROPPED, outcome_reason=""),
        "not_reported_on": pursued & ~Exists(executions),
    }
    return (
        Entry.objects.filter(submission__in=chapters)
        .order_by()
        .values("submission")
        .annotate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()})
    )


def _activities(chapters: Collection[Submission]) -> QuerySet[Any, Any]:
    """The entries' default manager leaves out deleted entries, which mention nothing."""
    mentions = EntryActivity.objects.filter(
        activity=OuterRef("activity"),
        entry__in=Entry.objects.filter(submission=OuterRef(OuterRef("submission"))),
    )
    return (
        SubmissionActivity.objects.filter(submission__in=chapters)
        .order_by()
        .values("submission")
        .annotate(activities=Count("pk"), not_mentioned=Count("pk", filter=~Exists(mentions)))
    )


def _sources(chapters: Collection[Submission]) -> QuerySet[Any, Any]:
    return (
        Financing.objects.filter(submission__in=chapters)
        .order_by()
        .values("submission")
        .annotate(sources=Count("pk"))
    )


def _returned(chapter: Submission) -> Iterator[Task]:
    if chapter.status != SubmissionStatus.RETURNED:
        return
    day = date_format(localtime(chapter.returned_at), "j F Y") if chapter.returned_at else ""
    statement = _("This chapter was returned on %(day)s") % {"day": day}
    yield Task(
        _("%(returned)s: make the changes asked for and submit it again.")
        % {"returned": statement if day else _("This chapter was returned")},
        "status",
    )


def _remarks(progress: Progress) -> Iterator[Task]:
    if count := progress.remarks:
        yield Task(
            ngettext(
                "%(count)d remark of the secretariat waits for an answer.",
                "%(count)d remarks of the secretariat wait for an answer.",
                count,
            )
            % {"count": count},
            "remarks",
        )


def _empty_columns(chapter: Submission, progress: Progress) -> Iterator[Task]:
    """A column without entries is not empty if it has opening words."""
    for kind in EntryKind:
        if not progress.of(kind) and not chapter.leads[kind]:
            heading = column_words(kind, chapter.reporting_year.year)
            yield Task(_("Nothing is entered yet under “%(column)s”.") % {"column": heading}, kind)


def _plans(chapter: Submission, progress: Progress) -> Iterator[Task]:
    values = {"year": chapter.reporting_year.year}
    if count := progress.without_outcome:
        yield Task(
            ngettext(
                "%(count)d plan for %(year)d needs an outcome.",
                "%(count)d plans for %(year)d need an outcome.",
                count,
            )
            % {**values, "count": count},
            EntryKind.PLANNED,
        )
    if count := progress.dropped_without_reason:
        yield Task(
            ngettext(
                "%(count)d planned entry that was dropped needs a reason.",
                "%(count)d planned entries that were dropped need a reason.",
                count,
            )
            % {"count": count},
            EntryKind.PLANNED,
        )


def _advice(chapter: Submission, progress: Progress) -> Iterator[Task]:
    if count := progress.not_reported_on:
        yield Task(
            ngettext(
                "%(count)d plan is carried out or under way, and nothing executed reports on it.",
                "%(count)d plans are carried out or under way, and nothing executed reports on them.",
                count,
            )
            % {"count": count},
            EntryKind.PLANNED,
            is_advice=True,
        )
    if count := progress.not_mentioned:
        yield Task(
            ngettext(
                "%(count)d of the chapter’s %(all)d Program activities is mentioned by no entry.",
                "%(count)d of the chapter’s %(all)d Program activities are mentioned by no entry.",
                count,
            )
            % {"count": count, "all": progress.activities},
            "activities",
            is_advice=True,
        )
    if not progress.sources and chapter.implementer.kind == ImplementerKind.OAS:
        yield Task(_("No financing is stated."), "financing", is_advice=True)
