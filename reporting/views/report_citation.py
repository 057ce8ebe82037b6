"""How an annual report is cited: as its edition, once one is issued."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from reporting.document.content import Report
from reporting.models import Edition
from reporting.queries.citations import Citation, cite_document, cite_edition


@dataclass(frozen=True)
class ReportCitation:
    """The citation, and the address of its BibTeX file."""

    citation: Citation
    bibtex: str


def cite_report(report: Report, edition: Edition | None, request: HttpRequest) -> ReportCitation:
    """The citation of a report or of the `edition` that it was issued as, at its own address."""
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
        path = reverse("report-detail", args=[report.year])
        citation = cite_document(
            report.title,
            presented_by=cover.presented_by,
            symbol=cover.symbol,
            day=cover.date,
            key=f"oas-report-{report.year}",
            address=request.build_absolute_uri(path),
        )
    return ReportCitation(citation, f"{path}cite.bib")
