"""The two databases' ways to ask; which one is used follows from the connection."""

from types import ModuleType
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from reporting.models import Entry, SearchDocument
from reporting.search.engines import postgres, sqlite
from reporting.search.marks import Narrowing
from reporting.search.question import Question


class Selection(NamedTuple):
    """A question for documents, as SQL: `id` and `facets` of each."""

    sql: str
    parameters: tuple[Any, ...]


def selection(documents: QuerySet[SearchDocument]) -> Selection:
    return Selection(*documents.order_by().values("id", "facets").query.sql_with_params())


def best_of(
    question: Question, narrowed: Narrowing, number: int, public: Selection, *, alone: bool = False
) -> list[tuple[int, str | None]]:
    """The `number` documents that answer best, the best first: the key and the marks of each.

    First come countries and implementers by their names, then those that say at their head all that
    is asked, then the others; each in the order of the engine's rank. Where the first are enough, the others are not looked at. What is not `public`
    has no marks, and is left out where the public ones `alone` are asked for, which takes longer.
    Takes one query.
    """
    only = f" AND {{key}} IN (SELECT id FROM ({public.sql}) AS public)" if alone else ""
    within = public.parameters if alone else ()
    best, parameters = _engine().best_of(question, narrowed, number, only, within)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {best} SELECT best.id, public.facets "
            f"FROM best LEFT JOIN ({public.sql}) AS public ON public.id = best.id "
            "ORDER BY best.part, best.score, best.id",
            [*parameters, *public.parameters],
        )
        found: list[tuple[int, str | None]] = cursor.fetchall()
        return found


def answering(entries: QuerySet[Entry], question: Question) -> QuerySet[Entry]:
    """Those of the entries that answer, in the order they had."""
    found: QuerySet[Entry] = _engine().answering(entries, question)
    return found


def prepare() -> None:
    """Make what the engine needs beside the table; harmless where it is there."""
    with connection.cursor() as cursor:
        for statement in _engine().PREPARATION:
            cursor.execute(statement)


def _engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
