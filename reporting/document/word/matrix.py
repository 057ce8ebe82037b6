"""A chapter as the official table, with five columns, or four without financing."""

from django.utils.text import capfirst
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table, _Cell

from program.rich_text import count_words
from reporting.document.content import Chapter, Column, Item, ListedActivity
from reporting.document.layout import column_shares
from reporting.document.word.book import Book
from reporting.document.word.items import (
    EMPTY,
    activity_number,
    add_note,
    begin_item,
    trace_of,
    with_changed_headings,
    write_trace,
)
from reporting.document.word.lists import CELL
from reporting.document.word.oxml import add_run, line
from reporting.document.word.pages import measure
from reporting.document.word.palette import NAVY, TINT
from reporting.document.word.tables import add_table, dress, repeat_as_head, settle
from reporting.document.word.texts import write_text
from reporting.enums import FinancingState


def write_matrix(book: Book, chapter: Chapter) -> None:
    """Write the table of a chapter. Its row may span pages, and each page repeats the header."""
    table = _start_table(book, chapter)
    cells = list(table.add_row().cells)
    _write_activities(book, cells[0], chapter)
    for cell, column in zip(cells[1:], chapter.columns, strict=False):
        _write_column(book, cell, column)
    if chapter.prints_financing:
        _write_financing(book, cells[-1], chapter)
    for cell in cells:
        settle(cell)


def _start_table(book: Book, chapter: Chapter) -> Table:
    width = measure(landscape=True)
    widths = [Length(int(width * share / 100)) for share in column_shares(_word_counts(chapter))]
    table = add_table(book.body, widths, borders=_borders(), described=chapter.heading)
    repeat_as_head(table.rows[0])
    for cell, heading in zip(table.rows[0].cells, _headings(chapter), strict=True):
        cell.paragraphs[0].style = "Cell Head"
        add_run(cell.paragraphs[0], heading)
        dress(cell, borders=[line("bottom", size=6, color=NAVY)], fill=TINT, align="bottom")
    return table


def _borders() -> list[BaseOxmlElement]:
    return [
        line("top", size=12, color=NAVY),
        line("bottom", size=6, color=NAVY),
        line("insideH", size=4),
        line("insideV", size=4),
    ]


def _word_counts(chapter: Chapter) -> list[int]:
    counts = [chapter.activities_words, *(column.words for column in chapter.columns)]
    if chapter.prints_financing:
        counts.append(sum(count_words(source.text) for source in chapter.financing))
    return counts


def _headings(chapter: Chapter) -> list[str]:
    headings = [chapter.activities_heading, *(column.heading for column in chapter.columns)]
    return [*headings, chapter.financing_heading] if chapter.prints_financing else headings


def _write_activities(book: Book, cell: _Cell, chapter: Chapter) -> None:
    write_text(book, cell, chapter.preamble, CELL)
    for activity in chapter.activities:
        _write_activity(book, cell, activity)
    if not chapter.preamble and not chapter.activities:
        _write_empty(cell)


def _write_activity(book: Book, cell: _Cell, activity: ListedActivity) -> None:
    paragraph = cell.add_paragraph(style="Cell Item")
    if activity.number is not None:
        add_run(paragraph, activity_number(activity.number), "Activity Number")
        add_run(paragraph, "\u2002")
    write_text(book, cell, activity.text, CELL, after=paragraph)


def _write_column(book: Book, cell: _Cell, column: Column) -> None:
    write_text(book, cell, column.lead, CELL)
    for heading, subheading, item in with_changed_headings(column.items):
        for text, style in ((heading, "Cell Heading"), (subheading, "Cell Subheading")):
            if text:
                add_run(cell.add_paragraph(style=style), text)
        _write_item(book, cell, item, column.kind)
    if not column.lead and not column.items:
        _write_empty(cell)


def _write_item(book: Book, cell: _Cell, item: Item, kind: str) -> None:
    paragraph = cell.add_paragraph(style="Cell Label" if item.label else "Cell Item")
    begin_item(book, paragraph, item, number_style="Cell Number", between="\u2002")
    last = write_text(book, cell, item.text, CELL, after=None if item.label else paragraph)
    if trace := trace_of(item, kind):
        write_trace(add_note(cell, "Cell Note", below=last), trace)


def _write_financing(book: Book, cell: _Cell, chapter: Chapter) -> None:
    for source in chapter.financing:
        write_text(book, cell, source.text, CELL)
    if not chapter.financing:
        paragraph = cell.add_paragraph(style="Cell Text")
        add_run(paragraph, capfirst(str(FinancingState(chapter.financing_state).label)))


def _write_empty(cell: _Cell) -> None:
    add_run(cell.add_paragraph(style="Cell Text"), EMPTY)
