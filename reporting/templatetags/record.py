"""Template tags and filters for amounts and citations."""

from decimal import Decimal
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format

from reporting.models import ReportingYear
from reporting.queries.citations import PartOfReport, citation_of, part_of_report
from reporting.queries.report_locations import ReportLocation

register = template.Library()


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """An amount such as "$ 200,000": the currency as printed, decimals only if there are any."""
    decimal_places = 0 if amount == amount.to_integral_value() else 2
    return f"{currency} {number_format(amount, decimal_pos=decimal_places, force_grouping=True)}"


@register.inclusion_tag("reporting/_cite.html", takes_context=True)
def cite_this(
    context: dict[str, Any], about: Any, place: ReportLocation | None = None
) -> dict[str, Any]:
    """The citation of the page that shows `about` (a country, an activity …).

    An entry or a chapter with a `place` is cited as a part of the report.
    """
    request = context["request"]
    cited = part_of_report(about, place) if place and not isinstance(about, PartOfReport) else about
    address = location_address(cited.year, place) if place and cited.reference else ""
    return {
        "citation": citation_of(cited, address=request.build_absolute_uri(request.path)),
        "bibtex": f"{request.path}cite.bib",
        "place": request.build_absolute_uri(address) if address else "",
    }


@register.simple_tag
def location_address(year: ReportingYear, place: ReportLocation) -> str:
    """The address of the report at the place: its page for the newest edition, else the edition.

    Empty when no edition contains the place.
    """
    if not place.is_printed:
        return ""
    if not place.is_newest:
        return reverse("edition-detail", args=[year.year, place.edition])
    return f"{reverse('report-detail', args=[year.year])}#{place.anchor}"
