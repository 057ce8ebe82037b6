"""The tables at the head of the report: all of it in a few lines, with a head and a line of totals."""

from collections.abc import Sequence

from docx.shared import Length
from docx.table import Table, _Row

from reporting.document.word.book import Book, anchor_to, break_before
from reporting.document.word.oxml import add_run, line
from reporting.document.word.pages import measure
from reporting.document.word.palette import NAVY
from reporting.document.word.tables import add_table, dress, keep_in_one_piece, repeat_as_head

HEAD, HEAD_FIGURE = "Overview Head", "Overview Head Figure"
TEXT, FIGURE = "Overview Text", "Overview Figure"
NOTE = "Overview Note"


def start_summary(
    book: Book,
    shares: Sequence[float],
    styles: Sequence[str],
    headings: Sequence[str],
    *,
    title: str,
    anchor: str,
) -> Table:
    """On a new page the heading, which `anchor` leads to, and a table with its head.

    `shares` are the widths of its columns, of 1. Screen readers know the table by the `title` too.
    """
    break_before(book.heading(1, title, anchor_to(anchor)))
    width = measure(landscape=False)
    table = add_table(
        book.body,
        [Length(int(width * share)) for share in shares],
        borders=[line("bottom", size=6, color=NAVY), line("insideH", size=4)],
        padding=3,
        described=title,
    )
    row = table.rows[0]
    fill(row, styles, headings)
    repeat_as_head(row)
    for cell in row.cells:
        dress(cell, borders=[line("bottom", size=8, color=NAVY)], align="bottom")
    return table


def add_line(table: Table, styles: Sequence[str] = (), texts: Sequence[str] = ()) -> _Row:
    """A row that stays on one page, empty unless it is given texts."""
    row = table.add_row()
    keep_in_one_piece(row)
    if texts:
        fill(row, styles, texts)
    return row


def add_totals(table: Table, styles: Sequence[str], texts: Sequence[str]) -> None:
    """The last row, under a line."""
    for cell in add_line(table, styles, texts).cells:
        dress(cell, borders=[line("top", size=8, color=NAVY)])


def fill(row: _Row, styles: Sequence[str], texts: Sequence[str]) -> None:
    """A text in each cell, in the paragraph style of its column."""
    for cell, style, text in zip(row.cells, styles, texts, strict=True):
        cell.paragraphs[0].style = style
        if text:
            add_run(cell.paragraphs[0], text)
