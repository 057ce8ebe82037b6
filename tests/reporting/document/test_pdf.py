"""The PDF as a file: its outline, pages, typefaces and tags. Its words are in test_words.py."""

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

from reporting.document.content import Group, Report
from reporting.document.html import ChapterLayout, lay_out
from reporting.document.layout import Layout
from reporting.document.pdf import render_pdf
from tests.reporting.document.changes import with_text
from tests.reporting.words import pdf, source, tags
from tests.reporting.words.headings import column_headings
from tests.reporting.words.passages import lost

pytestmark = pytest.mark.django_db

SIDES = {"portrait": (73.7, 90.7), "landscape": (42.5, 42.5)}  # margins in points, as in pages.css
SMALL = 10  # points from the top to the bottom of a paragraph number's line
NEAR = 9  # points between the middles of a number and of the line beside it
LEADER = re.compile(r" ?(?:\. ?){3,}")


@dataclass(frozen=True)
class Printed:
    """A rendered PDF, and what it was rendered from."""

    path: Path
    layouts: dict[str, ChapterLayout]

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def pages(self) -> list[pdf.Page]:
        return pdf.read_pages(self.path)

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, title and page of each bookmark."""
        return list(self._bookmarks(self.reader.outline, 0))

    @property
    def matrix_pages(self) -> dict[str, list[pdf.Page]]:
        """The pages of each chapter that is set as a table."""
        matrices = {laid.chapter for laid in self.layouts.values() if laid.as_matrix}
        return {c.implementer: list(self._pages_of(c.number, c.heading)) for c in matrices}

    def _bookmarks(self, bookmarks: list, depth: int) -> Iterator[tuple[int, str, int]]:
        for bookmark in bookmarks:
            if isinstance(bookmark, list):
                yield from self._bookmarks(bookmark, depth + 1)
            else:
                page = self.reader.get_destination_page_number(bookmark) + 1
                yield depth, bookmark.title, page

    def _pages_of(self, number: str, heading: str) -> Iterator[pdf.Page]:
        """From the chapter's own page to the last that still carries its running head."""
        first = next(page for _d, title, page in self.outline if title == f"{number}. {heading}")
        yield self.pages[first - 1]
        for page in self.pages[first:]:
            if f" {number}. " not in f" {page.running} " or not page.is_landscape:
                return
            yield page


@pytest.fixture(scope="session")
def book(report_2011, printed) -> Callable[[str], Printed]:
    held = {layout: Printed(printed(layout), lay_out(report_2011, layout)) for layout in Layout}
    return held.__getitem__


@pytest.fixture(scope="session", params=list(Layout))
def each(request, book) -> Printed:
    return book(request.param)


FRONT = ("Contents", "Overview by implementer", "Coverage of activities")


def expected_outline(report: Report) -> Iterator[tuple[int, str]]:
    yield from ((0, title) for title in FRONT)
    yield from ((0, f"{part.number}. {part.heading}") for part in report.opening)
    for section in report.sections:
        yield 0, section.heading
        for group in section.groups:
            yield from outline_of_group(group)
    yield 0, f"{report.conclusion.number}. {report.conclusion.heading}"


def outline_of_group(group: Group) -> Iterator[tuple[int, str]]:
    if group.heading:
        yield 1, f"{group.number}. {group.heading}"
    depth = 2 if group.heading else 1
    yield from ((depth, f"{chapter.number}. {chapter.heading}") for chapter in group.chapters)


def test_bookmarks_name_parts_sections_groups_and_chapters(each, report_2011):
    assert [(depth, title) for depth, title, _page in each.outline] == list(
        expected_outline(report_2011)
    )


def test_headings_within_a_text_are_painted_with_it_and_are_no_bookmarks(rial_report, tmp_path):
    text = "<p>first</p><h4>second</h4><p>third</p><h5>fourth</h5><p>fifth</p>"
    path = tmp_path / "headings.pdf"
    path.write_bytes(render_pdf(with_text(rial_report, text), layout=Layout.MATRIX))
    printed = " ".join(word.text for page in pdf.read_pages(path) for word in page.body)
    assert "first second third fourth fifth" in printed
    titles = [bookmark.title for bookmark in flattened(PdfReader(path).outline)]
    assert "Contents" in titles
    assert not {"second", "fourth"} & set(titles)


def flattened(bookmarks: list) -> Iterator:
    for bookmark in bookmarks:
        yield from flattened(bookmark) if isinstance(bookmark, list) else [bookmark]


def test_a_bookmark_leads_to_the_page_of_its_heading(each):
    for _depth, title, page in each.outline:
        assert comparable(title) in text_of(each.pages[page - 1]), page


def test_the_contents_print_the_pages_of_the_bookmarks(each, report_2011):
    contents = LEADER.sub(" ... ", " ".join(word.text for word in each.pages[1].body))
    groups = [group for section in report_2011.sections for group in section.groups]
    unlisted = {"Contents", *(f"{group.number}. {group.heading}" for group in groups)}
    listed = [(title, page) for _depth, title, page in each.outline if title not in unlisted]
    assert [line for line in listed if f"{line[0]} ... {line[1]}" not in contents] == []
    assert contents.count(" ... ") == len(listed)


def test_metadata_name_title_author_and_language(each, report_2011):
    assert each.reader.metadata.title == f"{report_2011.title} (2011)"
    assert each.reader.metadata.author == "Migration and Development Program"
    assert each.reader.trailer["/Root"]["/Lang"] == "en"


def test_each_page_but_the_cover_is_numbered(each):
    total = len(each.pages)
    assert each.pages[0].running == ""
    for page in each.pages[1:]:
        assert f"page {page.number} of {total}" in page.running


def test_each_page_but_the_cover_runs_the_symbol(each, report_2011):
    assert all(report_2011.cover.symbol in page.running for page in each.pages[1:])


def test_the_number_of_pages_is_reasonable(book):
    assert 30 <= len(book(Layout.READING).pages) <= 60
    assert 25 <= len(book(Layout.MATRIX).pages) <= 60


def test_only_tables_of_chapters_stand_on_landscape_pages(each):
    landscape = {page.number for page in each.pages if page.is_landscape}
    tables = {page.number for pages in each.matrix_pages.values() for page in pages}
    assert landscape == tables


def test_each_page_of_a_table_repeats_its_head(each):
    pages = each.matrix_pages
    assert any(len(own) > 1 for own in pages.values())
    for chapter, own in pages.items():
        for heading in column_headings(each.layouts[chapter].chapter).values():
            assert all(comparable(heading) in text_of(page) for page in own), (chapter, heading)


def test_no_word_leaves_its_page(each):
    for page in each.pages[1:]:
        left, right = SIDES["landscape" if page.is_landscape else "portrait"]
        for word in page.body:
            assert left - 1 <= word.left < word.right <= page.width - right + 1, word
            assert 0 <= word.top < word.bottom <= page.height, word


def test_no_word_leaves_its_column(each):
    for chapter, pages in each.matrix_pages.items():
        edges = pdf.column_edges(each.layouts[chapter])
        words = [word for page in pages for word in column_words(page, chapter, each)]
        over = [w for w in words if w.right > next(e for e in edges if e > w.left)]
        assert over == []


def column_words(page: pdf.Page, chapter: str, of: Printed) -> Iterator[pdf.Word]:
    """The words of a chapter's table on a page: those under its head, down to the next chapter."""
    held = of.layouts[chapter].chapter
    first = column_headings(held)["activities"].split()[0]
    starting = {title.split()[0] for _depth, title, at in of.outline if at == page.number}
    own = {f"{held.number}."} & starting
    over = min((word.top for word in page.body if word.text in own), default=0)
    head = min(word.top for word in page.body if word.text == first and word.top > over)
    others = (w.top for w in page.body if w.text in starting - own and w.top > head)
    end = min(others, default=page.height)
    return (word for word in page.body if head <= word.top < end)


def test_no_heading_stands_alone_at_a_pages_foot(each, report_2011):
    above_columns = {
        heading for chapter in report_2011.chapters for heading in column_headings(chapter).values()
    }
    of_items = set(headings_within(report_2011))
    for page in each.pages:
        for column in columns_of(page, each):
            headings = of_items if page.is_landscape else of_items | above_columns
            assert [h for h in headings if f" {column}".endswith(f" {h}")] == [], page.number


def headings_within(report: Report) -> Iterator[str]:
    """All headings but those of columns, which a table repeats over cells that have ended."""
    yield from (title for _depth, title in expected_outline(report))
    for chapter in report.chapters:
        for item in chapter.items:
            yield from filter(None, (item.heading, item.subheading, item.label))


def columns_of(page: pdf.Page, of: Printed) -> Iterator[str]:
    """The text of each column of a page from top to bottom; a page of text is one column."""
    chapter = next((name for name, own in of.matrix_pages.items() if page in own), None)
    edges = pdf.column_edges(of.layouts[chapter]) if chapter else (0, page.width)
    for left, right in pairwise(edges):
        own = [word for word in page.body if left <= word.left < right]
        own.sort(key=lambda word: (round(word.bottom), word.left))
        yield " ".join(word.text for word in own)


def test_every_typeface_is_embedded_and_is_ours(each):
    lines = run("pdffonts", each.path).splitlines()[2:]
    assert lines
    for line in lines:
        assert re.match(r"[A-Z]{6}\+Source-(Serif-4|Sans-3)\b", line), line
        assert re.search(r" yes yes yes +\d+ +\d+$", line), line


def test_the_pdf_is_marked_as_tagged(each):
    root = each.reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert root["/Lang"] == "en"


def test_the_tags_of_running_text_are_in_the_order_of_the_report(book):
    of = book(Layout.READING)
    as_text = [slug for slug, laid in of.layouts.items() if not laid.as_matrix]
    cells = [cell for cell in source.cells() if cell.chapter in as_text]
    words = tags.read_tagged(of.path)
    passages = [
        replace(passage, words=tuple(tags.apart(passage.words)))
        for cell in cells
        for passage in pdf.comparable_passages(cell.passages)
    ]
    assert len(as_text) >= 3
    assert lost(passages, words) == []


def test_no_paragraph_number_stands_apart_from_its_text(each):
    """At the foot of a page, a line follows beside each number."""
    stranded = []
    for page in each.pages:
        body = page.body
        for word in body:
            is_number = word.text.isdecimal() and word.bottom - word.top < SMALL
            at_foot = is_number and word.top > page.height * 0.7
            if at_foot and not any(is_beside(other, word) for other in body):
                stranded.append((page.number, word.text))
    assert stranded == []


def is_beside(other: pdf.Word, number: pdf.Word) -> bool:
    middle = (number.top + number.bottom) / 2
    return other.left > number.left and abs((other.top + other.bottom) / 2 - middle) < NEAR


def test_the_same_report_gives_the_same_bytes(report_2011, printed):
    again = render_pdf(report_2011, layout=Layout.READING)
    assert again == printed(Layout.READING).read_bytes()


def text_of(page: pdf.Page) -> str:
    return " ".join(pdf.join(page.body))


def comparable(heading: str) -> str:
    return " ".join(pdf.comparable(heading.split()))


def run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
