"""PostgreSQL: a weighted `tsvector` in each document, with a GIN index."""

from django.contrib.postgres.search import SearchQuery as TsQuery
from django.contrib.postgres.search import SearchRank, SearchVector
from django.db.models import F, QuerySet, Value

from reporting.models import SearchDocument
from reporting.search.backends.base import SearchBackend
from reporting.search.query import SearchQuery, Term

_CONFIG = "simple"  # words are folded and stemmed already, see `reporting.search.tokens`
_VECTOR = (
    SearchVector("title", weight="A", config=_CONFIG)
    + SearchVector("text", weight="B", config=_CONFIG)
    + SearchVector("title_stems", weight="C", config=_CONFIG)
    + SearchVector("text_stems", weight="D", config=_CONFIG)
)
_WEIGHTS = [0.1, 0.4, 0.2, 1.0]  # of D, C, B, A
_BY_LENGTH = Value(1)  # divides the rank by the logarithm of the document's length


class PostgresBackend(SearchBackend):
    def prepare(self) -> None:
        """Do nothing: migrations create the column and its index."""

    def update(self, documents: QuerySet[SearchDocument]) -> None:
        documents.update(vector=_VECTOR)

    def matching(self, query: SearchQuery) -> QuerySet[SearchDocument]:
        return SearchDocument.objects.filter(vector=_ts_query(query))

    def scores(self, query: SearchQuery) -> dict[int, float]:
        rank = SearchRank(F("vector"), _ts_query(query), weights=_WEIGHTS, normalization=_BY_LENGTH)
        return dict(self.matching(query).values_list("pk", rank))


def _ts_query(query: SearchQuery) -> TsQuery:
    """The query for `to_tsquery`. It has only letters and digits, so nothing needs escaping."""
    parts = (*map(_term, query.terms), *map(_phrase, query.phrases))
    return TsQuery(" & ".join(f"({part})" for part in parts), search_type="raw", config=_CONFIG)


def _term(term: Term) -> str:
    prefix = "*" if term.is_prefix else ""
    stems = (f"'{stem}':CD" for stem in sorted(term.stems))
    return " | ".join([f"'{term.word}':{prefix}AB", *stems])


def _phrase(phrase: tuple[str, ...]) -> str:
    """The phrase within the title or within the text, not across both."""
    return " | ".join(
        " <-> ".join(f"'{word}':{weight}" for word in phrase).join("()") for weight in "AB"
    )
