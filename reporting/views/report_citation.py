"""The citation of an annual report; once it is issued, of its edition."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from reporting.document.content import Cover
from reporting.models import Edition, ReportingYear
from reporting.queries.citations import (
    Citation,
    cite_document,
    cite_edition,
    marked_title,
)


@dataclass(frozen=True)
class ReportCitation:
    """A citation, and the address of its BibTeX file."""

    citation: Citation
    bibtex: str


def cite_report(
    reporting_year: ReportingYear,
    title: str,
    cover: Cover,
    edition: Edition | None,
    request: HttpRequest,
) -> ReportCitation:
    """The citation of a report, or of `edition` when the report is issued, with its own address."""
    year = reporting_year.year
    title = marked_title(title, reporting_year)
    if edition:
        path = reverse("edition-detail", args=[year, edition.number])
        citation = cite_edition(
            edition,
            presented_by=cover.presented_by,
            title=title,
            address=request.build_absolute_uri(path),
        )
    else:
        path = reverse("report-detail", args=[year])
        citation = cite_document(
            title,
            presented_by=cover.presented_by,
            symbol=cover.symbol,
            day=cover.date,
            key=f"oas-report-{year}",
            address=request.build_absolute_uri(path),
        )
    return ReportCitation(citation, f"{path}cite.bib")
