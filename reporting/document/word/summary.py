"""The summary tables at the beginning of the report, with a header and a row of totals."""

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
    introduction: str = "",
) -> Table:
    """Write a heading with the bookmark `anchor` on a new page, and a table with its header row.

    The introduction stands between the two.

    `shares` are the widths of the columns as fractions of 1. `title` also describes the table for
    screen readers.
    """
    break_before(book.heading(1, title, anchor_to(anchor)))
    if introduction:
        add_run(book.body.add_paragraph(style=NOTE), introduction)
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
    """Add a row that is not split across pages; without `texts` it is empty."""
    row = table.add_row()
    keep_in_one_piece(row)
    if texts:
        fill(row, styles, texts)
    return row


def add_totals(table: Table, styles: Sequence[str], texts: Sequence[str]) -> None:
    """Add the last row, below a line."""
    for cell in add_line(table, styles, texts).cells:
        dress(cell, borders=[line("top", size=8, color=NAVY)])


def fill(row: _Row, styles: Sequence[str], texts: Sequence[str]) -> None:
    """Write a text into each cell, in the paragraph style of its column."""
    for cell, style, text in zip(row.cells, styles, texts, strict=True):
        cell.paragraphs[0].style = style
        if text:
            add_run(cell.paragraphs[0], text)
