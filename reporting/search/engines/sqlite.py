"""FTS5: an external-content table that triggers keep in step with the documents."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import SearchDocument
from reporting.search.question import Question, Term

_COLUMNS = "title, words, stems"
_OLD = "old.id, old.title, old.words, old.stems"
_NEW = "new.id, new.title, new.words, new.stems"
_DELETE = (
    f"INSERT INTO reporting_search(reporting_search, rowid, {_COLUMNS}) VALUES ('delete', {_OLD})"
)
_INSERT = f"INSERT INTO reporting_search(rowid, {_COLUMNS}) VALUES ({_NEW})"


def _trigger(name: str, moment: str, *acts: str) -> str:
    body = "; ".join(acts)
    return (
        f"CREATE TRIGGER IF NOT EXISTS reporting_search_{name} AFTER {moment} "
        f"ON reporting_searchdocument BEGIN {body}; END"
    )


# Triggers go with their table when a migration makes it anew: therefore after each migration.
PREPARATION = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS reporting_search USING fts5({_COLUMNS}, "
    "content='reporting_searchdocument', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    _trigger("insert", "INSERT", _INSERT),
    _trigger("delete", "DELETE", _DELETE),
    _trigger("update", "UPDATE", _DELETE, _INSERT),
)
_RANK = "-bm25(reporting_search, 4.0, 1.0, 2.0)"
_IN_TITLE_OR_TEXT = "{title words}"


def matching(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(
        tables=["reporting_search"],
        where=[
            "reporting_search.rowid = reporting_searchdocument.id",
            "reporting_search MATCH %s",
        ],
        params=[expression(question)],
    )


def entries_answering(question: Question) -> RawSQL:
    return RawSQL(
        "SELECT d.entry_id FROM reporting_search JOIN reporting_searchdocument d "
        "ON d.id = reporting_search.rowid "
        "WHERE reporting_search MATCH %s AND d.entry_id IS NOT NULL",
        [expression(question)],
    )


def ranked(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(select={"rank": _RANK}, order_by=["-rank", "id"])


def best_of_all(question: Question, number: int) -> tuple[str, list[Any]]:
    """FTS5 ranks by itself; only the best are looked up in the table, whose rows are long."""
    return (
        "SELECT d.id, d.entry_id FROM ("
        f"SELECT rowid, {_RANK} AS rank FROM reporting_search "
        "WHERE reporting_search MATCH %s ORDER BY rank DESC, rowid LIMIT %s"
        ") AS best JOIN reporting_searchdocument d ON d.id = best.rowid "
        "ORDER BY best.rank DESC, d.id",
        [expression(question), number],
    )


def expression(question: Question) -> str:
    """The question in the language of FTS5; of letters and digits alone, so nothing escapes."""
    phrases = (f'{_IN_TITLE_OR_TEXT} : "{" ".join(phrase)}"' for phrase in question.phrases)
    return " AND ".join(f"({part})" for part in (*map(_term, question.terms), *phrases))


def _term(term: Term) -> str:
    star = " *" if term.is_beginning else ""
    stems = (f'stems : "{stem}"' for stem in sorted(term.stems))
    return " OR ".join([f'({_IN_TITLE_OR_TEXT} : "{term.word}"{star})', *stems])
