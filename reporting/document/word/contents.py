"""The table of contents: a field that Word updates, with entries for other programs."""

from django.utils.translation import gettext as _
from docx.text.paragraph import Paragraph

from reporting.document.word.book import CONTENTS_LEVELS, Book, ContentsLine, break_before
from reporting.document.word.oxml import (
    add_field,
    add_run,
    close_field,
    element,
    link_inside,
    open_field,
)


def start_contents(book: Book) -> Paragraph:
    """Write the heading on a new page; returns the paragraph for `fill_contents`."""
    heading = book.body.add_paragraph(style="Contents Heading")
    break_before(heading)
    add_run(heading, _("Contents"))
    return book.body.add_paragraph(style="Section End")


def fill_contents(book: Book, place: Paragraph) -> None:
    """Write an entry for each heading before the paragraph `place`, which ends the field.

    `\\u` includes the group headings by their outline level: `\\t` would need the list separator of
    the reader's Windows.
    """
    for index, entry in enumerate(book.contents):
        paragraph = place.insert_paragraph_before(style=f"TOC {entry.level}")
        if index == 0:
            open_field(paragraph, f'TOC \\o "1-{CONTENTS_LEVELS}" \\h \\z \\u')
        _write_entry(paragraph, entry)
    if book.contents:
        close_field(place)
    _mark_as_contents(place)


def _write_entry(paragraph: Paragraph, entry: ContentsLine) -> None:
    runs = [add_run(paragraph, entry.text)._r, add_run(paragraph, "\t")._r]
    runs += add_field(paragraph, f"PAGEREF {entry.anchor} \\h")
    link_inside(paragraph, entry.anchor, runs)


def _mark_as_contents(end: Paragraph) -> None:
    """Wrap the heading and the entries so that Word offers to update them."""
    paragraphs = [end._p]
    while paragraphs[0].style != "ContentsHeading":
        previous = paragraphs[0].getprevious()
        assert previous is not None
        paragraphs.insert(0, previous)
    gallery = element("docPartGallery", val="Table of Contents")
    kind = element("docPartObj", gallery, element("docPartUnique"))
    content = element("sdtContent")
    wrapper = element("sdt", element("sdtPr", kind), content)
    paragraphs[0].addprevious(wrapper)
    content.extend(paragraphs)
