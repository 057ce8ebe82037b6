"""PostgreSQL: a generated column of weighted words with a GIN index."""

from django.db.models import QuerySet

from reporting.models import SearchDocument
from reporting.search.question import Question, Term

# A: headings, B: text, C: stems. Words come folded, so `simple` only sets them apart.
PREPARATION = (
    "ALTER TABLE reporting_searchdocument ADD COLUMN IF NOT EXISTS vector tsvector "
    "GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, words), 'B') || "
    "setweight(to_tsvector('simple'::regconfig, stems), 'C')) STORED",
    "CREATE INDEX IF NOT EXISTS reporting_search_vector "
    "ON reporting_searchdocument USING gin (vector)",
)
_VECTOR = "reporting_searchdocument.vector"
_WEIGHTS = "'{0.1, 0.4, 0.2, 1.0}'"  # of D, C, B, A


def matching(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(where=[f"{_VECTOR} @@ %s::tsquery"], params=[expression(question)])


def ranked(documents: QuerySet[SearchDocument], question: Question) -> QuerySet[SearchDocument]:
    return documents.extra(
        select={"rank": f"ts_rank({_WEIGHTS}, {_VECTOR}, %s::tsquery)"},
        select_params=[expression(question)],
        order_by=["-rank", "id"],
    )


def expression(question: Question) -> str:
    """The question as a tsquery; of letters and digits alone, so nothing escapes."""
    phrases = (" <-> ".join(f"'{word}':AB" for word in phrase) for phrase in question.phrases)
    return " & ".join(f"({part})" for part in (*map(_term, question.terms), *phrases))


def _term(term: Term) -> str:
    star = "*" if term.is_beginning else ""
    return " | ".join([f"'{term.word}':{star}AB", *(f"'{stem}':C" for stem in sorted(term.stems))])
