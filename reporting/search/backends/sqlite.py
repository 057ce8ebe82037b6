"""SQLite: an FTS5 table over the documents, kept up to date by triggers."""

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import SearchDocument
from reporting.search.backends.base import SearchBackend
from reporting.search.query import SearchQuery, Term

_COLUMNS = ("title", "text", "title_stems", "text_stems")
_COLUMN_LIST = ", ".join(_COLUMNS)
_RANK = (
    "bm25(reporting_search, 4.0, 1.0, 2.0, 0.5)"  # weights of the columns; a lower rank is better
)


def _values_of(row: str) -> str:
    """The key and the columns of the row "old" or "new" of a trigger."""
    return ", ".join(f"{row}.{column}" for column in ("id", *_COLUMNS))


_DELETE = (
    f"INSERT INTO reporting_search(reporting_search, rowid, {_COLUMN_LIST}) "
    f"VALUES ('delete', {_values_of('old')})"
)
_INSERT = f"INSERT INTO reporting_search(rowid, {_COLUMN_LIST}) VALUES ({_values_of('new')})"


def _trigger(event: str, *statements: str) -> str:
    return (
        f"CREATE TRIGGER IF NOT EXISTS reporting_search_{event} AFTER {event} "
        f"ON reporting_searchdocument BEGIN {'; '.join(statements)}; END"
    )


_PREPARATION = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS reporting_search USING fts5({_COLUMN_LIST}, "
    "content='reporting_searchdocument', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    _trigger("insert", _INSERT),
    _trigger("delete", _DELETE),
    _trigger("update", _DELETE, _INSERT),
)


class SqliteBackend(SearchBackend):
    def prepare(self) -> None:
        """Called after each migration: SQLite drops the triggers of a table that it rebuilds."""
        with connection.cursor() as cursor:
            for statement in _PREPARATION:
                cursor.execute(statement)

    def update(self, documents: QuerySet[SearchDocument]) -> None:
        """Do nothing: the triggers update the index."""

    def matching(self, query: SearchQuery) -> QuerySet[SearchDocument]:
        keys = RawSQL(
            "SELECT rowid FROM reporting_search WHERE reporting_search MATCH %s",
            [_expression(query)],
        )
        return SearchDocument.objects.filter(pk__in=keys)

    def scores(self, query: SearchQuery) -> dict[int, float]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, -{_RANK} FROM reporting_search WHERE reporting_search MATCH %s",
                [_expression(query)],
            )
            return dict(cursor.fetchall())


def _expression(query: SearchQuery) -> str:
    """The query for FTS5. It has only letters and digits, so nothing needs escaping."""
    parts = (*map(_term, query.terms), *map(_phrase, query.phrases))
    return " AND ".join(f"({part})" for part in parts)


def _term(term: Term) -> str:
    prefix = " *" if term.is_prefix else ""
    stems = (f'{{title_stems text_stems}} : "{stem}"' for stem in sorted(term.stems))
    return " OR ".join([f'{{title text}} : "{term.word}"{prefix}', *stems])


def _phrase(phrase: tuple[str, ...]) -> str:
    return f'{{title text}} : "{" ".join(phrase)}"'
