"""Queries about the remarks on a chapter."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from reporting.enums import RemarkKind
from reporting.models import Entry, Remark, Submission


@dataclass(frozen=True)
class Conversation:
    """The threads of a chapter: those about the chapter, and those about entries by their key.

    `last_return` is the comment with which it was last returned or reopened.
    """

    of_chapter: list[Remark]
    of_entries: dict[int, list[Remark]]
    last_return: Remark | None = None

    @property
    def open_elsewhere(self) -> list[Remark]:
        """The threads about entries that are not resolved."""
        all_threads = (thread for threads in self.of_entries.values() for thread in threads)
        return [thread for thread in all_threads if thread.resolved_at is None]


def conversation_of(submission: Submission) -> Conversation:
    """Return every thread with its answers, the oldest first. Takes two queries."""
    threads = list(_threads().filter(submission=submission))
    of_entries: dict[int, list[Remark]] = defaultdict(list)
    for thread in threads:
        if thread.entry_id is not None:
            of_entries[thread.entry_id].append(thread)
    returns = [thread for thread in threads if thread.kind != RemarkKind.REMARK]
    return Conversation(
        of_chapter=[thread for thread in threads if thread.entry_id is None],
        of_entries=dict(of_entries),
        last_return=returns[-1] if returns else None,
    )


def threads_at(entry: Entry) -> list[Remark]:
    """Return the threads about an entry with their answers. Takes two queries."""
    return list(_threads().filter(entry=entry))


def awaiting_answer(chapters: Collection[Submission]) -> QuerySet[Any, Any]:
    """Count by submission the open `remarks` whose last message is by the secretariat."""
    answers = Remark.objects.filter(answers_to=OuterRef("pk")).order_by("-written_at", "-pk")
    return (
        Remark.objects.filter(submission__in=chapters, kind=RemarkKind.REMARK)
        .filter(answers_to__isnull=True, resolved_at__isnull=True)
        .alias(
            last_by_secretariat=Coalesce(
                Subquery(answers.values("written_by__is_secretariat")[:1]),
                F("written_by__is_secretariat"),
            )
        )
        .filter(last_by_secretariat=True)
        .order_by()
        .values("submission")
        .annotate(remarks=Count("pk"))
    )


def adjacent_chapters(submission: Submission) -> tuple[Submission | None, Submission | None]:
    """Return the chapters before and after this one in its year's report. Takes one query."""
    ordered: Iterable[Submission] = (
        Submission.objects.working()
        .filter(reporting_year=submission.reporting_year_id)
        .select_related("reporting_year", "implementer")
        .order_by("position", "pk")
    )
    chapters = list(ordered)
    index = chapters.index(submission)
    before = chapters[index - 1] if index else None
    after = chapters[index + 1] if index + 1 < len(chapters) else None
    return before, after


def _threads() -> QuerySet[Remark]:
    answers = Remark.objects.select_related("written_by").order_by("written_at", "pk")
    return (
        Remark.objects.filter(answers_to__isnull=True)
        .select_related("entry", "written_by", "resolved_by")
        .prefetch_related(Prefetch("answers", answers))
        .order_by("written_at", "pk")
    )


def comment_of(submission: Submission) -> str:
    """Return the comment with which the chapter was last returned or reopened; else empty."""
    comments = submission.remarks.exclude(kind=RemarkKind.REMARK).order_by("-written_at", "-pk")
    return comments.values_list("text", flat=True).first() or ""
