"""/search/ : the search of everything public."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from reporting.filtered_lists import CountedRows
from reporting.filters import EntryFilter
from reporting.queries.entries import public_entries
from reporting.search.facets import HEADINGS, FacetValue, facet_values, filter_label
from reporting.search.query import InvalidSearchQuery, SearchQuery, parse_query
from reporting.search.results import SearchResults, newest, read_results, search
from reporting.views.paging import page_or_404

FILTERS = tuple(HEADINGS)
_ON_A_PAGE = 20


def search_page(request: HttpRequest) -> HttpResponse:
    """The results of `?q=` and the filters, 20 on a page."""
    typed = request.GET.get("q", "")
    context: dict[str, Any] = {"typed": typed[:1000], "problems": []}
    try:
        query = parse_query(typed)
    except InvalidSearchQuery as error:
        query, context["problems"] = SearchQuery(), [str(error)]
    chosen = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    filters = EntryFilter(chosen, public_entries()) if chosen else None
    if filters and not filters.is_valid():
        context["problems"] += [message for errors in filters.errors.values() for message in errors]
    elif query or filters:
        results = _results(query, filters)
        context |= _results_context(results, query, request)
        context["facets"] = [
            (name, heading, _facet(name, results, {"q": typed if query else "", **chosen}))
            for name, heading in HEADINGS.items()
            if name not in chosen and results.entry_count
        ]
    elif typed.strip() and not context["problems"]:
        context["problems"] = [_("Write a word to search for: signs only find nothing.")]
    valid_values = filters.form.cleaned_data if filters else {}
    context["chosen"] = [
        (name, value, filter_label(name, valid_values[name]) if name in valid_values else value)
        for name, value in chosen.items()
    ]
    parameters = {"q": typed} if query or not chosen else {}
    context["query"] = "?" + urlencode({**parameters, **chosen})
    return render(request, "reporting/search/index.html", context)


def _facet(name: str, results: SearchResults, parameters: dict[str, str]) -> list[FacetValue]:
    """The values of a facet, each with the entries that it counts."""
    return [
        replace(value, rows=CountedRows.of("entries", **{**parameters, name: value.value}))
        for value in facet_values(name, results.entries)
    ]


def _results(query: SearchQuery, filters: EntryFilter | None) -> SearchResults:
    if filters is None:
        return search(query)
    return search(query, filters.qs) if query else newest(filters.qs)


def _results_context(
    results: SearchResults, query: SearchQuery, request: HttpRequest
) -> dict[str, Any]:
    results_page = page_or_404(results.documents, _ON_A_PAGE, request)
    return {
        "searched": True,
        "page": results_page,
        "count": results_page.paginator.count,
        "entries": results.entry_count,
        "results": read_results(list(results_page), query),
    }
