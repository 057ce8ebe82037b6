"""What the pages of the record need: money as stated, citations."""

from decimal import Decimal
from functools import cache
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from reporting.document.content import Report
from reporting.enums import Mark
from reporting.models import Edition, Entry
from reporting.queries.citations import citation_of, cite_document, cite_edition
from reporting.queries.marks import MarkRow

register = template.Library()


@register.filter
def money(amount: Decimal, currency: str) -> str:
    """ "$ 200,000": the currency as printed, decimals only where there are any."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{currency} {number_format(amount, decimal_pos=places, force_grouping=True)}"


@register.simple_tag
def mark_cells(row: MarkRow[Any], base: str, name: str, tail: str = "") -> SafeString:
    """A cell for each year: a link with the mark, its word within. Written here, since a page has
    more than a thousand; what comes from the data is escaped once a row."""
    base, name, tail = escape(base), escape(name), escape(tail)
    words = _mark_words(get_language())
    return mark_safe(
        "".join(
            f'<td><a class="sign sign-{mark.value}" href="{base}{year}{tail}">'
            f'<span class="visually-hidden">{name}, {year}: {words[mark]}</span></a></td>'
            for year, mark in row.marks
        )
    )


@cache
def _mark_words(_language: str | None) -> dict[Mark, str]:
    return {mark: escape(mark.label) for mark in Mark}


@register.inclusion_tag("reporting/_cite.html", takes_context=True)
def cite_this(context: dict[str, Any], about: Any) -> dict[str, Any]:
    """How the page that shows `about` (a country, a chapter, an entry …) is cited."""
    request = context["request"]
    return {
        "citation": citation_of(about, address=request.build_absolute_uri(request.path)),
        "bibtex": f"{request.path}cite.bib",
        "place": request.build_absolute_uri(_place_of(about)) if isinstance(about, Entry) else "",
    }


def _place_of(entry: Entry) -> str:
    report = reverse("report-detail", args=[entry.submission.reporting_year.year])
    return f"{report}#e-{entry.reference}"


@register.inclusion_tag("reporting/_cite.html", takes_context=True)
def cite_this_report(
    context: dict[str, Any], report: Report, edition: Edition | None
) -> dict[str, Any]:
    """How an annual report is cited: as its edition, once one is issued."""
    request = context["request"]
    cover = report.cover
    if edition:
        path = reverse("edition-detail", args=[report.year, edition.number])
        citation = cite_edition(
            edition,
            presented_by=cover.presented_by,
            title=report.title,
            address=request.build_absolute_uri(path),
        )
    else:
        citation = cite_document(
            report.title,
            presented_by=cover.presented_by,
            symbol=cover.symbol,
            day=cover.date,
            key=f"oas-report-{report.year}",
            address=request.build_absolute_uri(request.path),
        )
    return {"citation": citation, "bibtex": ""}
