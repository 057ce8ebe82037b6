"""The two databases' ways to ask; which one is used follows from the connection."""

from types import ModuleType
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import QuerySet

from reporting.enums import EntryKind
from reporting.models import Entry, Event, SearchDocument
from reporting.search.engines import postgres, sqlite
from reporting.search.marks import Narrowing
from reporting.search.question import Question

_TABLE = "reporting_searchdocument"
_RANKED = 201  # entries of each part of what answers: to rank thousands takes longer than the rest
_KIND_PLACE = "".join(
    ("CASE kind ", *(f"WHEN '{kind}' THEN {n} " for n, kind in enumerate(EntryKind.values)), "END")
)


class Condition(NamedTuple):
    """What is asked of documents, as SQL about the columns of their table."""

    sql: str
    parameters: tuple[Any, ...]


def condition_of(documents: QuerySet[SearchDocument]) -> Condition:
    """By what these documents are told from others."""
    compiler = documents.query.get_compiler(connection=connection)
    sql, parameters = compiler.compile(documents.query.where)
    return Condition(sql, tuple(parameters))


def having(narrowed: Narrowing, documents: Condition) -> Condition:
    """Those of the documents that have these marks, and not only a text that says them."""
    marks, asked = _engine().having(narrowed)
    return Condition(f"({documents.sql}){marks}", (*documents.parameters, *asked))


def best_of(
    question: Question, narrowed: Narrowing, number: int, public: Condition, *, alone: bool = False
) -> list[tuple[int, str | None]]:
    """The `number` documents that answer best, the best first: the key and the marks of each.

    First come countries and implementers by their names, then those that say at their head all that
    is asked, then the others; each in the order of the engine's rank. Where the first are enough, the
    others are not looked at, and of very many entries the newest alone are ranked. What is not
    `public` has no marks, and is left out where the public ones `alone` are asked for, which takes
    longer. Takes one query.
    """
    ranked = max(number, _RANKED)
    only, within = _only(public) if alone else ("", ())
    best, asked = _engine().best_of(question, narrowed, number, ranked, only, within)
    return _answers(best, asked, public)


def newest_of(
    narrowed: Narrowing, number: int, public: Condition, *, alone: bool = False
) -> list[tuple[int, str | None]]:
    """The same of entries of which nothing is asked but their marks: the newest years first, each in
    the official order. Takes one query."""
    engine = _engine()
    keys, asked = engine.by_years(narrowed, number, *(_only(public) if alone else ("", ())))
    best = (
        f"best AS MATERIALIZED (SELECT {engine.COLUMNS}, 0 AS part, row_number() OVER ("
        f"ORDER BY year DESC, chapter, {_KIND_PLACE}, place) AS score FROM ({keys}) AS keys "
        f"JOIN {_TABLE} USING (id) JOIN (SELECT reporting_entry.id AS entry_id, kind, "
        "reporting_entry.position AS place, reporting_submission.position AS chapter "
        "FROM reporting_entry JOIN reporting_submission ON reporting_submission.id = submission_id"
        ") AS entries USING (entry_id))"
    )
    return _answers(best, asked, public)


def _only(public: Condition) -> tuple[str, tuple[Any, ...]]:
    """That a document is public, as a condition on its key."""
    return f" AND {{key}} IN (SELECT id FROM {_TABLE} WHERE {public.sql})", public.parameters


def _answers(best: str, parameters: list[Any], public: Condition) -> list[tuple[int, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {best} SELECT {_TABLE}.id, CASE WHEN {public.sql} THEN {_TABLE}.facets END "
            f"FROM {_engine().BEST_DOCUMENTS} ORDER BY part, score, {_TABLE}.id DESC",
            [*parameters, *public.parameters],
        )
        found: list[tuple[int, str | None]] = cursor.fetchall()
        return found


def answering(entries: QuerySet[Entry], question: Question) -> QuerySet[Entry]:
    """Those of the entries that answer, in the order they had."""
    found: QuerySet[Entry] = _engine().answering(entries, question)
    return found


def events_answering(events: QuerySet[Event], question: Question) -> QuerySet[Event]:
    """Those of the events whose entries answer, in the order they had."""
    found: QuerySet[Event] = _engine().events_answering(events, question)
    return found


def answering_by_year(entries: QuerySet[Entry], question: Question, year: str) -> QuerySet[Entry]:
    """The same, to read the beginning of a list in the order of their years, which are annotated as
    `year`. To read or count all of it takes far longer than of those of `answering`."""
    found: QuerySet[Entry] = _engine().answering_by_year(entries, question, year)
    return found


def prepare() -> None:
    """Make what the engine needs beside the table; harmless where it is there."""
    with connection.cursor() as cursor:
        for statement in _engine().PREPARATION:
            cursor.execute(statement)


def _engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
