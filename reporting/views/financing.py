"""/financing/ : who paid, by kind and contributor, as chapters state it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from implementers.models import Implementer
from reporting.filters import ChapterFilter
from reporting.models import Submission
from reporting.queries.financing import financing_figures, public_financing
from reporting.queries.years import public_calendar
from reporting.views.narrowing import query_of
from reporting.views.paging import page_or_404

_SOURCES = 50  # on a page
# Of each, what the page shows.
_SHOWN = (
    *("kind", "contributor", "language", "text", "amount", "currency", "position"),
    *("submission__reporting_year__year", "submission__implementer__slug"),
    *("submission__implementer__acronym", "entry__reference"),
)


def financing_list(request: HttpRequest) -> HttpResponse:
    """The figures of all public chapters, or of a year's or an implementer's; then the sources.

    Of what cannot be, as a year that is none, no figures are shown.
    """
    asked = {name: request.GET[name] for name in ("year", "implementer") if request.GET.get(name)}
    public = Submission.objects.public().of_current_program()
    narrowed = ChapterFilter(asked, public)
    valid = narrowed.is_valid()
    chapters = narrowed.qs if valid else public.none()
    chosen = narrowed.form.cleaned_data if valid else {}
    sources = public_financing().only(*_SHOWN)
    if asked:
        sources = sources.filter(submission__in=chapters)
    return render(
        request,
        "reporting/financing/list.html",
        {
            "figures": financing_figures(chapters),
            "page": page_or_404(sources, _SOURCES, request),
            "years": list(public_calendar().values()),
            "implementers": Implementer.objects.only("slug", "acronym").order_by("position"),
            "query": query_of(**asked) if valid else "",
            "problems": [words for said in narrowed.errors.values() for words in said],
            **{name: chosen.get(name) for name in ("year", "implementer")},
        },
    )
