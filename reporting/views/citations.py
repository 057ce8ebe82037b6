"""…/cite.bib : the citation of a page as a BibTeX file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.models import Entry, Submission
from reporting.queries.citations import citation_of
from reporting.views.years import public_year_or_404

_FINDERS: dict[str, Callable[..., Any]] = {
    "country": lambda iso3: get_object_or_404(Country, iso3=iso3),
    "activity": lambda code: get_object_or_404(Activity, program__is_current=True, code=code),
    "implementer": lambda slug: get_object_or_404(Implementer, slug=slug),
    "year": lambda year: public_year_or_404(year),
    "chapter": lambda year, slug: get_object_or_404(
        Submission.objects.public()
        .filter(reporting_year__program__is_current=True)
        .select_related("reporting_year__program", "reporting_year__cover", "implementer"),
        reporting_year__year=year,
        implementer__slug=slug,
    ),
    "entry": lambda reference: get_object_or_404(
        Entry.objects.public().select_related(
            "submission__reporting_year__program",
            "submission__reporting_year__cover",
            "submission__implementer",
        ),
        reference=reference,
    ),
}


@require_safe
def bibtex(request: HttpRequest, noun: str, **key: Any) -> HttpResponse:
    """What `noun` and its key name, cited at the address of its page."""
    page = request.build_absolute_uri(request.path.removesuffix("cite.bib"))
    citation = citation_of(_FINDERS[noun](**key), address=page)
    name = "-".join([noun, *map(str, key.values())])
    response = HttpResponse(citation.bibtex, content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.bib"'
    return response
