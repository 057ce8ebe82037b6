"""The narrative parts of the report, and the highlights at the beginning of part III."""

from docx.text.paragraph import Paragraph

from reporting.document.content import ReportHighlight, ReportNarrative
from reporting.document.word.book import Book, anchor_to, break_before, numbered
from reporting.document.word.items import add_note, write_paragraph_links
from reporting.document.word.lists import BODY, ITEM
from reporting.document.word.oxml import add_run
from reporting.document.word.texts import write_text


def write_opening(book: Book) -> None:
    """Write parts I to III, up to the chapters, beginning on a new page."""
    for index, narrative in enumerate(book.report.opening):
        heading = write_part(book, narrative)
        if index == 0:
            break_before(heading)
    for highlight in book.report.highlights:
        _write_highlight(book, highlight)
    if book.report.after_highlights:
        write_text(book, book.body, book.report.after_highlights.text, BODY)


def write_part(book: Book, narrative: ReportNarrative) -> Paragraph:
    """Write a narrative part; returns its heading."""
    heading = book.heading(
        1, numbered(narrative.number, narrative.heading), anchor_to("part", narrative.kind)
    )
    write_text(book, book.body, narrative.text, BODY)
    return heading


def _write_highlight(book: Book, highlight: ReportHighlight) -> None:
    paragraph = book.body.add_paragraph(style="Item")
    add_run(paragraph, f"{highlight.number}.", "Activity Number")
    add_run(paragraph, "\t")
    last = write_text(book, book.body, highlight.text, ITEM, after=paragraph)
    if highlight.supported_by:
        note = add_note(book.body, "Item Note", below=last)
        write_paragraph_links(note, highlight.supported_by)
