"""Items of a column: what running text and the table share."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx.blkcntnr import BlockItemContainer
from docx.text.paragraph import Paragraph

from reporting.document.content import ActivityTag, Item, ItemLink
from reporting.document.notes import Note, notes_of
from reporting.document.word.book import Book, anchor_to
from reporting.document.word.oxml import add_link, add_run
from reporting.document.word.pages import write_pieces
from reporting.enums import outcome_words

EMPTY = "–"


def with_changed_headings(items: Iterable[Item]) -> Iterator[tuple[str, str, Item]]:
    """(heading, subheading, item); a heading that is the same as above is empty."""
    heading = subheading = ""
    for item in items:
        is_new_heading = item.heading != heading
        is_new_subheading = is_new_heading or item.subheading != subheading
        heading, subheading = item.heading, item.subheading
        yield heading if is_new_heading else "", subheading if is_new_subheading else "", item


def begin_item(
    book: Book, paragraph: Paragraph, item: Item, *, number_style: str, between: str
) -> None:
    """Write the paragraph number, the label and the cited activities of an item."""
    add_run(paragraph, str(item.paragraph), number_style)
    book.bookmark(paragraph, anchor_to("paragraph", item.paragraph))
    add_run(paragraph, between)
    if item.label:
        add_run(paragraph, item.label, "Label")
    if item.label and item.activities:
        add_run(paragraph, " · ")
    if item.activities:
        add_run(paragraph, cited_numbers(item.activities), "Activity Number")
    if item.activities and not item.label:
        add_run(paragraph, "\u2002")


def cited_numbers(activities: Sequence[ActivityTag]) -> str:
    """The cited activities as the official report prints them: "67., 76."; or their codes."""
    return ", ".join(tag.code if tag.number is None else f"{tag.number}." for tag in activities)


def activity_number(number: int | None) -> str:
    """The number as the official report prints it in the first column; empty without a number."""
    return "" if number is None else f"{number}."


def add_note(container: BlockItemContainer, style: str, below: Paragraph | None) -> Paragraph:
    """Add a paragraph for a note, which stays on the same page as the paragraph `below`."""
    if below is not None:
        below.paragraph_format.keep_with_next = True
    return container.add_paragraph(style=style)


def trace_of(item: Item, kind: str) -> tuple[Note, ...]:
    """Return the stated outcome and the notes of an item of the column `kind`."""
    outcome = (Note(capfirst(_outcome(item))),) if item.stated_outcome else ()
    return (*outcome, *notes_of(item, kind))


def write_trace(paragraph: Paragraph, trace: Sequence[Note]) -> None:
    """Write the parts of `trace_of`: "Carried out · Followed up in ¶ 31"."""
    for index, note in enumerate(trace):
        if index:
            add_run(paragraph, " · ")
        add_run(paragraph, note.text)
        if note.links:
            add_run(paragraph, " ")
            _write_links(paragraph, note.links)


def _outcome(item: Item) -> str:
    words = outcome_words(item.stated_outcome)
    return f"{words} ({item.outcome_statement})" if item.outcome_statement else words


def _write_linked(paragraph: Paragraph, template: str, links: Sequence[ItemLink]) -> None:
    write_pieces(paragraph, template, {"paragraphs": lambda: _write_links(paragraph, links)})


def _write_links(paragraph: Paragraph, links: Sequence[ItemLink]) -> None:
    for index, link in enumerate(links):
        if index:
            add_run(paragraph, "; ")
        if link.paragraph:
            _write_link(paragraph, link.paragraph)
        else:
            add_run(paragraph, link.reference)


def write_paragraph_links(paragraph: Paragraph, links: Sequence[ItemLink]) -> None:
    """Write "See ¶ 31, ¶ 32" with links."""
    _write_linked(paragraph, _("See {paragraphs}"), links)


def _write_link(paragraph: Paragraph, number: int) -> None:
    add_link(paragraph, anchor_to("paragraph", number), f"¶\u00a0{number}")
