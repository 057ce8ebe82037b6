"""/financing/ : sources of financing by kind and contributor, as chapters state them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from implementers.models import Implementer
from program.models import Contributor
from reporting.filters import ChapterFilter
from reporting.models import Submission
from reporting.queries.contributors import named_in_texts, sources_stating, texts_naming
from reporting.queries.financing import financing_figures, public_financing
from reporting.queries.years import public_calendar
from reporting.views.paging import page_or_404
from reporting.views.query_strings import query_string_of

_SOURCES = 50  # on a page
_TEXTS = 100  # that name a contributor


def financing_list(request: HttpRequest) -> HttpResponse:
    """The financing figures of the public chapters, then their sources.

    `?year=` and `?implementer=` filter both; with an invalid value no figures are shown.
    """
    requested = {
        name: request.GET[name] for name in ("year", "implementer") if request.GET.get(name)
    }
    public = Submission.objects.public().of_current_program().without_demonstrations()
    chapter_filter = ChapterFilter(requested, public)
    is_valid = chapter_filter.is_valid()
    chapters = chapter_filter.qs if is_valid else public.none()
    chosen = chapter_filter.form.cleaned_data if is_valid else {}
    sources = public_financing()
    if requested:
        sources = sources.filter(submission__in=chapters)
    return render(
        request,
        "reporting/financing/list.html",
        {
            "figures": financing_figures(chapters),
            "page": page_or_404(sources, _SOURCES, request),
            "named": [] if requested else named_in_texts(),
            "years": list(public_calendar().values()),
            "implementers": Implementer.objects.order_by("position"),
            "query": query_string_of(**requested) if is_valid else "",
            "problems": [
                message for messages in chapter_filter.errors.values() for message in messages
            ],
            **{name: chosen.get(name) for name in ("year", "implementer")},
        },
    )


def contributor_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """A contributor: the sources that state it, and the entries whose texts name it."""
    contributors = Contributor.objects.select_related("country").prefetch_related("aliases")
    contributor = get_object_or_404(contributors, slug=slug)
    links = list(texts_naming([contributor])[: _TEXTS + 1])
    return render(
        request,
        "reporting/financing/contributor.html",
        {
            "contributor": contributor,
            "aliases": [alias.name for alias in contributor.aliases.all()],
            "page": page_or_404(sources_stating([contributor]), _SOURCES, request),
            "links": links[:_TEXTS],
            "has_more_links": len(links) > _TEXTS,
        },
    )
