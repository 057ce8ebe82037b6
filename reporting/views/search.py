"""/search/ : the search over everything public."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reporting.enums import EntryKind, Outcome
from reporting.filters import EntryFilter
from reporting.models import Entry
from reporting.search.facets import facets_of
from reporting.search.hits import hits_of
from reporting.search.marks import narrowing
from reporting.search.question import Question, QuestionRefused, read_question
from reporting.search.results import Found, newest, search
from reporting.views.paging import page_or_404

_HEADINGS = {
    "year": gettext_lazy("Year"),
    "country": gettext_lazy("Country"),
    "implementer": gettext_lazy("Implementer"),
    "kind": gettext_lazy("Kind"),
    "activity": gettext_lazy("Activity"),
    "outcome": gettext_lazy("Outcome"),
}
FILTERS = tuple(_HEADINGS)
_HITS = 20  # on a page


def search_page(request: HttpRequest) -> HttpResponse:
    """What answers `?q=`, narrowed by filters, twenty a page. The address says all of it."""
    typed = request.GET.get("q", "")
    context: dict[str, Any] = {"typed": typed[:1000], "problems": []}
    try:
        question = read_question(typed)
    except QuestionRefused as error:
        question, context["problems"] = Question(), [str(error)]
    narrowed = {name: request.GET[name] for name in FILTERS if request.GET.get(name)}
    filters = EntryFilter(narrowed, Entry.objects.public()) if narrowed else None
    if filters and not filters.is_valid():
        context["problems"] += [words for errors in filters.errors.values() for words in errors]
    elif question or filters:
        context |= _answer(_found(question, filters), question, request)
    elif typed.strip() and not context["problems"]:
        context["problems"] = [_("Write a word to look for: signs alone find nothing.")]
    known = filters.form.cleaned_data if filters else {}
    context["chosen"] = [
        (name, value, _in_words(name, known[name]) if name in known else value)
        for name, value in narrowed.items()
    ]
    asked = {"q": typed} if question or not narrowed else {}
    context["query"] = "?" + urlencode({**asked, **narrowed})
    context["facet_list"] = [
        (name, heading, context.get("facets", {}).get(name, ()))
        for name, heading in _HEADINGS.items()
        if name not in narrowed
    ]
    return render(request, "reporting/search/index.html", context)


def _found(question: Question, filters: EntryFilter | None) -> Found:
    if filters is None:
        return search(question)
    narrowed = narrowing(filters.form.cleaned_data)
    return search(question, narrowed) if question else newest(narrowed)


def _answer(found: Found, question: Question, request: HttpRequest) -> dict[str, Any]:
    shown = page_or_404(found.documents, _HITS, request)
    context = {"asked": True, "page": shown, "count": shown.paginator.count, "is_all": found.is_all}
    if not found.marks:
        return context
    facets = facets_of(found.marks.values())
    return {
        **context,
        "hits": hits_of(list(shown), facets, question),
        "facets": facets.values(with_other_years=not found.is_all),
        "entries": sum(map(bool, found.marks.values())),
    }


def _in_words(name: str, value: Any) -> str:
    """A cleaned value of a filter, as its facet has it."""
    if name == "country":
        return str(value.name)
    if name == "implementer":
        return str(value.acronym)
    if name in ("kind", "outcome"):
        return str((EntryKind if name == "kind" else Outcome)(value).label)
    return str(value.year if name == "year" else value)
