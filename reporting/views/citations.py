"""…/cite.bib : the citation of a page as a BibTeX file."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from implementers.models import Implementer
from program.models import Country
from reporting.document.assemble import cover_of
from reporting.document.freezing import from_json
from reporting.models import Entry, Submission
from reporting.queries.activities import register
from reporting.queries.citations import Citation, PartOfReport, citation_of
from reporting.queries.editions import newest_edition
from reporting.views.editions import edition_or_404
from reporting.views.entries import printed_entry_or_404
from reporting.views.report_citation import cite_report
from reporting.views.years import public_year_or_404

_FINDERS: dict[str, Callable[..., Any]] = {
    "country": lambda iso3: get_object_or_404(Country, iso3=iso3),
    "activity": lambda code: get_object_or_404(register(), code=code),
    "implementer": lambda slug: get_object_or_404(Implementer, slug=slug),
    "year": lambda year: public_year_or_404(year),
    "chapter": lambda year, slug: get_object_or_404(
        Submission.objects.public()
        .of_current_program()
        .select_related("reporting_year", "implementer"),
        reporting_year__year=year,
        implementer__slug=slug,
    ),
    "entry": lambda reference: _entry_or_printed(reference),
}


@require_safe
def bibtex_of_report(request: HttpRequest, year: int) -> HttpResponse:
    """The report before it is issued; afterwards its page gives the citation of the edition."""
    reporting_year = public_year_or_404(year)
    if edition := newest_edition(reporting_year):
        return bibtex_of_edition(request, year, edition.number)
    cover = cover_of(reporting_year)
    cited = cite_report(reporting_year, reporting_year.title, cover, None, request)
    return _file(cited.citation, f"report-{year}")


@require_safe
def bibtex_of_edition(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """An issued edition, cited at its own address."""
    edition = edition_or_404(year, number)
    report = from_json(edition.content)
    cited = cite_report(edition.reporting_year, report.title, report.cover, edition, request)
    return _file(cited.citation, f"report-{year}-edition-{number}")


@require_safe
def bibtex(request: HttpRequest, noun: str, **key: Any) -> HttpResponse:
    """The citation of the page of a country, activity, implementer, year, chapter or entry.

    `noun` is a key of `_FINDERS`; `key` are the arguments of its function.
    """
    address = request.build_absolute_uri(request.path.removesuffix("cite.bib"))
    citation = citation_of(_FINDERS[noun](**key), address=address)
    return _file(citation, "-".join([noun, *map(str, key.values())]))


def _file(citation: Citation, name: str) -> HttpResponse:
    response = HttpResponse(citation.bibtex, content_type="application/x-bibtex; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.bib"'
    return response


def _entry_or_printed(reference: str) -> Entry | PartOfReport:
    entry = (
        Entry.objects.public()
        .select_related("submission__reporting_year", "submission__implementer")
        .filter(reference=reference)
        .first()
    )
    return entry or printed_entry_or_404(reference).cited
