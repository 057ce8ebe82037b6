"""PostgreSQL: a generated column of weighted words with a GIN index."""

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from reporting.models import SearchDocument
from reporting.search.question import Question, Term
from reporting.search.tokens import looks_like_stem

# A: headings, B: text, C: stems. Words come folded, so `simple` only sets them apart.
PREPARATION = (
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS vector tsvector "
    "GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, stems), 'C')) STORED",
    # PostgreSQL does not reckon with what it takes to open a vector, and would rather open all of
    # them than ask the index. A function that gives the vector back and says that it is dear.
    "CREATE OR REPLACE FUNCTION reporting_search_words(tsvector) RETURNS tsvector "
    "LANGUAGE plpgsql IMMUTABLE STRICT COST 1000 AS 'BEGIN RETURN $1; END'",
    "CREATE INDEX IF NOT EXISTS reporting_search_words "
    "ON reporting_searchdocument USING gin (reporting_search_words(vector))",
    "DROP INDEX IF EXISTS reporting_search_vector",  # of the first portals
)
_VECTOR = "reporting_searchdocument.vector"
_INDEXED = f"reporting_search_words({_VECTOR})"
_WEIGHTS = "'{0.1, 0.4, 0.2, 1.0}'"  # of D, C, B, A
_BY_LENGTH = 1  # a long text says every word often: what it counts for shrinks with its length


def matching(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(where=[f"{_INDEXED} @@ %s::tsquery"], params=[expression(question)])


def entries_answering(question: Question) -> RawSQL:
    return RawSQL(
        "SELECT entry_id FROM reporting_searchdocument "
        f"WHERE {_INDEXED} @@ %s::tsquery AND entry_id IS NOT NULL",
        [expression(question)],
    )


def ranked(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(
        select={"rank": f"ts_rank({_WEIGHTS}, {_VECTOR}, %s::tsquery, {_BY_LENGTH})"},
        select_params=[expression(question)],
        order_by=["-rank", "id"],
    )


def expression(question: Question) -> str:
    """The question as a tsquery; of letters and digits alone, so nothing escapes."""
    phrases = (" <-> ".join(_word(word) for word in phrase) for phrase in question.phrases)
    return " & ".join(f"({part})" for part in (*map(_term, question.terms), *phrases))


def _term(term: Term) -> str:
    stems = (f"'{stem}'" for stem in sorted(term.stems))
    return " | ".join([_word(term.word, is_beginning=term.is_beginning), *stems])


def _word(word: str, *, is_beginning: bool = False) -> str:
    """A word of the headings or the text. Only one that looks like a stem says that it is none:
    the index knows no weights, so that every vector would be opened for them."""
    labels = ("*" if is_beginning else "") + ("AB" if looks_like_stem(word) else "")
    return f"'{word}':{labels}" if labels else f"'{word}'"
