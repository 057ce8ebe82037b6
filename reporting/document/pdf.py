"""The report as a tagged PDF, rendered by WeasyPrint."""

import hashlib

from weasyprint import HTML

from reporting.document.content import Report
from reporting.document.fetcher import FONTS, TypefaceFetcher
from reporting.document.html import render_html_for_print


def render_pdf(report: Report, *, layout: str) -> bytes:
    """The report as PDF. The same content gives the same bytes on every machine.

    The PDF is tagged, but claims no standard such as PDF/UA, because no validator has confirmed it.

    Raises `AddressRefused` when the document requests anything but the project's typefaces.
    """
    html = render_html_for_print(report, layout=layout)
    document = HTML(string=html, base_url=f"{FONTS.as_uri()}/", url_fetcher=TypefaceFetcher())
    return document.write_pdf(
        pdf_tags=True,
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
    )
