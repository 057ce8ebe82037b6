"""The last page of an issued report in Word."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.document.imprint import imprint_of
from reporting.document.word.book import Book, anchor_to
from reporting.document.word.oxml import add_run
from reporting.document.word.pages import next_pages


def write_imprint(book: Book) -> None:
    """Write how to cite and verify an edition; nothing for a report that is not issued."""
    imprint = imprint_of(book.report)
    if imprint is None:
        return
    heading = _("About this document")
    next_pages(book, landscape=False, level=1, running=heading)
    book.heading(1, heading, anchor_to("imprint"))
    _write(book, _("Suggested citation"), imprint.citation)
    _write(book, _("Permanent address"), imprint.address)
    if frozen_at := book.report.frozen_at:
        _write(book, _("Content as of"), date_format(frozen_at, "j F Y, H:i e"))
    _write(book, _("SHA-256 of the content"), imprint.sha256)


def _write(book: Book, name: str, text: str) -> None:
    label = book.body.add_paragraph(style="Item Label")
    label.paragraph_format.keep_with_next = True
    add_run(label, name, "Label")
    add_run(book.body.add_paragraph(style="Item"), text)
