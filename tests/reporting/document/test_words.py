"""Every word of every cell of the printed report stands in what we render, in its cell and order.

The expected words come from the source text, never from the files that the database is loaded from.
"""

import re
from collections.abc import Callable

import pytest

from reporting.document.content import Report
from reporting.document.docx import render_docx
from reporting.document.html import lay_out, render_html
from reporting.document.layout import Layout
from reporting.document.pdf import render_pdf
from tests.reporting.document.changes import with_items
from tests.reporting.words import html, pdf, source, word
from tests.reporting.words.passages import Passage, lost, words_of

pytestmark = pytest.mark.django_db
LAYOUTS = list(Layout)
LEAST_IN_PDF = 0.995
CELLS = source.cells()
RIAL = [cell for cell in CELLS if cell.chapter == "rial"]


def lost_in_html(report: Report, layout: str, cells=CELLS) -> dict[str, list[str]]:
    """The cells whose words are not exactly those of the source, and what stands there."""
    page = html.Page(render_html(report, layout=layout))
    printed = {cell: page.cell(cell.chapter, cell.column) for cell in cells}
    return {str(cell): words for cell, words in printed.items() if words != cell.words}


def lost_in_word(report: Report, layout: str, cells=CELLS) -> dict[str, list[Passage]]:
    file = word.File(render_docx(report, layout=layout), report)
    found = {str(c): lost(c.passages, file.cell(c.chapter, c.column)) for c in cells}
    return {cell: passages for cell, passages in found.items() if passages}


def lost_in_pdf(book: pdf.Book, cells=CELLS) -> dict[str, list[Passage]]:
    found = {
        str(c): lost(pdf.comparable_passages(c.passages), book.cell(c.chapter, c.column))
        for c in cells
    }
    return {cell: passages for cell, passages in found.items() if passages}


@pytest.fixture(scope="session")
def book(report_2011, printed) -> Callable[[str], pdf.Book]:
    """Gives the words of the PDF in the layout asked for."""
    return lambda layout: pdf.Book(
        pdf.read_pages(printed(layout)), report_2011, lay_out(report_2011, layout)
    )


@pytest.mark.parametrize("layout", LAYOUTS)
def test_html_has_the_words_of_each_cell_and_no_others(report_2011, layout):
    assert lost_in_html(report_2011, layout) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_word_has_the_words_of_each_cell(report_2011, layout):
    assert lost_in_word(report_2011, layout) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_loses_no_paragraph_of_any_cell(book, layout):
    assert lost_in_pdf(book(layout)) == {}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_has_nearly_all_words_of_the_report(book, layout):
    missing = [words_of(passages) for passages in lost_in_pdf(book(layout)).values()]
    expected = sum(len(cell.words) for cell in CELLS)
    assert 1 - sum(map(len, missing)) / expected >= LEAST_IN_PDF


@pytest.mark.parametrize("layout", LAYOUTS)
def test_html_has_the_words_of_the_reports_own_parts(report_2011, layout):
    page = html.Page(render_html(report_2011, layout=layout))
    printed = {kind: page.narrative(kind) for kind in source.narratives()}
    assert printed == {kind: words_of(part) for kind, part in source.narratives().items()}


def test_html_has_the_words_of_the_highlights(report_2011):
    page = html.Page(render_html(report_2011, layout=Layout.READING))
    assert page.highlights() == [words_of(passages) for passages in source.highlights()]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_word_has_the_words_of_the_reports_own_parts(report_2011, layout):
    file = word.File(render_docx(report_2011, layout=layout), report_2011)
    headings = {n.kind: f"{n.number}. {n.heading}" for n in report_2011.narratives() if n.number}
    found = {k: lost(own, file.part(headings[k])) for k, own in printed_parts().items()}
    assert not any(found.values()), found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_pdf_has_the_words_of_the_reports_own_parts(book, layout):
    of = book(layout)
    parts = {k: pdf.comparable_passages(own) for k, own in printed_parts().items()}
    found = {kind: lost(passages, of.part(kind)) for kind, passages in parts.items()}
    assert not any(found.values()), found


def printed_parts() -> dict[str, list[Passage]]:
    """The report's own parts by kind: part III holds the highlights and the words after them."""
    parts = {kind: list(passages) for kind, passages in source.narratives().items()}
    for highlight in source.highlights():
        parts["introduction"] += highlight
    parts["introduction"] += parts.pop("after_highlights")
    return parts


@pytest.mark.parametrize("column", ["activities", "executed", "next_year"])
def test_the_numbers_that_the_source_cites_published_copy_their_cell(report_2011, column):
    page = html.Page(render_html(report_2011, layout=Layout.MATRIX))
    cells = [c for c in CELLS if c.column == column]
    if column != "activities":
        cells = [c for c in cells if c.chapter in ("iom", "ilo")]
    expected = {c.chapter: c.numbers for c in cells}
    printed = {c.chapter: [n.rstrip(".") for n in page.numbers(c.chapter, c.column)] for c in cells}
    assert printed == expected


def test_the_numbers_of_lists_are_those_of_the_source(report_2011):
    page = html.Page(render_html(report_2011, layout=Layout.MATRIX))
    [cell] = [cell for cell in CELLS if str(cell) == "iachr-executed"]
    printed = [mark for mark in cell.marks if re.fullmatch(r"\d+\.", mark)]
    assert printed
    assert page.markers(cell.chapter, cell.column) == printed


CHANGES = {
    "a lost item": lambda items: items[:-1],
    "two items in another order": lambda items: (items[1], items[0], *items[2:]),
}


@pytest.fixture(params=CHANGES.values(), ids=CHANGES.keys())
def spoilt(request, rial_report) -> Report:
    """The chapter of RIAL with a fault that each of these tests has to find."""
    return with_items(rial_report, "executed", request.param)


def test_a_fault_is_found_in_html(spoilt):
    assert list(lost_in_html(spoilt, Layout.MATRIX, RIAL)) == ["rial-executed"]


def test_a_fault_is_found_in_word(spoilt):
    assert list(lost_in_word(spoilt, Layout.MATRIX, RIAL)) == ["rial-executed"]


def test_a_fault_is_found_in_the_pdf(spoilt, tmp_path):
    path = tmp_path / "spoilt.pdf"
    path.write_bytes(render_pdf(spoilt, layout=Layout.MATRIX))
    spoilt_book = pdf.Book(pdf.read_pages(path), spoilt, lay_out(spoilt, Layout.MATRIX))
    assert list(lost_in_pdf(spoilt_book, RIAL)) == ["rial-executed"]
