"""A chapter as running text: a heading for each column, followed by its items."""

from dataclasses import replace

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reporting.document.content import Chapter, Column, Item, ListedActivity
from reporting.document.word.blocks import Mark, to_blocks
from reporting.document.word.book import Book
from reporting.document.word.items import (
    activity_number,
    add_note,
    begin_item,
    trace_of,
    with_changed_headings,
    write_trace,
)
from reporting.document.word.lists import BODY, ITEM
from reporting.document.word.oxml import add_run
from reporting.document.word.texts import write_blocks, write_text
from reporting.enums import FinancingState

_COLUMN_LEVEL = 4


def write_prose(book: Book, chapter: Chapter) -> None:
    """Write the columns of a chapter one after the other."""
    _write_activities(book, chapter)
    for column in chapter.spoken_columns:
        _write_column(book, column)
    if chapter.prints_financing:
        _write_financing(book, chapter)


def write_nothing_declared(book: Book, chapter: Chapter) -> None:
    """Write the declaration that there is nothing to report, with its reason, if there is one."""
    if not chapter.nothing_to_report:
        return
    declaration = _("%(implementer)s declared that it has nothing to report for %(year)d.")
    parameters = {"implementer": chapter.full_name, "year": book.report.year}
    add_run(book.body.add_paragraph(style="Body Text"), declaration % parameters)
    write_text(book, book.body, chapter.nothing_to_report, BODY)


def _write_activities(book: Book, chapter: Chapter) -> None:
    book.heading(_COLUMN_LEVEL, chapter.activities_heading)
    write_text(book, book.body, chapter.preamble, BODY)
    for activity in chapter.activities:
        _write_activity(book, activity)
    if not chapter.preamble and not chapter.activities:
        _write_nothing(book)


def _write_activity(book: Book, activity: ListedActivity) -> None:
    paragraph = book.body.add_paragraph(style="Item")
    add_run(paragraph, activity_number(activity.number) or "–", "Activity Number")
    add_run(paragraph, "\t")
    write_text(book, book.body, activity.text, ITEM, after=paragraph)


def _write_column(book: Book, column: Column) -> None:
    book.heading(_COLUMN_LEVEL, column.heading)
    write_text(book, book.body, column.lead, BODY)
    for heading, subheading, item in with_changed_headings(column.items):
        for level, text in enumerate((heading, subheading), start=_COLUMN_LEVEL + 1):
            if text:
                book.heading(level, text)
        _write_item(book, item, column.kind)
    if not column.lead and not column.items:
        _write_nothing(book)


def _write_item(book: Book, item: Item, kind: str) -> None:
    paragraph = book.body.add_paragraph(style="Item Label" if item.label else "Item")
    begin_item(book, paragraph, item, number_style="Paragraph Number", between="\t")
    last = write_text(book, book.body, item.text, ITEM, after=None if item.label else paragraph)
    if trace := trace_of(item, kind):
        write_trace(add_note(book.body, "Item Note", below=last), trace)


def _write_financing(book: Book, chapter: Chapter) -> None:
    book.heading(_COLUMN_LEVEL, chapter.financing_heading)
    for source in chapter.financing:
        blocks = to_blocks(source.text)
        bullet = Mark(number_of_list=0, ordered=False, start=1)
        first = [replace(block, depth=1, mark=bullet) for block in blocks[:1]]
        write_blocks(book, book.body, [*first, *blocks[1:]], BODY)
    if not chapter.financing:
        state = str(FinancingState(chapter.financing_state).label)
        add_run(book.body.add_paragraph(style="Nothing"), capfirst(state))


def _write_nothing(book: Book) -> None:
    paragraph = book.body.add_paragraph(style="Nothing")
    add_run(paragraph, _("Nothing was reported under this heading."))
