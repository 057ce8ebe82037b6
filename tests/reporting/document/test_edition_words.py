"""The ordered, non-empty blocks of an issued edition's three files are those of its frozen content."""

import pytest

from reporting.document.formats import render
from reporting.document.freezing import from_json
from reporting.document.html import lay_out
from reporting.document.layout import Layout
from tests.reporting.editions import issued
from tests.reporting.words import content, html, pdf, word
from tests.reporting.words.passages import lost

pytestmark = pytest.mark.django_db


def test_each_file_prints_the_blocks_of_the_frozen_content(year_2011, secretariat, tmp_path):
    edition = issued(year_2011, by=secretariat, renderer=render)
    report = from_json(edition.content)
    files = {file.format: bytes(file.data) for file in edition.files.all()}
    cells = content.cells(report)
    assert sum(len(cell.passages) for cell in cells) > 350

    page = html.Page(files["html"].decode(), markers=True)
    in_html = {str(cell): page.cell(cell.chapter, cell.column) for cell in cells}
    assert in_html == {str(cell): cell.words for cell in cells}

    file = word.File(files["docx"], report)
    in_word = {str(c): lost(c.passages, file.cell(c.chapter, c.column)) for c in cells}
    assert not any(in_word.values()), in_word

    path = tmp_path / "edition.pdf"
    path.write_bytes(files["pdf"])
    book = pdf.Book(pdf.read_pages(path), report, lay_out(report, Layout.READING))
    in_pdf = {
        str(c): lost(pdf.comparable_passages(c.passages), book.cell(c.chapter, c.column))
        for c in cells
    }
    assert not any(in_pdf.values()), in_pdf


def test_a_block_that_a_file_lost_would_be_found(report_2011):
    cell = next(cell for cell in content.cells(report_2011) if len(cell.passages) > 2)
    words = [w for passage in (*cell.passages[:1], *cell.passages[2:]) for w in passage.words]
    assert lost(cell.passages, words) == [cell.passages[1]]
