"""The Word file is read as Word reads it: XML by chapter, column and paragraph."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache

import pytest
from django.conf import settings
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from program.rich_text import (
    RichTextError,
    from_html,
    from_markdown,
    from_old_markdown,
    from_plain,
    to_html,
    to_plain,
)
from reporting.document.content import Chapter, Item, Report, ReportNarrative
from reporting.document.docx import render_docx
from reporting.document.layout import Layout, set_as_matrix
from reporting.enums import CoverageStatus
from tests.reporting.document.changes import with_nothing_to_report
from tests.reporting.words.numbering import Markers

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COLUMNS = ("activities", "planned", "executed", "next_year", "financing")


@cache
def rendered(report: Report, layout: str) -> bytes:
    return render_docx(report, layout=layout)


class Word:
    """A Word file, opened."""

    def __init__(self, file: bytes) -> None:
        self.document = Document(io.BytesIO(file))
        self.zip = zipfile.ZipFile(io.BytesIO(file))
        self.body = self.document.element.body
        self.markers = Markers(self.document)

    def blocks(self) -> Iterator[Paragraph | Table]:
        for block in self.body.iter(f"{W}p", f"{W}tbl"):
            inside = block.iterancestors(f"{W}tbl")
            if block.tag == f"{W}tbl":
                yield Table(block, self.document)
            elif next(inside, None) is None:
                yield Paragraph(block, self.document)

    def headings(self, *levels: int) -> list[str]:
        return [
            block.text
            for block in self.blocks()
            if isinstance(block, Paragraph) and outline_level(block) in levels
        ]

    def after_heading(self, heading: str, level: int) -> list[Paragraph | Table]:
        """What stands between a heading and the next of its level or a higher one."""
        found: list[Paragraph | Table] = []
        inside = False
        for block in self.blocks():
            above = isinstance(block, Paragraph) and 0 < outline_level(block) <= level
            if inside and above:
                return found
            if inside:
                found.append(block)
            inside = inside or (above and block.text == heading)
        assert inside, heading
        return found

    def cell(self, chapter: Chapter, column: str) -> list[str]:
        """The words of a chapter's column, wherever the layout puts it."""
        blocks = self.after_heading(f"{chapter.number}. {chapter.heading}", 3)
        if isinstance(blocks[0], Table):
            return self.words(*blocks[0].rows[1].cells[COLUMNS.index(column)].paragraphs)
        paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
        headings = [p for p in paragraphs if outline_level(p) == 4]
        start = paragraphs.index(headings[COLUMNS.index(column)])
        later = [paragraphs.index(h) for h in headings if paragraphs.index(h) > start]
        return self.words(*paragraphs[start + 1 : later[0] if later else None])

    def words(self, *paragraphs: Paragraph) -> list[str]:
        """The words with the numbers of lists."""
        return " ".join(map(self.markers.text, paragraphs)).split()

    def xml(self, name: str) -> str:
        return self.zip.read(f"word/{name}.xml").decode()


def outline_level(paragraph: Paragraph) -> int:
    """1 to 9 for a heading by its style, otherwise 0."""
    named = paragraph.style.element.find(f"{W}pPr/{W}outlineLvl") if paragraph.style else None
    return 0 if named is None else int(named.get(qn("w:val"))) + 1


def assert_in_order(texts: list[str], found: list[str]) -> None:
    """Each line of the texts stands in `found` unbroken, one after another."""
    position = 0
    for text in texts:
        for line in to_plain(text).splitlines():
            wanted = line.split()
            places = range(position, len(found) - len(wanted) + 1)
            place = next((n for n in places if found[n : n + len(wanted)] == wanted), None)
            assert place is not None, f"not found in order: {line}"
            position = place + len(wanted)


def texts_of(chapter: Chapter, column: str) -> list[str]:
    if column == "activities":
        return [chapter.preamble, *(activity.text for activity in chapter.activities)]
    if column == "financing":
        return [source.text for source in chapter.financing]
    made = chapter.column(column)
    return [made.lead, *(text for item in made.items for text in printed(item))]


def printed(item: Item) -> list[str]:
    numbers = [f"{tag.number}." for tag in item.activities if tag.number]
    return [str(item.paragraph), item.label, ", ".join(numbers), item.text]


def with_item_text(report: Report, text: str) -> Report:
    """The report with one chapter of one planned item, which says `text`."""
    section = report.sections[0]
    chapter = section.chapters[0]
    planned = chapter.columns[0]
    column = replace(planned, items=(replace(planned.items[0], text=text, label=""),), words=1)
    others = tuple(replace(other, lead="", items=(), words=0) for other in chapter.columns[1:])
    changed = replace(chapter, columns=(column, *others))
    group = replace(section.groups[0], chapters=(changed,))
    return replace(report, sections=(replace(section, groups=(group,)),))


@pytest.fixture(params=list(Layout))
def layout(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def word(report_2011: Report, layout: str) -> Word:
    return Word(rendered(report_2011, layout))


@pytest.fixture
def reading(report_2011: Report) -> Word:
    return Word(rendered(report_2011, Layout.READING))


@pytest.fixture
def matrix(report_2011: Report) -> Word:
    return Word(rendered(report_2011, Layout.MATRIX))


def test_each_word_of_each_cell_stands_in_order_in_its_chapter_and_column(report_2011, word):
    for chapter in report_2011.chapters:
        columns = COLUMNS if chapter.prints_financing else COLUMNS[:-1]
        for column in columns:
            assert_in_order(texts_of(chapter, column), word.cell(chapter, column))


def test_running_text_and_highlights_published_copy_order(report_2011, word):
    found = word.words(*(block for block in word.blocks() if isinstance(block, Paragraph)))
    highlights = [highlight.text for highlight in report_2011.highlights]
    opening = [narrative.text for narrative in report_2011.opening]
    last = [
        narrative.text
        for narrative in (report_2011.after_highlights, report_2011.conclusion)
        if isinstance(narrative, ReportNarrative)
    ]
    assert_in_order([*opening, *highlights, *last], found)


def test_no_text_is_hidden(word):
    assert "w:vanish" not in word.xml("document") + word.xml("styles")


def test_parts_sections_and_chapters_are_real_headings(report_2011, word):
    assert word.headings(1) == [
        "Overview by implementer",
        "Coverage of activities",
        *(f"{part.number}. {part.heading}" for part in report_2011.opening),
        f"{report_2011.conclusion.number}. {report_2011.conclusion.heading}",
    ]
    assert word.headings(2) == [f"{s.number}. {s.heading}" for s in report_2011.sections]
    chapters = [f"{chapter.number}. {chapter.heading}" for chapter in report_2011.chapters]
    named = [
        block.text
        for block in word.blocks()
        if isinstance(block, Paragraph) and block.style.name == "Heading 3"
    ]
    assert named == chapters


def test_no_heading_stands_alone_at_the_foot_of_a_page(word):
    for block in word.blocks():
        if isinstance(block, Paragraph) and outline_level(block):
            style = block.style
            while style.paragraph_format.keep_with_next is None:
                style = style.base_style
            assert style.paragraph_format.keep_with_next, block.text


def test_contents_hold_an_entry_for_each_heading_to_the_third_level(word):
    contents = next(word.body.iter(f"{W}sdt"))
    links = list(contents.iter(f"{W}hyperlink"))
    assert [Paragraph(link, word.document).text.rstrip() for link in links] == (
        word.headings(1, 2, 3)
    )
    fields = "".join(node.text for node in contents.iter(f"{W}instrText"))
    assert 'TOC \\o "1-3" \\h \\z \\u' in fields
    assert fields.count("PAGEREF") == len(links)
    assert '<w:updateFields w:val="true"/>' in word.xml("settings")


def test_each_link_inside_leads_to_a_bookmark(word):
    marks = [mark.get(qn("w:name")) for mark in word.body.iter(f"{W}bookmarkStart")]
    aims = {link.get(qn("w:anchor")) for link in word.body.iter(f"{W}hyperlink")} - {None}
    assert len(marks) == len(set(marks))
    assert aims <= set(marks)


def test_matrix_has_five_columns_or_four_without_financing(report_2011, matrix):
    for chapter in report_2011.chapters:
        table = matrix.after_heading(f"{chapter.number}. {chapter.heading}", 3)[0]
        assert isinstance(table, Table)
        assert len(table.columns) == (5 if chapter.prints_financing else 4)
        assert [cell.text for cell in table.rows[0].cells][1] == chapter.columns[0].heading


def test_table_heads_are_repeated_and_rows_may_break(report_2011, matrix):
    for chapter in report_2011.chapters:
        table = matrix.after_heading(f"{chapter.number}. {chapter.heading}", 3)[0]
        head, row = (row._tr for row in table.rows)
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert row.find(f"{W}trPr/{W}cantSplit") is None


def test_reading_sets_long_chapters_as_text_on_portrait_pages(report_2011, reading):
    chapters = {
        f"{chapter.number}. {chapter.heading}": set_as_matrix(chapter, Layout.READING)
        for chapter in report_2011.chapters
    }
    assert set(chapters.values()) == {True, False}
    for heading, as_matrix in chapters.items():
        blocks = reading.after_heading(heading, 3)
        assert isinstance(blocks[0], Table) == as_matrix
        width = next(
            int(size.get(qn("w:w"))) for block in blocks for size in block._element.iter(f"{W}pgSz")
        )
        assert width == (11 if as_matrix else 8.5) * 1440


def test_threshold_of_words_is_a_setting(report_2011):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "REPORT_MATRIX_CELL_WORDS", 100_000)
        every = render_docx(report_2011, layout=Layout.READING)
    assert every == rendered(report_2011, Layout.MATRIX)


def test_empty_columns_say_so(report_2011, reading, matrix):
    unhcr = next(c for c in report_2011.chapters if c.implementer == "unhcr")
    assert matrix.cell(unhcr, "planned") == ["–"]
    assert " ".join(reading.cell(unhcr, "planned")) == "Nothing was reported under this heading."


def test_financing_not_stated_is_told_from_not_applicable(report_2011, word):
    iachr = next(c for c in report_2011.chapters if c.implementer == "iachr")
    iom = next(c for c in report_2011.chapters if c.implementer == "iom")
    assert word.cell(iachr, "financing") == ["None", "stated"]
    with pytest.raises(IndexError):
        word.cell(iom, "financing")


def test_each_numbered_list_starts_anew(report_2011, word):
    texts = [item.text for chapter in report_2011.chapters for item in chapter.items]
    lists = sum(to_html(text).count("<ol") for text in texts)
    numbering = word.document.part.numbering_part.element
    starts = {
        number.get(qn("w:numId")): override.find(f"{W}startOverride").get(qn("w:val"))
        for number in numbering.iter(f"{W}num")
        for override in number.iter(f"{W}lvlOverride")
    }
    used = {number.get(qn("w:val")) for number in word.body.iter(f"{W}numId")}
    assert lists > 1
    assert len(starts) == lists
    assert set(starts) <= used


def test_lists_in_a_cell_nest_and_restart(report_2011, layout):
    text = from_markdown("1. a\n2. b\n   1. c\n   2. d\n      - e\n3. f\n\nand\n\n3. g\n4. h\n")
    word = Word(render_docx(with_item_text(report_2011, text), layout=layout))
    listed = {
        Paragraph(p, word.document).text: (p.pPr.numPr.numId.val, p.pPr.numPr.ilvl.val)
        for p in word.body.iter(f"{W}p")
        if p.pPr is not None and p.pPr.numPr is not None
    }
    number = {letter: listed[letter][0] for letter in "abcdefgh"}
    assert [listed[letter][1] for letter in "abcdefgh"] == [0, 0, 1, 1, 2, 0, 0, 0]
    assert number["a"] == number["b"] == number["f"]
    assert number["c"] == number["d"]
    assert number["g"] == number["h"]
    assert len({number["a"], number["c"], number["e"], number["g"]}) == 4


@pytest.mark.parametrize(
    "text",
    [
        '<ol start="25" type="a" data-suffix=")"><li>x<li>y<li>ends<li>after z<li>and on</ol>',
        '<ol start="0" type="i"><li>none<li>one</ol>',
        '<ol start="3999" type="I"><li>last<li>beyond</ol>',
        '<ol><li>one<li value="7">seven<li>eight<li value="2">two</ol>',
        '<ol data-prefix="2." data-suffix=""><li>2.1<li>2.2</ol>',
        '<ol data-prefix="(" type="a" data-suffix=")"><li>one<ol data-prefix="50% "><li>deep</ol><li>two</ol>',
        f"{'<ol><li>level<li>' * 15}deepest{'<li>again</ol>' * 15}",
    ],
    ids=["letters", "zero", "Roman", "jumps", "parts", "nested", "deep"],
)
def test_numbers_of_lists_are_those_of_the_plain_text(report_2011, text):
    stored = from_html(text)
    word = Word(render_docx(with_item_text(report_2011, stored), layout=Layout.READING))
    found = [
        word.markers.text(Paragraph(p, word.document)).replace("％", "%").strip()
        for p in word.body.iter(f"{W}p")
        if p.pPr is not None and p.pPr.numPr is not None
    ]
    assert found == to_plain(stored).split("\n")


def test_formatting_and_links_are_kept(report_2011):
    text = (
        '<p>plain <strong>bold</strong> <em>italic</em> <a href="https://example.org/a">site</a> '
        '10<sup>99</sup> CO<sub>77</sub><sup class="note">[1]</sup> <span lang="es">hola</span></p>'
    )
    word = Word(render_docx(with_item_text(report_2011, text), layout=Layout.MATRIX))
    runs = {
        run.text: run for p in word.body.iter(f"{W}p") for run in Paragraph(p, word.document).runs
    }
    assert runs["bold"].bold
    assert runs["italic"].italic
    assert runs["99"].font.superscript
    assert runs["77"].font.subscript
    assert runs["[1]"].font.superscript
    assert runs["hola"]._r.rPr.find(f"{W}lang").get(qn("w:val")) == "es"
    assert (
        'Target="https://example.org/a"' in word.zip.read("word/_rels/document.xml.rels").decode()
    )


def test_a_table_in_a_text_is_a_table(report_2011, layout):
    text = from_html(
        "<p>before</p><table><thead><tr><th>State<th>Number</thead><tr><td>Mexico<td>3</table><p>after"
    )
    word = Word(render_docx(with_item_text(report_2011, text), layout=layout))
    [table] = [
        table
        for table in (Table(t, word.document) for t in word.body.iter(f"{W}tbl"))
        if table.cell(0, 0).text == "State"
    ]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["State", "Number"],
        ["Mexico", "3"],
    ]
    assert table.rows[0]._tr.find(f"{W}trPr/{W}tblHeader") is not None
    written = " ".join(p.xpath("string()") for p in word.body.iter(f"{W}p"))
    assert "before State Number Mexico 3  after" in written


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](file:///etc/passwd)",
        "a\x0bb\x00c\ufffe",
    ],
)
@pytest.mark.parametrize("read", [from_plain, from_old_markdown, str])
def test_hostile_text_is_printed_and_does_nothing(report_2011, text, read):
    with suppress(RichTextError):
        text = read(text)
    word = Word(render_docx(with_item_text(report_2011, text), layout=Layout.READING))
    relations = word.zip.read("word/_rels/document.xml.rels").decode()
    assert "TargetMode" not in relations


def test_planned_and_executed_items_point_at_each_other(report_2011, reading):
    mide = next(c for c in report_2011.chapters if c.implementer == "mide")
    traced = next(item for item in mide.column("planned").items if item.continued_by)
    executed = traced.continued_by[0].paragraph
    assert f"¶ {executed}".split() in [
        reading.cell(mide, "planned")[n : n + 2] for n in range(len(reading.cell(mide, "planned")))
    ]


def test_running_heads_hold_symbol_chapter_and_page(report_2011, word):
    heads = [word.xml(n[5:-4]) for n in word.zip.namelist() if re.match(r"word/header\d", n)]
    with_text = [head for head in heads if report_2011.cover.symbol in head]
    assert len(with_text) == len(report_2011.chapters) + 2
    assert all("STYLEREF" in head for head in with_text)
    feet = "".join(word.xml(n[5:-4]) for n in word.zip.namelist() if "footer" in n)
    assert " PAGE " in feet
    assert " NUMPAGES " in feet
    assert word.document.sections[0].different_first_page_header_footer
    assert not any(s.different_first_page_header_footer for s in word.document.sections[1:])


def test_draft_says_so_on_every_page(report_2011):
    draft = Word(render_docx(replace(report_2011, is_draft=True), layout=Layout.READING))
    for section in draft.document.sections:
        assert "Draft" in section.header.tables[0].rows[0].cells[0].text


def test_properties_name_the_report_and_invent_no_author(report_2011, word):
    properties = word.document.core_properties
    assert properties.title == report_2011.title[:255]
    assert properties.subject == report_2011.program
    assert properties.author == report_2011.cover.presented_by
    assert properties.language == "en-US"
    assert properties.created.date() == report_2011.cover.date


def test_the_same_report_gives_the_same_bytes(report_2011, layout):
    assert render_docx(report_2011, layout=layout) == rendered(report_2011, layout)


def test_the_register_stands_by_what_the_chapters_say(report_2011):
    [table, _note] = Word(rendered(report_2011, Layout.READING)).after_heading(
        "Coverage of activities", 1
    )
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    codes_of = report_2011.codes_by_coverage
    assert rows[0] == ["What the chapters of 2011 say", "Activities", "Which they are"]
    assert rows[1:-1] == [
        [str(status.label), str(len(codes_of[status])), ", ".join(codes_of[status])]
        for status in CoverageStatus
        if status in codes_of
    ]
    assert rows[-1] == ["All activities of the register", str(len(report_2011.register)), ""]


def test_a_report_with_nothing_in_it_is_a_document(report_2011, layout):
    empty = replace(
        report_2011,
        cover=replace(
            report_2011.cover,
            council="", committees=(), series="", symbol="", date=None, original_language="",
            presented_by="", presented_to="", under="", note="",
        ),
        opening=(), highlights=(), after_highlights=None, sections=(), conclusion=None,
    )  # fmt: skip
    assert Word(render_docx(empty, layout=layout)).headings(1) == []


@pytest.mark.parametrize("layout", list(Layout))
def test_a_chapter_that_declares_nothing_to_report_says_so_with_its_reason(report_2011, layout):
    report = with_nothing_to_report(report_2011, "<p>There was no staff.</p><p>Nor funds.</p>")
    chapter = report.chapters[0]
    file = Word(render_docx(report, layout=layout))
    below = file.after_heading(f"{chapter.number}. {chapter.heading}", 3)
    assert [block.text for block in below[:3]] == [
        "Inter-American Commission on Human Rights (IACHR) declared that it has nothing to report "
        "for 2011.",
        "There was no staff.",
        "Nor funds.",
    ]


def test_the_overview_begins_with_what_is_known_of_the_year(report_2011, word):
    texts = [paragraph.text for paragraph in word.document.paragraphs]
    assert texts[texts.index(report_2011.headline) - 1] == "Overview by implementer"
    assert report_2011.coverage_note in texts
