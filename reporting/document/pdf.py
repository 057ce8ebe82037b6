"""The report as a tagged PDF, by WeasyPrint."""

import gc
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint import HTML

from reporting.document.content import Report
from reporting.document.fetcher import FONTS, TypefaceFetcher
from reporting.document.html import render_html_for_print


def render_pdf(report: Report, *, layout: str) -> bytes:
    """The report as PDF. The same content gives the same bytes on every machine.

    It is tagged, and claims no standard such as PDF/UA: no validator has confirmed one.

    Raises `AddressRefused` when the document asks for anything but the project's typefaces.
    """
    html = render_html_for_print(report, layout=layout)
    with _rare_collections():
        document = HTML(string=html, base_url=f"{FONTS.as_uri()}/", url_fetcher=TypefaceFetcher())
        return document.write_pdf(
            pdf_tags=True,
            pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        )


@contextmanager
def _rare_collections() -> Iterator[None]:
    """Collect garbage rarely while laying out: about a tenth faster, some megabytes more."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 50)
    try:
        yield
    finally:
        gc.set_threshold(*before)
