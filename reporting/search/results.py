"""The results of a search, the best first, and what a page shows of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from program.models import Activity
from reporting.enums import NarrativeKind
from reporting.models import Entry, Narrative, SearchDocument
from reporting.models.entry import EntryQuerySet
from reporting.models.search import OWNERS
from reporting.queries.countries import countries_on_record
from reporting.queries.entries import public_entries
from reporting.queries.narratives import public_narratives
from reporting.queries.titles import name_of
from reporting.search.backends import get_backend
from reporting.search.query import SearchQuery
from reporting.search.snippets import highlight, snippet
from reporting.text_parts import TextPart


@dataclass(frozen=True)
class SearchResults:
    """The results of a search.

    `documents` are the keys of the documents, the best first; `entries` are the entries among them,
    in no order.
    """

    documents: Sequence[int]
    entries: QuerySet[Entry]
    entry_count: int


@dataclass(frozen=True)
class SearchResult:
    """A document, its title and its snippet, both with the matches marked.

    Countries and implementers have no snippet, and an entry without a label and headings no title.
    """

    document: SearchDocument
    title: tuple[TextPart, ...]
    snippet: tuple[TextPart, ...] = ()
    language: str = ""


def search(query: SearchQuery, entries: QuerySet[Entry] | None = None) -> SearchResults:
    """The results among `entries`; without `entries`, among everything public.

    Countries and implementers come first, because a person who types a name wants its page. The
    others are ordered by relevance, then by year, the newest first. Takes two queries.
    """
    backend = get_backend()
    documents = backend.matching(query)
    if entries is None:
        entries = public_entries()
        documents = documents.filter(Q(entry__in=entries) | _public_except_entries())
    else:
        documents = documents.filter(entry__in=entries)
    scores = backend.scores(query)
    ranked = [
        # By reference and not by key: the published copy of a reopened entry has another key.
        (not (country or implementer), -scores[pk], -(year or 0), reference or "", -pk)
        for pk, reference, year, country, implementer in documents.values_list(
            "pk",
            "entry__reference",
            "entry__submission__reporting_year__year",
            "country",
            "implementer",
        )
        if pk in scores
    ]
    ranked.sort()
    return SearchResults(
        documents=[-key for *_rest, key in ranked],
        entries=matching_entries(entries, query),
        entry_count=sum(bool(reference) for *_rest, reference, _key in ranked),
    )


def newest(entries: EntryQuerySet) -> SearchResults:
    """The entries as results without a query, the newest year first. Takes one query."""
    documents = entries.filter(search_document__isnull=False).newest_year_first()
    keys = list(documents.values_list("search_document", flat=True))
    return SearchResults(documents=keys, entries=entries, entry_count=len(keys))


def matching_entries(entries: QuerySet[Entry], query: SearchQuery) -> QuerySet[Entry]:
    """The `entries` that match, in their order."""
    return entries.filter(search_document__in=get_backend().matching(query))


def read_results(documents: Iterable[int], query: SearchQuery) -> list[SearchResult]:
    """The results with these keys, in order, without those that are no longer public.

    Takes one query, and those of `for_display` if there are entries among them.
    """
    rows = (
        SearchDocument.objects.only(*OWNERS)
        .select_related("activity", "narrative__reporting_year", "country", "implementer")
        .prefetch_related(Prefetch("entry", Entry.objects.public().for_display()))
        .in_bulk(documents)
    )
    results = (_result(rows[key], query) for key in documents if key in rows)
    return [result for result in results if result]


def _public_except_entries() -> Q:
    return (
        Q(activity__in=Activity.objects.of_current_program())
        | Q(narrative__in=public_narratives())
        | Q(country__in=countries_on_record())
        | Q(implementer__isnull=False)
    )


def _result(document: SearchDocument, query: SearchQuery) -> SearchResult | None:
    if country_or_implementer := document.country or document.implementer:
        return SearchResult(document, highlight(str(country_or_implementer), query, language="en"))
    owner: Entry | Activity | Narrative
    if entry := document.entry:
        owner, title = entry, name_of(entry)
    elif activity := document.activity:
        owner, title = activity, str(activity)
    elif narrative := document.narrative:
        owner, title = narrative, narrative.heading or str(NarrativeKind(narrative.kind).label)
    else:
        return None
    return SearchResult(
        document,
        title=highlight(title, query, language=owner.language),
        snippet=snippet(owner.text, query, language=owner.language),
        language=owner.language,
    )
