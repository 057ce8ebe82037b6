"""FTS5: an external-content table that triggers keep in step with the documents."""

from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import Entry, Event
from reporting.models.search import FIRST_BY_NAME, STEP
from reporting.search.marks import LETTERS, Narrowing
from reporting.search.question import Question, Term
from reporting.search.tokens import FACET, HEAD_STEM, HEAD_WORD

_COLUMNS = ("title", "words", "stems", "head", "facets")
_NAMED = ", ".join(_COLUMNS)


def _of(row: str) -> str:
    """The key and the columns of the "old" or the "new" row of a trigger."""
    return ", ".join(f"{row}.{column}" for column in ("id", *_COLUMNS))


_DELETE = (
    f"INSERT INTO reporting_search(reporting_search, rowid, {_NAMED}) "
    f"VALUES ('delete', {_of('old')})"
)
_INSERT = f"INSERT INTO reporting_search(rowid, {_NAMED}) VALUES ({_of('new')})"


def _trigger(name: str, moment: str, *acts: str) -> str:
    body = "; ".join(acts)
    return (
        f"CREATE TRIGGER IF NOT EXISTS reporting_search_{name} AFTER {moment} "
        f"ON reporting_searchdocument BEGIN {body}; END"
    )


# Triggers go with their table when a migration makes it anew: therefore after each migration.
PREPARATION = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS reporting_search USING fts5({_NAMED}, "
    "content='reporting_searchdocument', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    _trigger("insert", "INSERT", _INSERT),
    _trigger("delete", "DELETE", _DELETE),
    _trigger("update", "UPDATE", _DELETE, _INSERT),
)
# What stands at the head is asked of the head alone, so that one of the two counts.
_RANK = "bm25(reporting_search, 4.0, 1.0, 2.0, 1.0, 0.0)"  # the lower, the better
COLUMNS = "id"
BEST_DOCUMENTS = "best CROSS JOIN reporting_searchdocument ON reporting_searchdocument.id = best.id"
_IN_TITLE_OR_TEXT = "{title words}"


def best_of(
    question: Question,
    narrowed: Narrowing,
    number: int,
    ranked: int,
    only: str,
    parameters: tuple[Any, ...],
) -> tuple[str, list[Any]]:
    """A table `best`, as SQL, and its parameters: `number` documents out of the newest `ranked` of
    each part. `only` is a condition on the document's {key}."""
    only = only.replace("{key}", "reporting_search.rowid")
    narrowing = _narrowing(narrowed)
    of_entry = f"rowid %% {STEP} = 0"
    # Ranked by the index alone: a document is long, and opening one takes time. In the order of the
    # keys it is read no further than needed. A cross join, since SQLite would go through all that
    # answers before it finds that nobody asks for it.
    sql = (
        f"others AS (SELECT rowid AS id, {_RANK} AS score, rowid %% {STEP} < {FIRST_BY_NAME} AS part "
        f"FROM reporting_search WHERE reporting_search MATCH %s AND NOT {of_entry}{only}), "
        f"entries AS (SELECT rowid AS id, {_RANK} AS score, 1 AS part FROM reporting_search "
        f"WHERE reporting_search MATCH %s AND {of_entry}{only} ORDER BY rowid DESC LIMIT %s), "
        "head AS MATERIALIZED (SELECT * FROM others UNION ALL SELECT * FROM entries), "
        f"rest AS (SELECT reporting_search.rowid AS id, {_RANK} AS score, 2 AS part "
        "FROM (SELECT count(*) AS number FROM head) AS found CROSS JOIN reporting_search "
        "WHERE found.number < %s AND reporting_search MATCH %s "
        f"AND reporting_search.rowid NOT IN (SELECT id FROM head){only} "
        "ORDER BY reporting_search.rowid DESC LIMIT %s), "
        "best AS MATERIALIZED (SELECT * FROM head UNION ALL SELECT * FROM rest "
        "ORDER BY part, score, id DESC LIMIT %s)"
    )
    head, rest = (f"{asked(question)}{narrowing}" for asked in (at_head, expression))
    of_head = [head, *parameters, head, *parameters, ranked]
    of_rest = [number, rest, *parameters, ranked]
    return sql, [*of_head, *of_rest, number]


def by_years(
    narrowed: Narrowing, number: int, only: str, parameters: tuple[Any, ...]
) -> tuple[str, list[Any]]:
    """Documents of the newest years that have these marks, `number` at most: the key and the year of
    each, as SQL, and its parameters. Year by year, each by the index, until there are enough."""
    only = only.replace("{key}", "reporting_search.rowid")
    of_year = f" || ' AND (facets : \"{FACET}{LETTERS['year']}' || year || '\")'"
    sql = (
        "SELECT reporting_search.rowid AS id, year FROM (SELECT DISTINCT year "
        "FROM reporting_reportingyear ORDER BY year DESC) AS years CROSS JOIN reporting_search "
        f"WHERE reporting_search MATCH (%s{of_year}){only} "
        "ORDER BY year DESC, reporting_search.rowid LIMIT %s"
    )
    return sql, [_narrowing(narrowed).removeprefix(" AND "), *parameters, number]


def answering(entries: QuerySet[Entry], question: Question) -> QuerySet[Entry]:
    # By the key itself SQLite would look up and sort all that answer, thousands of long rows. So it
    # goes through the entries in their order, by an index, until a page is full.
    return entries.alias(key=F("pk") + 0).filter(key__in=_keys_of_entries(question))


def events_answering(events: QuerySet[Event], question: Question) -> QuerySet[Event]:
    return events.alias(key=F("entry_id") + 0).filter(key__in=_keys_of_entries(question))


def _keys_of_entries(question: Question) -> RawSQL:
    return RawSQL(
        f"SELECT rowid / {STEP} FROM reporting_search "
        f"WHERE reporting_search MATCH %s AND rowid %% {STEP} = 0",
        [expression(question)],
    )


def answering_by_year(entries: QuerySet[Entry], question: Question, year: str) -> QuerySet[Entry]:
    own_year = {year: F("submission__reporting_year__year")}
    return answering(entries.annotate(**own_year), question)


def expression(question: Question) -> str:
    """The question in the language of FTS5; of letters and digits alone, so nothing escapes."""
    return " AND ".join(f"({part})" for part in (*map(_term, question.terms), *_phrases(question)))


def at_head(question: Question) -> str:
    """The same of what stands at a text's head."""
    phrases = (
        f'head : "{" ".join(HEAD_WORD + word for word in phrase)}"' for phrase in question.phrases
    )
    return " AND ".join(f"({part})" for part in (*map(_head, question.terms), *phrases))


def having(narrowed: Narrowing) -> tuple[str, list[Any]]:
    """That a document's marks are among these: the index has a column for them alone."""
    return "", []


def _narrowing(narrowed: Narrowing) -> str:
    parts = (" OR ".join(f'"{mark}"' for mark in sorted(marks)) for marks in narrowed)
    return "".join(f" AND (facets : ({part}))" for part in parts)


def _phrases(question: Question) -> list[str]:
    return [f'{_IN_TITLE_OR_TEXT} : "{" ".join(phrase)}"' for phrase in question.phrases]


def _term(term: Term) -> str:
    stems = (f'stems : "{stem}"' for stem in sorted(term.stems))
    return " OR ".join([f'({_IN_TITLE_OR_TEXT} : "{term.word}"{_star(term)})', *stems])


def _head(term: Term) -> str:
    stems = (f'"{HEAD_STEM}{stem}"' for stem in sorted(term.stems))
    words = " OR ".join([f'"{HEAD_WORD}{term.word}"{_star(term)}', *stems])
    return f"head : ({words})"


def _star(term: Term) -> str:
    return " *" if term.is_beginning else ""
