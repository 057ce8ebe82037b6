"""The place for a signature at the end of a chapter."""

from docx.shared import Length, Pt

from reporting.document.chapter import ChapterDocument
from reporting.document.word.book import Book
from reporting.document.word.oxml import add_run, line
from reporting.document.word.pages import measure
from reporting.document.word.tables import add_table, dress, keep_in_one_piece

_SHARES = (0.2, 0.45)  # of the width of the text
_HEIGHT = Pt(34)  # of a line to write on
_LEVEL = 4


def write_signature(book: Book, document: ChapterDocument, *, landscape: bool) -> None:
    """Write a line for each thing that the signatory fills in, together on one page."""
    *_before, last = document.signature_lines
    book.heading(_LEVEL, last)
    introduction = book.body.add_paragraph(style="Body Text")
    introduction.paragraph_format.keep_with_next = True
    add_run(introduction, document.signed_for)
    width = measure(landscape=landscape)
    table = add_table(book.body, [Length(int(width * share)) for share in _SHARES], described=last)
    for index, label in enumerate(document.signature_lines):
        row = table.rows[0] if index == 0 else table.add_row()
        row.height = _HEIGHT
        keep_in_one_piece(row)
        head, space = row.cells
        dress(head, align="bottom")
        dress(space, borders=[line("bottom", size=6)], align="bottom")
        add_run(head.paragraphs[0], label)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = label != last
