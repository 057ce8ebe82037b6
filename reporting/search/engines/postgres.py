"""PostgreSQL: generated columns of weighted words, one of them with a GIN index."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import Entry
from reporting.models.search import FIRST_BY_NAME, STEP
from reporting.search.marks import Narrowing
from reporting.search.question import Question, Term
from reporting.search.tokens import HEAD_STEM, HEAD_WORD, looks_marked

# A: headings, B: text, C: stems; without a weight what rank does not count. Words come folded, so
# `simple` only sets them apart.
PREPARATION = (
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS vector tsvector "
    "GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, stems), 'C') || "
    "strip(to_tsvector('simple'::regconfig, head)) || "
    "strip(to_tsvector('simple'::regconfig, facets))) STORED",
    # What stands at the head once more, to be ranked without opening the long vector.
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS head_vector tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple'::regconfig, head)) STORED",
    # In the row itself, and everything longer outside it: many rows to a page.
    "ALTER TABLE reporting_searchdocument ALTER COLUMN head_vector SET STORAGE MAIN",
    "ALTER TABLE reporting_searchdocument SET (toast_tuple_target = 128)",
    # PostgreSQL does not reckon with what it takes to open a vector, and would rather open all of
    # them than ask the index. A function that gives the vector back and says that it is dear.
    "CREATE OR REPLACE FUNCTION reporting_search_words(tsvector) RETURNS tsvector "
    "LANGUAGE plpgsql IMMUTABLE STRICT COST 1000 AS 'BEGIN RETURN $1; END'",
    "CREATE INDEX IF NOT EXISTS reporting_search_words "
    "ON reporting_searchdocument USING gin (reporting_search_words(vector))",
    "DROP INDEX IF EXISTS reporting_search_vector",  # of the first portals
)
_INDEXED = "reporting_search_words(vector)"
_WEIGHTS = "'{0.1, 0.4, 0.2, 1.0}'"  # of D, C, B, A
_BY_LENGTH = 1  # a long text says every word often: what it counts for shrinks with its length
# Both ranks: the lower, the better.
_RANK = f"-ts_rank({_WEIGHTS}, vector, %s::tsquery, {_BY_LENGTH})"
# A text's length is told without reading it.
_RANK_OF_HEAD = "-ts_rank(head_vector, %s::tsquery) / ln(3 + octet_length(words))"


def best_of(
    question: Question, narrowed: Narrowing, number: int, only: str, parameters: tuple[Any, ...]
) -> tuple[str, list[Any]]:
    """A table `best`, as SQL, and its parameters; `only` is a condition on the document's {key}."""
    only = only.replace("{key}", "reporting_searchdocument.id")
    ranked, head, narrowing = expression(question), at_head(question), _narrowing(narrowed)
    sql = (
        f"head AS MATERIALIZED (SELECT id, {_RANK_OF_HEAD} AS score, "
        f"(id %% {STEP} < {FIRST_BY_NAME})::int AS part FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ %s::tsquery{only} ORDER BY part, score, id LIMIT %s), "
        f"rest AS (SELECT id, {_RANK} AS score FROM reporting_searchdocument "
        "WHERE (SELECT count(*) FROM head) < %s "
        f"AND {_INDEXED} @@ %s::tsquery AND id NOT IN (SELECT id FROM head){only} "
        "ORDER BY score, id LIMIT %s), "
        "best AS MATERIALIZED (SELECT id, score, part FROM head "
        "UNION ALL SELECT id, score, 2 AS part FROM rest ORDER BY part, score, id LIMIT %s)"
    )
    of_head = [head, f"{head}{narrowing}", *parameters, number]
    of_rest = [ranked, number, f"{ranked}{narrowing}", *parameters, number]
    return sql, [*of_head, *of_rest, number]


def answering(entries: QuerySet[Entry], question: Question) -> QuerySet[Entry]:
    keys = RawSQL(
        f"SELECT id / {STEP} FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ %s::tsquery AND entry_id IS NOT NULL",
        [expression(question)],
    )
    return entries.filter(pk__in=keys)


def expression(question: Question) -> str:
    """The question as a tsquery; of letters and digits alone, so nothing escapes."""
    return " & ".join(f"({part})" for part in (*map(_term, question.terms), *_phrases(question)))


def at_head(question: Question) -> str:
    """The same of the words at a text's head; phrases stand anywhere in it."""
    return " & ".join(f"({part})" for part in (*map(_head, question.terms), *_phrases(question)))


def _narrowing(narrowed: Narrowing) -> str:
    parts = (" | ".join(f"'{mark}'" for mark in sorted(marks)) for marks in narrowed)
    return "".join(f" & ({part})" for part in parts)


def _phrases(question: Question) -> list[str]:
    return [" <-> ".join(_word(word) for word in phrase) for phrase in question.phrases]


def _term(term: Term) -> str:
    stems = (f"'{stem}'" for stem in sorted(term.stems))
    return " | ".join([_word(term.word, is_beginning=term.is_beginning), *stems])


def _head(term: Term) -> str:
    stems = (f"'{HEAD_STEM}{stem}'" for stem in sorted(term.stems))
    star = ":*" if term.is_beginning else ""
    return " | ".join([f"'{HEAD_WORD}{term.word}'{star}", *stems])


def _word(word: str, *, is_beginning: bool = False) -> str:
    """A word of the headings or the text. Only one that looks marked says that it is none:
    the index knows no weights, so that every vector would be opened for them."""
    labels = ("*" if is_beginning else "") + ("AB" if looks_marked(word) else "")
    return f"'{word}':{labels}" if labels else f"'{word}'"
