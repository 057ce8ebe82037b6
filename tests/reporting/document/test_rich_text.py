"""The formats of the report agree with the plain text of whatever document a text holds."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings as settings_of_the_portal
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from lxml import html
from pypdf import PdfReader
from weasyprint import HTML

from program.rich_text import from_html, to_html, to_plain
from program.rich_text.html_output import serialize
from program.rich_text.plain import plain_text
from reporting.document.fetcher import FONTS, TypefaceFetcher
from reporting.document.word.book import Book
from reporting.document.word.lists import BODY, Numbering
from reporting.document.word.texts import write_text
from tests.program.rich_text.documents import documents
from tests.program.rich_text.shown import lines_of, set_apart
from tests.program.rich_text.test_agreement import documented
from tests.reporting.words.numbering import Markers

_SHIFTED = {"superscript": "super", "subscript": "sub"}


@pytest.fixture(scope="module")
def book(report_2011) -> Book:
    return Book(report_2011)


@documented
@given(document=documents)
def test_word_has_the_lines_of_the_plain_text(book, document):
    # Word does not tell the mark of a footnote from other raised characters.
    expected = lines_of(plain_text(without_notes(document)))
    assert written_lines(book, serialize(document)) == expected


# A page on which no line is divided, and no signs of bulleted lists, which plain text has not.
_WIDE = "@page { size: 5000mm 20000mm; margin: 10mm } * { max-width: none !important } ul { list-style: none !important }"


@settings(max_examples=int(os.environ.get("DOCUMENTS", "50")) // 2, deadline=None)
@given(document=documents)
def test_the_pdf_has_the_words_numbers_and_markers_of_the_html(document):
    shown = to_html(serialize(document))
    assert printed(shown) == "".join(html.fromstring(f"<div>{shown}</div>").text_content().split())


def test_a_lost_marker_would_be_found():
    shown = to_html(from_html('<ol start="3"><li>b<li>c</ol>'))
    assert printed(shown) == "3.b4.c"
    assert printed(shown.replace("4.", "")) != "3.b4.c"


def printed(shown: str) -> str:
    """The characters of a text on a page of the report, without white space."""
    css = (Path(settings_of_the_portal.BASE_DIR) / "static/document/report.css").read_text()
    page = (
        f'<html lang="en"><style>{css}{_WIDE}</style><main><div class="text">{shown}</div></main>'
    )
    document = HTML(string=page, base_url=f"{FONTS.as_uri()}/", url_fetcher=TypefaceFetcher())
    reader = PdfReader(BytesIO(document.write_pdf()))
    return "".join("".join(one.extract_text() for one in reader.pages).split())


def test_a_lost_line_would_be_found(book):
    text = from_html("<p>a</p><ol><li>b<li>c</ol>")
    assert written_lines(book, text) == lines_of(to_plain(text))
    assert written_lines(book, text) != lines_of(to_plain(from_html("<p>a</p><ol><li>b</ol>")))


def written_lines(book: Book, text: str) -> list[str]:
    """The lines of a text as it is written into an empty Word document."""
    body = book.document.element.body
    for element in list(body)[:-1]:  # the last says what the page is like
        body.remove(element)
    book.numbering = Numbering(book.document)
    write_text(book, book.body, text, BODY)
    return lines_of(word_text(book.document))


def word_text(document: WordDocument) -> str:
    markers = Markers(document)
    lines = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            rows = ([_text(cell.paragraphs[0]) for cell in row.cells] for row in block.rows)
            lines += [" | ".join(cells).replace("\n", " ") for cells in rows]
        else:
            lines.append(markers.before(block) + _text(block))
    return "\n".join(lines).replace("％", "%")


def _text(paragraph: Paragraph) -> str:
    return "".join(map(_run_text, paragraph._p.iter(qn("w:r"))))


def _run_text(run) -> str:
    shifted = run.xpath("w:rPr/w:vertAlign/@w:val")
    return set_apart(run.text, _SHIFTED[shifted[0]]) if shifted else run.text


def without_notes(part):
    """A document, or a part of one, in which marks of footnotes are other raised characters."""
    if isinstance(part, tuple):
        return tuple(map(without_notes, part))
    fields = (
        {
            name: without_notes(value)
            for name, value in vars(part).items()
            if isinstance(value, tuple)
        }
        if hasattr(part, "__dataclass_fields__")
        else {}
    )
    if getattr(part, "note", False):
        fields["note"] = False
    return replace(part, **fields) if fields else part
