"""What became of each activity of the register: a line for each mark."""

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
from reporting.enums import Mark

_SHARES = (0.32, 0.13, 0.55)
_HEAD = (HEAD, HEAD_FIGURE, HEAD)
_LINE = (HEAD, FIGURE, TEXT)


def write_register(book: Book) -> None:
    """Write it on a new page; a report without chapters has none, nor one of frozen content that
    does not know of the register yet."""
    report = book.report
    if not report.codes_by_mark:
        return
    title = _("Activities reported and silent")
    said = _("What the chapters of %(year)s say") % {"year": report.year}
    headings = [said, _("Activities"), _("Which they are")]
    table = start_summary(book, _SHARES, _HEAD, headings, title=title, anchor="register")
    for mark in Mark:
        if codes := report.codes_by_mark.get(mark):
            add_line(table, _LINE, [str(mark.label), str(len(codes)), ", ".join(codes)])
    totals = [_("All activities of the register"), str(len(report.register)), ""]
    add_totals(table, _HEAD, totals)
    add_run(book.body.add_paragraph(style=NOTE), _note(report.resolution))


def _note(symbol: str) -> str:
    return _(
        "Each activity of the register of %(symbol)s stands once, in the first line that fits. "
        "A chapter that names an activity and cites it in no entry is not silent on it."
    ) % {"symbol": symbol}
