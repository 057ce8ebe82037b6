"""The two databases' ways to ask; which one is used follows from the connection."""

from types import ModuleType
from typing import NamedTuple

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import SearchDocument
from reporting.search.engines import postgres, sqlite
from reporting.search.question import Question

_RANK = ("rank",)  # a column of the engine, which the model does not know


class Answering(NamedTuple):
    """A document that answers, and the entry that it is of, if it is of one; both by their keys."""

    document: int
    entry: int | None


def matching(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    """Those of the documents that answer the question."""
    found: QuerySet[SearchDocument] = _engine().matching(documents, question)
    return found


def ranked(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    """Documents that came from `matching` the same question, the best first."""
    found: QuerySet[SearchDocument] = _engine().ranked(documents, question)
    return found


def best_of(
    documents: QuerySet[SearchDocument], question: Question, number: int
) -> list[Answering]:
    """The `number` of these documents that answer best, the best first."""
    columns = ranked(matching(documents, question), question).values_list("pk", "entry", *_RANK)
    return [Answering(document, entry) for document, entry, _rank in columns[:number]]


def best_of_all(question: Question, number: int) -> list[Answering]:
    """The same of all documents, public or not."""
    if _engine() is postgres:
        return best_of(SearchDocument.objects.all(), question, number)
    with connection.cursor() as cursor:
        cursor.execute(*sqlite.best_of_all(question, number))
        return [Answering._make(row) for row in cursor.fetchall()]


def entries_answering(question: Question) -> RawSQL:
    """The keys of all entries that answer, public or not, to stand in a condition of a query."""
    keys: RawSQL = _engine().entries_answering(question)
    return keys


def prepare() -> None:
    """Make what the engine needs beside the table; harmless where it is there."""
    with connection.cursor() as cursor:
        for statement in _engine().PREPARATION:
            cursor.execute(statement)


def _engine() -> ModuleType:
    return sqlite if connection.vendor == "sqlite" else postgres
