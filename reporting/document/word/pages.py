"""Pages: their size, margins, headers and footers."""

import string
from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _
from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.section import Section, _Header
from docx.shared import Inches, Length
from docx.text.paragraph import Paragraph

from reporting.document.word.book import Book
from reporting.document.word.oxml import add_field, add_run, line
from reporting.document.word.stylesheet import PORTRAIT_MEASURE
from reporting.document.word.tables import add_table

_LONG_SIDE, _SHORT_SIDE = 11.0, 8.5
_SIDE_MARGINS = {False: (_SHORT_SIDE - PORTRAIT_MEASURE) / 2, True: 0.75}
_HEAD_SHARES = (0.34, 0.66)


def first_pages(book: Book, *, running: str) -> None:
    """Set up the first section of the document: portrait, and no header on the cover."""
    section = book.document.sections[0]
    _set_page(section, landscape=False)
    section.different_first_page_header_footer = True
    _write_head(book, section, "STYLEREF 1", running)
    _write_foot(section)


def only_pages(book: Book, *, landscape: bool, running: str) -> None:
    """Set up the one section of a document without a cover: with a header on each page."""
    section = book.document.sections[0]
    _set_page(section, landscape=landscape)
    _write_head(book, section, "STYLEREF 1", running)
    _write_foot(section)


def next_pages(book: Book, *, landscape: bool, level: int, running: str) -> None:
    """Begin a new page in a new section.

    Its running head is the heading of `level` on the page, by a STYLEREF field with a number, which
    works in every language of Word. Programs that do not support the field show `running`.
    """
    section = book.document.add_section(WD_SECTION.NEW_PAGE)
    last = Paragraph(book.document.element.body[-2], book.body)
    last.style = book.document.styles["Section End"]
    _set_page(section, landscape=landscape)
    section.different_first_page_header_footer = False
    book.begins_page = True
    _write_head(book, section, f"STYLEREF {level}", running)


def measure(*, landscape: bool) -> Length:
    """The width of the text area."""
    return Inches((_LONG_SIDE if landscape else _SHORT_SIDE) - 2 * _SIDE_MARGINS[landscape])


def write_pieces(
    paragraph: Paragraph, template: str, pieces: Mapping[str, Callable[[], object]]
) -> None:
    """Write a translated sentence; the function in `pieces` writes each `{name}`."""
    for text, name, _spec, _conversion in string.Formatter().parse(template):
        if text:
            add_run(paragraph, text)
        if name is not None:
            pieces[name]()


def _set_page(section: Section, *, landscape: bool) -> None:
    width, height = (_LONG_SIDE, _SHORT_SIDE) if landscape else (_SHORT_SIDE, _LONG_SIDE)
    section.orientation = WD_ORIENTATION.LANDSCAPE if landscape else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = Inches(width), Inches(height)
    section.left_margin = section.right_margin = Inches(_SIDE_MARGINS[landscape])
    section.top_margin = Inches(0.95 if landscape else 1.05)
    section.bottom_margin = Inches(0.8 if landscape else 0.85)
    section.header_distance = section.footer_distance = Inches(0.45)


def _write_head(book: Book, section: Section, field: str, running: str) -> None:
    header = section.header
    header.is_linked_to_previous = False
    landscape = section.orientation == WD_ORIENTATION.LANDSCAPE
    left, right = _head_cells(header, measure(landscape=landscape))
    add_run(left, book.report.cover.symbol)
    if book.mark:
        add_run(left, " · " if book.report.cover.symbol else "")
        add_run(left, book.mark, "Draft")
    add_field(right, field, running)


def _head_cells(header: _Header, width: Length) -> tuple[Paragraph, Paragraph]:
    table = add_table(
        header,
        [Length(int(width * share)) for share in _HEAD_SHARES],
        borders=[line("bottom", size=4)],
        padding=0,
    )
    header._element.remove(header.paragraphs[0]._p)
    header.add_paragraph(style="Section End")
    left, right = (cell.paragraphs[0] for cell in table.rows[0].cells)
    left.style, right.style = "Header", "Header Chapter"
    return left, right


def _write_foot(section: Section) -> None:
    footer = section.footer
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    pieces = {
        "page": lambda: add_field(paragraph, "PAGE", "1"),
        "pages": lambda: add_field(paragraph, "NUMPAGES", "1"),
    }
    write_pieces(paragraph, _("page {page} of {pages}"), pieces)
