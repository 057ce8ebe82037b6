"""The public documents that answer a question, the best first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, OuterRef, Q, QuerySet

from program.models import Activity
from reporting.models import Entry, SearchDocument
from reporting.queries.narratives import public_narratives
from reporting.queries.years import current_program
from reporting.search.engines import Condition, best_of, condition_of, having, newest_of
from reporting.search.marks import Narrowing
from reporting.search.question import Question

# Who gets more than this narrows the question; nobody reads on, and nothing has to be sorted further.
MOST = 200


@dataclass(frozen=True)
class Found:
    """What answers, the best first, `MOST` at most; `is_all` says whether that is all.

    By the keys of the documents the marks of each, which only entries have.
    """

    marks: Mapping[int, str]
    is_all: bool

    @property
    def documents(self) -> list[int]:
        return list(self.marks)


def search(question: Question, narrowed: Narrowing = ()) -> Found:
    """What answers among all that is public: entries, the register, and reports all of whose chapters
    are accepted. Or among the entries alone that have the marks `narrowed`.

    Takes one query: the best are taken first, whatever they are, and only when one of them turns out
    not to be public, another.
    """
    public = having(narrowed, _entries()) if narrowed else _public()
    return _found(lambda alone: best_of(question, narrowed, MOST + 1, public, alone=alone))


def newest(narrowed: Narrowing) -> Found:
    """The same of the current Program's entries of which nothing is asked but these marks: the newest
    come first."""
    public = having(narrowed, _current_entries())
    return _found(lambda alone: newest_of(narrowed, MOST + 1, public, alone=alone))


def _found(asked: Callable[[bool], list[tuple[int, str | None]]]) -> Found:
    """What is asked of all, and where one of them turns out not to be public, of the public alone."""
    best = asked(False)
    if any(marks is None for _key, marks in best):
        best = asked(True)
    shown = {key: marks or "" for key, marks in best[:MOST]}
    return Found(marks=shown, is_all=len(best) <= MOST)


# What is public is always the same question, and takes long to put into words.
@cache
def _public() -> Condition:
    """All public documents."""
    return condition_of(_documents(_of(Entry.objects.public()) | _of_the_rest()))


@cache
def _entries() -> Condition:
    """The documents of public entries."""
    return condition_of(_documents(_of(Entry.objects.public())))


@cache
def _current_entries() -> Condition:
    """Those of the current Program's."""
    current = {"submission__reporting_year__program_id": current_program()}
    return condition_of(_documents(_of(Entry.objects.public().filter(**current))))


def _documents(condition: Q) -> QuerySet[SearchDocument]:
    return SearchDocument.objects.filter(condition)


def _of(entries: QuerySet[Entry]) -> Q:
    return Q(Exists(entries.filter(pk=OuterRef("entry"))))


def _of_the_rest() -> Q:
    """What is public of the register, of the reports, and what is found by its name."""
    return (
        Q(activity__in=Activity.objects.filter(program__is_current=True).order_by())
        | Q(narrative__in=public_narratives().order_by())
        | Q(country__isnull=False)
        | Q(implementer__isnull=False)
    )
