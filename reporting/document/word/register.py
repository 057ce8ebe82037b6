"""The coverage of the activities of the register: a row for each status."""

from django.utils.translation import gettext as _

from reporting.document.word.book import Book
from reporting.document.word.oxml import add_run
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
from reporting.enums import CoverageStatus

_SHARES = (0.32, 0.13, 0.55)
_HEAD = (HEAD, HEAD_FIGURE, HEAD)
_LINE = (HEAD, FIGURE, TEXT)


def write_register(book: Book) -> None:
    """Write the table on a new page.

    Nothing is written for a report without chapters, nor for frozen content without a register.
    """
    report = book.report
    if not report.codes_by_coverage:
        return
    title = _("Coverage of activities")
    statement_heading = _("What the chapters of %(year)s say") % {"year": report.year}
    headings = [statement_heading, _("Activities"), _("Which they are")]
    table = start_summary(book, _SHARES, _HEAD, headings, title=title, anchor="register")
    for status in CoverageStatus:
        if codes := report.codes_by_coverage.get(status):
            add_line(table, _LINE, [str(status.label), str(len(codes)), ", ".join(codes)])
    totals = [_("All activities of the register"), str(len(report.register)), ""]
    add_totals(table, _HEAD, totals)
    add_run(book.body.add_paragraph(style=NOTE), report.coverage_note)
