"""What became of each activity of the register: a line for each mark."""

from django.utils.translation import gettext as _
from docx.shared import Length
from docx.table import _Row

from reporting.document.word.book import Book, anchor_to, break_before
from reporting.document.word.oxml import add_run, line
from reporting.document.word.pages import measure
from reporting.document.word.palette import NAVY
from reporting.document.word.tables import add_table, dress, keep_in_one_piece, repeat_as_head
from reporting.enums import Mark

_SHARES = (0.32, 0.13, 0.55)
_HEAD = ("Overview Head", "Overview Head Figure", "Overview Head")
_LINE = ("Overview Head", "Overview Figure", "Overview Text")


def write_register(book: Book) -> None:
    """Write it on a new page; a report without chapters has none, nor one of frozen content that
    does not know of the register yet."""
    report = book.report
    if not report.codes_by_mark:
        return
    title = _("Activities reported and silent")
    break_before(book.heading(1, title, anchor_to("register")))
    width = measure(landscape=False)
    table = add_table(
        book.body,
        [Length(int(width * share)) for share in _SHARES],
        borders=[line("bottom", size=6, color=NAVY), line("insideH", size=4)],
        padding=3,
        described=title,
    )
    head = _("What the chapters of %(year)s say") % {"year": report.year}
    _fill(table.rows[0], _HEAD, head, _("Activities"), _("Which they are"))
    repeat_as_head(table.rows[0])
    for cell in table.rows[0].cells:
        dress(cell, borders=[line("bottom", size=8, color=NAVY)], align="bottom")
    for mark in Mark:
        if codes := report.codes_by_mark.get(mark):
            row = table.add_row()
            keep_in_one_piece(row)
            _fill(row, _LINE, str(mark.label), str(len(codes)), ", ".join(codes))
    row = table.add_row()
    _fill(row, _HEAD, _("All activities of the register"), str(len(report.register)), "")
    for cell in row.cells:
        dress(cell, borders=[line("top", size=8, color=NAVY)])
    add_run(book.body.add_paragraph(style="Overview Note"), _note(report.resolution))


def _note(symbol: str) -> str:
    return _(
        "Each activity of the register of %(symbol)s stands once, in the first line that fits. "
        "A chapter that names an activity and cites it in no entry is not silent on it."
    ) % {"symbol": symbol}


def _fill(row: _Row, styles: tuple[str, ...], *texts: str) -> None:
    for cell, style, text in zip(row.cells, styles, texts, strict=True):
        cell.paragraphs[0].style = style
        if text:
            add_run(cell.paragraphs[0], text)
