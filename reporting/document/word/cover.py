"""The cover of an OAS document: council and symbol, the title, and who presents it."""

import datetime

from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from docx.shared import Length
from docx.table import _Cell

from program.models import Language
from program.rich_text import to_plain
from reporting.document.content import Cover, Report
from reporting.document.word.book import Book
from reporting.document.word.oxml import add_run
from reporting.document.word.pages import measure
from reporting.document.word.tables import add_table, settle

_HEAD_SHARES = (0.62, 0.38)


def write_cover(book: Book) -> None:
    """Write the cover. Empty fields are left out."""
    _write_head(book, book.report.cover)
    _write_title(book, book.report)
    for text, style in _foot(book.report.cover):
        _write(book, text, style)


def _write_head(book: Book, cover: Cover) -> None:
    width = measure(landscape=False)
    table = add_table(book.body, [Length(int(width * share)) for share in _HEAD_SHARES], padding=0)
    left, right = table.rows[0].cells
    _fill(
        left,
        [
            (cover.council, "Cover Council"),
            *((committee, "Cover Block") for committee in cover.committees),
        ],
    )
    _fill(right, [(text, "Cover Symbol") for text in _symbol(cover)])


def _symbol(cover: Cover) -> list[str]:
    original = Language(cover.original_language).label if cover.original_language else ""
    return [
        cover.series,
        cover.symbol,
        long_date(cover.date) if cover.date else "",
        _("Original: %(language)s") % {"language": original} if original else "",
    ]


def _fill(cell: _Cell, lines: list[tuple[str, str]]) -> None:
    for text, style in lines:
        if text:
            add_run(cell.add_paragraph(style=style), text)
    settle(cell)


def _write_title(book: Book, report: Report) -> None:
    _write(book, str(report.year), "Cover Year")
    _write(book, report.title, "Title")
    book.body.add_paragraph(style="Cover Rule")
    if report.is_demonstration:
        _write(book, _("Demonstration"), "Cover Draft")
    if report.is_draft:
        _write(book, _("Draft"), "Cover Draft")


def _foot(cover: Cover) -> list[tuple[str, str]]:
    by = _("Presented by the %(unit)s") % {"unit": cover.presented_by}
    under = _("Under resolution %(symbol)s") % {"symbol": cover.under}
    return [
        (by if cover.presented_by else "", "Cover Line"),
        (cover.presented_to, "Cover Line"),
        (under if cover.under else "", "Cover Line"),
        (to_plain(cover.note), "Cover Note"),
    ]


def _write(book: Book, text: str, style: str) -> None:
    if text:
        add_run(book.body.add_paragraph(style=style), text)


def long_date(date: datetime.date) -> str:
    """The date in the format of the language with the full month, which Django abbreviates."""
    return format_date(date, get_format("DATE_FORMAT").replace("N", "F"))
