"""/reports/ … : the annual report as a page, a PDF file and a Word file."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.document.formats import Format
from reporting.document.freezing import from_json
from reporting.document.layout import Layout
from reporting.document.store import fingerprint, rendered
from reporting.models import Edition, ReportingYear
from reporting.queries.editions import editions_of, newest_edition
from reporting.queries.years import demonstration_years_shown, public_years
from reporting.views.editions import stored_file
from reporting.views.report_citation import cite_report
from reporting.views.years import public_year_or_404

_TYPES = {
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def report_list(request: HttpRequest) -> HttpResponse:
    """The annual reports of all public years; those of demonstrations are listed apart."""
    context = {"years": public_years(), "demonstrations": demonstration_years_shown()}
    return render(request, "reporting/report/list.html", context)


def report_detail(request: HttpRequest, year: int) -> HttpResponse:
    """The report as a page that follows the document; once issued, the newest edition."""
    reporting_year = public_year_or_404(year)
    editions = editions_of(reporting_year)
    edition = newest_edition(reporting_year) if editions else None
    report = report_of(reporting_year, edition)
    cited = cite_report(reporting_year, report.title, report.cover, edition, request)
    return render(
        request,
        "reporting/report/detail.html",
        {
            "report": report,
            "citation": cited.citation,
            "bibtex": cited.bibtex,
            "reporting_year": reporting_year,
            "editions": editions,
        },
    )


def report_file(request: HttpRequest, year: int, file_format: Format) -> HttpResponseBase:
    """The report as a file; `?layout=matrix` uses the official table throughout.

    Once the report is issued, the file is the stored file of the newest edition. The other layout
    is rendered from the content of that edition.
    """
    reporting_year = public_year_or_404(year)
    edition = newest_edition(reporting_year)
    layout_name = request.GET.get("layout")
    layout = Layout.MATRIX if layout_name == Layout.MATRIX else Layout.READING
    if edition and layout == Layout.READING:
        return stored_file(request, edition, file_format)
    report = report_of(reporting_year, edition)
    etag = quote_etag(fingerprint(report, file_format=file_format, layout=layout))
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        unchanged["ETag"] = etag  # RFC 9110, 15.4.5: a 304 has the ETag that a 200 would have
        return unchanged
    content = rendered(report, file_format=file_format, layout=layout)
    response = HttpResponse(content, content_type=_TYPES[file_format])
    response["Content-Disposition"] = f'inline; filename="annual-report-{year}.{file_format}"'
    response["ETag"] = etag
    return response


def report_of(reporting_year: ReportingYear, edition: Edition | None) -> Report:
    """The content of the edition; without one, the chapters accepted so far."""
    if edition:
        report = from_json(edition.content)
        # Editions of before version 7 do not say so themselves.
        return replace(report, is_demonstration=reporting_year.is_demonstration)
    return assemble(reporting_year, language=reporting_year.language)
