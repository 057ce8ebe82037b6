"""The overview: a line for each chapter, so that the report is seen on one page."""

from collections.abc import Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from docx.shared import Length
from docx.table import Table, _Row

from reporting.document.content import Chapter, Report, Section
from reporting.document.word.book import Book, anchor_to, break_before
from reporting.document.word.oxml import add_link, add_run, line
from reporting.document.word.pages import measure
from reporting.document.word.palette import NAVY, TINT
from reporting.document.word.tables import add_table, dress, keep_in_one_piece, repeat_as_head
from reporting.enums import FinancingState

_SHARES = (0.06, 0.26, 0.15, 0.09, 0.1, 0.09, 0.115, 0.135)
_FIGURES = range(3, 7)


def write_overview(book: Book) -> None:
    """Write the overview on a new page; a report without chapters has none."""
    if not book.report.chapters:
        return
    heading = book.heading(1, _("Overview by implementer"), anchor_to("overview"))
    break_before(heading)
    table = _start_table(book)
    for section in book.report.sections:
        _write_half(table, section)
        for chapter in section.chapters:
            _write_chapter(table, chapter)
    _write_totals(table, book.report)
    add_run(book.body.add_paragraph(style="Overview Note"), _note())


def _note() -> str:
    return _(
        "Counted are the items of each column, the activities and countries of all chapters "
        "once each. Countries that an item only mentions are left out."
    )


def _start_table(book: Book) -> Table:
    width = measure(landscape=False)
    table = add_table(
        book.body,
        [Length(int(width * share)) for share in _SHARES],
        borders=[line("bottom", size=6, color=NAVY), line("insideH", size=4)],
        padding=3,
        described=_("Overview by implementer"),
    )
    row = table.rows[0]
    _fill(row, _headings(book.report), "Overview Head")
    repeat_as_head(row)
    for cell in row.cells:
        dress(cell, borders=[line("bottom", size=8, color=NAVY)], align="bottom")
    return table


def _headings(report: Report) -> list[str]:
    return [
        _("No."),
        _("Implementer"),
        _("Program activities"),
        _("Planned for %(year)s") % {"year": report.year},
        _("Executed"),
        _("Planned for %(year)s") % {"year": report.year + 1},
        _("Countries"),
        _("Financing"),
    ]


def _write_half(table: Table, section: Section) -> None:
    row = _add_row(table)
    cell = row.cells[0].merge(row.cells[-1])
    cell.paragraphs[0].style = "Overview Head"
    add_run(cell.paragraphs[0], section.heading)
    dress(cell, fill=TINT)


def _write_chapter(table: Table, chapter: Chapter) -> None:
    row = _add_row(table)
    codes = ", ".join(activity.code for activity in chapter.activities)
    counts = [len(column.items) for column in chapter.columns]
    figures = [*counts, len(chapter.countries)]
    state = capfirst(str(FinancingState(chapter.financing_state).label))
    _fill(row, [chapter.number, "", codes, *map(_figure, figures), state], "Overview Text")
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
    row = _add_row(table)
    _fill(row, texts, "Overview Head")
    for cell in row.cells:
        dress(cell, borders=[line("top", size=8, color=NAVY)])


def _figure(count: int) -> str:
    return str(count) if count else "–"


def _add_row(table: Table) -> _Row:
    row = table.add_row()
    keep_in_one_piece(row)
    return row


def _fill(row: _Row, texts: Sequence[str], style: str) -> None:
    for number, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        paragraph = cell.paragraphs[0]
        figures = {"Overview Text": "Overview Figure", "Overview Head": "Overview Head Figure"}
        paragraph.style = figures[style] if number in _FIGURES else style
        if text:
            add_run(paragraph, text)
