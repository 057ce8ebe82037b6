"""Items of a column: what running text and table have in common."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from docx.blkcntnr import BlockItemContainer
from docx.text.paragraph import Paragraph

from reporting.document.content import ActivityTag, Item, ItemLink
from reporting.document.word.book import Book, anchor_to
from reporting.document.word.oxml import add_link, add_run
from reporting.document.word.pages import write_pieces
from reporting.enums import Outcome

EMPTY = "–"


def with_changed_headings(items: Iterable[Item]) -> Iterator[tuple[str, str, Item]]:
    """(heading, subheading, item): each heading only where it changes, otherwise empty."""
    heading = subheading = ""
    for item in items:
        new = item.heading != heading
        changed = new or item.subheading != subheading
        heading, subheading = item.heading, item.subheading
        yield heading if new else "", subheading if changed else "", item


def begin_item(
    book: Book, paragraph: Paragraph, item: Item, *, number_style: str, between: str
) -> None:
    """Write an item's paragraph number, the numbers it cites and its label; the text follows."""
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
    """As the printed report cites: "67., 76."; an unnumbered activity by its code."""
    return ", ".join(tag.code if tag.number is None else f"{tag.number}." for tag in activities)


def activity_number(number: int | None) -> str:
    """As the printed report numbers its first column; nothing for an unnumbered activity."""
    return "" if number is None else f"{number}."


def add_note(container: BlockItemContainer, style: str, below: Paragraph | None) -> Paragraph:
    """A paragraph for a note, which stays on the page of what it stands below."""
    if below is not None:
        below.paragraph_format.keep_with_next = True
    return container.add_paragraph(style=style)


def has_trace(item: Item) -> bool:
    """Whether anything is known of what became of the item or where it comes from."""
    return bool(item.outcome or item.continued_by or item.continues)


def write_trace(paragraph: Paragraph, item: Item) -> None:
    """Write what became of an item: "Carried out · reported in ¶ 31", "Continues ¶ 12"."""
    parts: list[tuple[str, Sequence[ItemLink]]] = []
    if item.outcome:
        parts.append((str(Outcome(item.outcome).label), ()))
    if item.continued_by:
        parts.append((_("reported in {paragraphs}"), item.continued_by))
    if item.continues:
        parts.append((_("continues {paragraphs}"), item.continues))
    for number, (template, links) in enumerate(parts):
        if number:
            add_run(paragraph, " · ")
        _write_linked(paragraph, template if number else capfirst(template), links)


def _write_linked(paragraph: Paragraph, template: str, links: Sequence[ItemLink]) -> None:
    write_pieces(paragraph, template, {"paragraphs": lambda: _write_links(paragraph, links)})


def _write_links(paragraph: Paragraph, links: Sequence[ItemLink]) -> None:
    for number, link in enumerate(links):
        if number:
            add_run(paragraph, ", ")
        if link.paragraph:
            _write_link(paragraph, link.paragraph)
        else:
            add_run(paragraph, link.reference)


def write_paragraph_links(paragraph: Paragraph, links: Sequence[ItemLink]) -> None:
    """Write "See ¶ 31, ¶ 32", each a link."""
    _write_linked(paragraph, _("See {paragraphs}"), links)


def _write_link(paragraph: Paragraph, number: int) -> None:
    add_link(paragraph, anchor_to("paragraph", number), f"¶\u00a0{number}")
