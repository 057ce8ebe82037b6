"""The overview: a table with a row for each chapter."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx.table import Table

from reporting.document.content import Chapter, Report, Section
from reporting.document.word.book import Book, anchor_to
from reporting.document.word.oxml import add_link, add_run
from reporting.document.word.palette import TINT
from reporting.document.word.summary import (
    FIGURE,
    HEAD,
    HEAD_FIGURE,
    NOTE,
    TEXT,
    add_line,
    add_totals,
    start_summary,
)
from reporting.document.word.tables import dress
from reporting.enums import FinancingState

_SHARES = (0.06, 0.26, 0.15, 0.09, 0.1, 0.09, 0.115, 0.135)
_HEAD = (*[HEAD] * 3, *[HEAD_FIGURE] * 4, HEAD)
_LINE = (*[TEXT] * 3, *[FIGURE] * 4, TEXT)


def write_overview(book: Book) -> None:
    """Write the overview on a new page; a report without chapters has none."""
    if not book.report.chapters:
        return
    title = _("Overview by implementer")
    headings = _headings(book.report)
    table = start_summary(
        book,
        _SHARES,
        _HEAD,
        headings,
        title=title,
        anchor="overview",
        introduction=book.report.headline,
    )
    for section in book.report.sections:
        _write_section(table, section)
        for chapter in section.chapters:
            _write_chapter(table, chapter)
    _write_totals(table, book.report)
    add_run(book.body.add_paragraph(style=NOTE), book.report.counting_note)


def _headings(report: Report) -> list[str]:
    return [
        _("No."),
        _("Implementer"),
        _("Program activities"),
        _("Planned for %(year)s") % {"year": report.year},
        _("Executed"),
        _("Planned for %(year)s") % {"year": report.next_year},
        _("Countries"),
        _("Financing"),
    ]


def _write_section(table: Table, section: Section) -> None:
    row = add_line(table)
    cell = row.cells[0].merge(row.cells[-1])
    cell.paragraphs[0].style = HEAD
    add_run(cell.paragraphs[0], section.heading)
    dress(cell, fill=TINT)


def _write_chapter(table: Table, chapter: Chapter) -> None:
    codes = ", ".join(activity.code for activity in chapter.activities)
    counts = [len(column.items) for column in chapter.columns]
    figures = [*counts, len(chapter.countries)]
    state = capfirst(str(FinancingState(chapter.financing_state).label))
    texts = [chapter.number, "", codes, *map(_figure, figures), state]
    row = add_line(table, _LINE, texts)
    name = row.cells[1].paragraphs[0]
    add_link(name, anchor_to("chapter", chapter.implementer), chapter.acronym, "Acronym")
    if chapter.name != chapter.acronym:
        add_run(name, f" {chapter.name}")


def _write_totals(table: Table, report: Report) -> None:
    chapters, activities = len(report.chapters), report.totals.activities
    texts = [
        "",
        ngettext("%(count)d chapter", "%(count)d chapters", chapters) % {"count": chapters},
        ngettext("%(count)d activity", "%(count)d activities", activities) % {"count": activities},
        *map(str, report.totals.by_column),
        str(report.totals.countries),
        "",
    ]
    add_totals(table, _HEAD, texts)


def _figure(count: int) -> str:
    return str(count) if count else "–"
