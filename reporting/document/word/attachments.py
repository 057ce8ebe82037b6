"""The attached files of the items, at the end of the document."""

from django.utils.translation import gettext as _

from reporting.document.word.book import Book
from reporting.document.word.oxml import add_run
from reporting.document.word.pages import next_pages
from reporting.document.word.summary import (
    FIGURE,
    HEAD,
    HEAD_FIGURE,
    NOTE,
    TEXT,
    add_line,
    start_summary,
)

_SHARES = (0.12, 0.34, 0.1, 0.12, 0.32)
_HEAD = (HEAD_FIGURE, HEAD, HEAD, HEAD_FIGURE, HEAD)
_LINE = (FIGURE, TEXT, TEXT, FIGURE, TEXT)


def write_attachments(book: Book) -> None:
    """Write a table with a row for each attached file on new pages; nothing without any."""
    items = book.report.items_with_attachments
    if not items:
        return
    title = _("Attached files")
    next_pages(book, landscape=False, level=1, running=title)
    headings = [_("Paragraph"), _("File"), _("Type"), _("Bytes"), "SHA-256"]
    table = start_summary(book, _SHARES, _HEAD, headings, title=title, anchor="attachments")
    for item in items:
        for file in item.attachments:
            name = f"{file.name}: {file.description}" if file.description else file.name
            line = [str(item.paragraph), name, file.type_label, str(file.size), file.sha256]
            add_line(table, _LINE, line)
    note = _(
        "Each file can be downloaded from the page of its entry. Its SHA-256 tells whether a copy is"
        " the same."
    )
    add_run(book.body.add_paragraph(style=NOTE), note)
