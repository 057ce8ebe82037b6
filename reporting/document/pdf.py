"""The report as a tagged PDF, rendered by WeasyPrint: PDF/UA-1 and PDF/A-3a."""

import datetime
import hashlib
import html
from typing import Any

import pydyf
import weasyprint.pdf
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from weasyprint import HTML, Attachment, Document

from reporting.checks.typefaces import missing_characters
from reporting.document.chapter import ChapterDocument
from reporting.document.content import Report
from reporting.document.embedded import embedded_files
from reporting.document.fetcher import FONTS, TypefaceFetcher
from reporting.document.html import render_chapter_html_for_print, render_html_for_print
from reporting.document.tagging import add_structure

# WeasyPrint has no setting for the function that writes the structure tree.
weasyprint.pdf.add_tags = add_structure


def render_pdf(report: Report, *, layout: str) -> bytes:
    """The report as PDF. The same content gives the same bytes on every machine.

    The file claims PDF/UA-1 and PDF/A-3a, unless a text has a character that the typefaces of the
    report lack: both standards require that each character can be read. The frozen content is
    embedded as JSON, and its items as CSV.

    Raises `AddressRefused` when the document requests anything but the project's typefaces.
    """
    source = render_html_for_print(report, layout=layout)
    conforms = not missing_characters(html.unescape(strip_tags(source.partition("</head>")[2])))

    def finish(document: Document, pdf: pydyf.PDF) -> None:
        _write_metadata(pdf, document, report, conforms=conforms)
        if report.frozen_at is None:
            _remove_dates(pdf)
        _end_streams_clearly(pdf)
        # The pages are called as they are numbered on paper.
        labels = pydyf.Array((0, pydyf.Dictionary({"S": "/D"})))
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})

    return _write(source, pdf_variant="pdf/a-3a", attachments=_attachments(report), finisher=finish)


def render_chapter_pdf(document: ChapterDocument) -> bytes:
    """A chapter as a tagged PDF, in the active language. It claims no standard.

    Raises `AddressRefused` as `render_pdf` does.
    """
    return _write(render_chapter_html_for_print(document), pdf_tags=True)


def _write(source: str, **options: Any) -> bytes:
    document = HTML(string=source, base_url=f"{FONTS.as_uri()}/", url_fetcher=TypefaceFetcher())
    identifier = hashlib.sha256(source.encode()).digest()[:16]
    content: bytes = document.write_pdf(pdf_identifier=identifier, **options)
    return content


def _attachments(report: Report) -> list[Attachment]:
    date = report.frozen_at or datetime.datetime.min
    return [
        Attachment(
            string=file.data,
            name=file.name,
            description=file.description,
            relationship=file.relationship,
            created=date,
            modified=date,
        )
        for file in embedded_files(report)
    ]


def _remove_dates(pdf: pydyf.PDF) -> None:
    """Remove the dates of the embedded files, which WeasyPrint always writes."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
            del item.extra["Params"]["CreationDate"], item.extra["Params"]["ModDate"]


def _end_streams_clearly(pdf: pydyf.PDF) -> None:
    """Leave uncompressed what would end with a carriage return when compressed.

    The line feed that follows would be read with it as one end of line, so that the length of the
    stream would not be what the file states (ISO 32000-1, 7.3.8.1; ISO 19005-3, 6.1.6.1).
    """
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.data.endswith(b"\r\nendstream"):
            item.compress = False


def _write_metadata(pdf: pydyf.PDF, document: Document, report: Report, *, conforms: bool) -> None:
    """Write the XMP metadata in place of those by WeasyPrint, which name one standard only."""
    context = {
        "report": report,
        "title": document.metadata.title,
        "keywords": ", ".join(document.metadata.keywords),
        "producer": f"WeasyPrint {weasyprint.__version__}",
        "byte_order_mark": "\ufeff",
        "conforms": conforms,
    }
    content = render_to_string("document/metadata.xml", context)
    stream = pydyf.Stream([content.encode()], {"Type": "/Metadata", "Subtype": "/XML"})
    pdf.add_object(stream)
    pdf.catalog["Metadata"] = stream.reference
