"""/reports/<year>/editions/<number>/ : an issued edition, its files and its changes."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.text import slugify

from program.models.program import current_program
from reporting.document.comparing import EntryChange, FieldChange, compare
from reporting.document.freezing import canonical, from_json
from reporting.enums import FileFormat
from reporting.models import Edition
from reporting.queries.editions import edition_before, editions_of
from reporting.text_parts import TextPart
from reporting.views.desk.differences import difference
from reporting.views.report_citation import cite_report

TYPES = {
    FileFormat.HTML: "text/html; charset=utf-8",
    FileFormat.PDF: "application/pdf",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True)
class ShownField:
    """A changed field, and both values in one text."""

    label: str
    text: list[TextPart]


@dataclass(frozen=True)
class ShownEntry:
    change: EntryChange
    differences: list[ShownField]


def edition_detail(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The hashes, citation and files of an edition, and its changes since the edition before."""
    edition = edition_or_404(year, number)
    report = from_json(edition.content)
    before = edition_before(edition)
    changes = compare(from_json(before.content), report) if before else None
    cited = cite_report(edition.reporting_year, report.title, report.cover, edition, request)
    return render(
        request,
        "reporting/edition/detail.html",
        {
            "edition": edition,
            "editions": editions_of(edition.reporting_year),
            "files": edition.files.defer("data"),
            "report": report,
            "before": before,
            "changes": changes,
            "entries": [_shown(change) for change in changes.entries] if changes else [],
            "parts": _fields(changes.parts) if changes else [],
            "citation": cited.citation,
            "bibtex": cited.bibtex,
        },
    )


def edition_file(
    request: HttpRequest, year: int, number: int, file_format: FileFormat
) -> HttpResponseBase:
    """A file of an edition: exactly the stored bytes."""
    edition = edition_or_404(year, number)
    return stored_file(request, edition, file_format)


def edition_content(request: HttpRequest, year: int, number: int) -> HttpResponseBase:
    """The frozen content as JSON: exactly the bytes whose hash the edition's page shows."""
    edition = edition_or_404(year, number)
    etag = quote_etag(edition.sha256)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    response = HttpResponse(canonical(edition.content), content_type="application/json")
    return _as_file(response, f"{_name(edition)}.json", etag)


def stored_file(request: HttpRequest, edition: Edition, file_format: str) -> HttpResponseBase:
    """A file of the edition as stored, or status 304 when the client has it already."""
    file = get_object_or_404(edition.files.defer("data"), format=file_format)
    etag = quote_etag(file.sha256)
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        unchanged["ETag"] = etag  # RFC 9110, 15.4.5: a 304 has the ETag that a 200 would have
        return unchanged
    response = HttpResponse(bytes(file.data), content_type=TYPES[FileFormat(file_format)])
    return _as_file(response, f"{_name(edition)}.{file_format}", etag, file_format)


def _as_file(response: HttpResponse, name: str, etag: str, file_format: str = "") -> HttpResponse:
    """Set the headers of a file: a PDF opens in the browser, other files are downloaded.

    The HTML has inline styles, which the security policy forbids on pages of the portal.
    """
    disposition = "inline" if file_format == FileFormat.PDF else "attachment"
    response["Content-Disposition"] = f'{disposition}; filename="{name}"'
    response["ETag"] = etag
    return response


def _name(edition: Edition) -> str:
    return (
        f"annual-report-{edition.reporting_year.year}-{slugify(edition.symbol.replace('/', '-'))}"
    )


def edition_or_404(year: int, number: int) -> Edition:
    """An edition of the current Program by its year and number. Raises `Http404`."""
    try:
        return Edition.objects.select_related("reporting_year", "issued_by").get(
            current_program("reporting_year__program__"), reporting_year__year=year, number=number
        )
    except (Edition.DoesNotExist, OverflowError) as error:
        raise Http404 from error


def _shown(change: EntryChange) -> ShownEntry:
    return ShownEntry(change, _fields(change.fields))


def _fields(changes: tuple[FieldChange, ...]) -> list[ShownField]:
    return [ShownField(change.name, difference(change.before, change.after)) for change in changes]
