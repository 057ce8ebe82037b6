"""Functions on stored texts. Each takes or returns the stored form, a string of HTML."""

from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe

from program.rich_text import html_output, plain
from program.rich_text.characters import CONTROL, UNPRINTABLE, clean, with_line_feeds
from program.rich_text.exceptions import RichTextError, require_printable
from program.rich_text.html_input import parse, require_storable
from program.rich_text.markdown_input import html_of
from program.rich_text.markdown_output import markdown_of
from program.rich_text.model import Document

_CACHED = 4096  # texts; a year like 2011 has 400


def from_html(html: str) -> str:
    """Return the stored form of any HTML. Raises `RichTextError`."""
    stored = html_output.serialize(parse(html))
    require_storable(stored)
    return stored


def from_plain(text: str) -> str:
    """Return the stored form of `text` as typed: nothing in it is markup.

    Raises `RichTextError` for control characters.
    """
    require_printable(clean(with_line_feeds(text)))
    return html_output.serialize(plain.literal_document(text))


def from_markdown(markdown: str) -> str:
    """Return the stored form of `markdown`, which the API takes. Raises `RichTextError`."""
    require_printable(clean(with_line_feeds(markdown)))
    return from_html(html_of(markdown))


@lru_cache(_CACHED)
def from_old_markdown(markdown: str) -> str:
    """Return the stored form of a text that was stored as Markdown, as it was shown.

    Texts were stored as Markdown until they became restricted HTML (docs/adr/0011-rich-text.md);
    they are still in editions of that time.
    """
    # Invisible characters stay until it is parsed: they keep what follows from being markup.
    markdown = UNPRINTABLE.sub("\ufffd", with_line_feeds(markdown))
    try:
        return from_html(html_of(markdown, commonmark_only=True))
    except RichTextError:
        return from_plain(markdown)


@lru_cache(_CACHED)
def document_of(text: str) -> Document:
    """Return the document of a stored text.

    A text that cannot be read, which no form or action lets in, is shown literally.
    """
    try:
        return parse(text)
    except RichTextError:
        return plain.literal_document(CONTROL.sub("\ufffd", text))


@lru_cache(_CACHED)
def to_stored(text: str) -> str:
    """Return a stored text without anything that the model does not have, should it have any."""
    return html_output.serialize(document_of(text))


@lru_cache(_CACHED)
def to_html(text: str) -> SafeString:
    """Return a stored text as HTML for pages and the PDF."""
    # The writer escapes all characters and knows no element beyond those of the model.
    return mark_safe(html_output.render(document_of(text)))


@lru_cache(_CACHED)
def to_plain(text: str) -> str:
    """Return a stored text as plain text: a line for each paragraph, line break, item and row."""
    return plain.plain_text(document_of(text))


@lru_cache(_CACHED)
def to_markdown(text: str) -> str:
    """Return a stored text as Markdown for the API, with every literal character escaped."""
    return markdown_of(document_of(text))


def to_literal(text: str) -> str:
    """Return a plain stored text as it is typed into a text area; else the empty string."""
    document = document_of(text)
    return plain.literal_text(document) if plain.is_plain_document(document) else ""


def is_plain(text: str) -> bool:
    """Return whether a stored text has only paragraphs and line breaks."""
    return plain.is_plain_document(document_of(text))


def count_words(text: str) -> int:
    """Return the number of words of a stored text as printed."""
    return len(to_plain(text).split())
