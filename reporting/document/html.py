"""The report as one self-contained HTML file, and as the HTML for the PDF."""

import base64
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from program.rich_text import count_words
from reporting.charts.rows import Row, rows_of
from reporting.document.chapter import ChapterDocument
from reporting.document.content import Chapter, Report
from reporting.document.imprint import imprint_of
from reporting.document.layout import Layout, column_shares, set_as_matrix
from reporting.enums import CoverageStatus

_STATIC = Path(settings.BASE_DIR) / "static"
_SHORT = 200  # words in the longest cell: about half a landscape page
_TEXT = re.compile(r"(?<=>)[^<]+")
_CHARACTER = r"(?:&[#\w]{1,10};|[^\s<&])"  # one reference or one other character
_RUN = re.compile(rf"{_CHARACTER}{{61,}}")
_PIECE = re.compile(rf"{_CHARACTER}{{1,10}}[\u0300-\u036f\u200d\ufe0f]{{0,4}}")  # keeps accents
_URL = re.compile(r"url\(\"([\w.-]+)\"\)")


@dataclass(frozen=True)
class ChapterLayout:
    """A chapter and its layout; `shares` are the widths of its columns in percent.

    A short chapter is kept on one page, which it may share; any other chapter begins a new page.
    """

    chapter: Chapter
    as_matrix: bool
    shares: tuple[float, ...]
    is_short: bool

    @property
    def classes(self) -> str:
        """What the style sheet calls it."""
        if not self.as_matrix:
            return "as-text"
        return "as-matrix short" if self.is_short else "as-matrix"


def render_html(report: Report, *, layout: str) -> str:
    """The report as one self-contained HTML file. `layout` is a `Layout`."""
    return _render(
        report,
        layout,
        styles=_embedded_fonts() + _styles() + _read("document/screen.css"),
        is_for_screen=True,
    )


def render_html_for_print(report: Report, *, layout: str) -> str:
    """The same document for WeasyPrint, which reads the typefaces from static/fonts/.

    Long runs without a space get break opportunities: without them WeasyPrint takes time that grows
    with the square of the length of the run.
    """
    return breakable(
        _render(report, layout, styles=_read("fonts/print.css") + _styles(), is_for_screen=False)
    )


def render_chapter_html_for_print(document: ChapterDocument) -> str:
    """A chapter with its furniture for WeasyPrint, in the active language."""
    chapter = document.chapter
    html = render_to_string(
        "document/chapter.html",
        {
            "document": document,
            "report": document.report,
            "chapter": chapter,
            "laid": lay_out(document.report, Layout.READING)[chapter.implementer],
            "styles": _inline(_read("fonts/print.css") + _styles() + _read("document/chapter.css")),
        },
    )
    return breakable(html)


def breakable(html: str) -> str:
    """`html` with a `<wbr>` after each 10 characters of a run of more than 60 without a space.

    Only text between tags is changed, and no character reference is split. Takes linear time.
    """
    head_end = html.find("</head>")
    head, rest = html[: max(head_end, 0)], html[max(head_end, 0) :]
    return head + _TEXT.sub(lambda text: _RUN.sub(_break, text.group()), rest)


def _break(run: re.Match[str]) -> str:
    return "<wbr>".join(_PIECE.findall(run.group()))


def lay_out(report: Report, layout: str) -> dict[str, ChapterLayout]:
    """The layout of each chapter of the report, by the implementer's slug."""
    return {
        chapter.implementer: ChapterLayout(
            chapter=chapter,
            as_matrix=set_as_matrix(chapter, layout),
            shares=tuple(column_shares(_cell_words(chapter))),
            is_short=max(_cell_words(chapter)) <= _SHORT,
        )
        for chapter in report.chapters
    }


def _render(report: Report, layout: str, *, styles: str, is_for_screen: bool) -> str:
    layouts = lay_out(report, layout)
    with override(report.language):
        return render_to_string(
            "document/report.html",
            {
                "report": report,
                "layouts": layouts,
                "matrix_chapters": {
                    slug for slug, chapter_layout in layouts.items() if chapter_layout.as_matrix
                },
                "register": _register(report),
                "is_for_screen": is_for_screen,
                "imprint": imprint_of(report),
                "styles": _inline(styles),
            },
        )


def _register(report: Report) -> list[tuple[Row, list[str]]]:
    """(row with a bar, codes of activities) for each status of coverage that occurs."""
    codes_of = {
        status: report.codes_by_coverage[status]
        for status in CoverageStatus
        if status in report.codes_by_coverage
    }
    numbers = [(status.label, "", {status.value: len(codes)}) for status, codes in codes_of.items()]
    chart = rows_of(numbers, CoverageStatus.choices)
    return list(zip(chart.rows, codes_of.values(), strict=True)) if chart else []


def _cell_words(chapter: Chapter) -> list[int]:
    counts = [chapter.activities_words, *(column.words for column in chapter.columns)]
    if chapter.prints_financing:
        counts.append(sum(count_words(source.text) for source in chapter.financing))
    return counts


def _styles() -> str:
    return _read("document/report.css") + _read("document/pages.css")


def _read(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


def _embedded_fonts() -> str:
    return _URL.sub(
        lambda match: f'url("data:font/woff2;base64,{_base64(match[1])}")', _read("fonts/web.css")
    )


def _base64(font: str) -> str:
    return base64.b64encode((_STATIC / "fonts" / font).read_bytes()).decode()


def _inline(styles: str) -> SafeString:
    """The stylesheets for a <style> element. They are marked safe: they have no text of users."""
    return mark_safe(styles.replace("</", "<\\/"))
