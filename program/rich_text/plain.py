"""Writing a document as plain text, and reading literal text."""

import re
from collections.abc import Iterable, Iterator

from program.rich_text.characters import clean, with_line_feeds
from program.rich_text.inline import normal
from program.rich_text.model import (
    Block,
    Content,
    Document,
    Inline,
    ItemList,
    LineBreak,
    Paragraph,
    Quotation,
    Run,
)

_BETWEEN_CELLS = " | "
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")
_SUPERSCRIPT = dict(zip("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾", strict=True))
_SUBSCRIPT = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))


def plain_text(document: Document) -> str:
    """Return the words of a document, a line for each paragraph, line break, item and row.

    Numbers of lists are written as they are shown, bullets are not. A raised or lowered number is
    written with Unicode's raised or lowered digits, so that it stays apart from the one before it.
    """
    return "\n".join(line for line in _lines(document.blocks) if line)


def literal_text(document: Document) -> str:
    """Return a plain document (`is_plain_document`) as it is typed into a text area."""
    return "\n\n".join("".join(_inline(block.content)) for block in document.blocks)  # type: ignore[union-attr]


def is_plain_document(document: Document) -> bool:
    """Return whether a document has only paragraphs and line breaks, without any formatting."""
    return all(
        isinstance(block, Paragraph)
        and block == Paragraph(block.content)
        and all(isinstance(part, LineBreak) or part == Run(part.text) for part in block.content)
        for block in document.blocks
    )


def literal_document(text: str) -> Document:
    """Return the document of `text` as typed: an empty line begins a paragraph.

    A line feed is a line break. Spaces and tabs at the beginning of a line are not kept.
    """
    cleaned = clean(with_line_feeds(text)).replace("\t", " ")
    blocks = (
        Paragraph(normal(_with_breaks(part))) for part in _EMPTY_LINE.split(cleaned) if part.strip()
    )
    return Document(tuple(block for block in blocks if block.content))


def has_words(document: Document) -> bool:
    """Return whether any character is printed besides the markers of lists."""
    return any(isinstance(part, Run) and part.text.strip() for part in _all_inline(document.blocks))


def on_lines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield blocks as the content of a table cell: each paragraph, item and row on its line."""
    for number, content in enumerate(_contents(blocks)):
        if number:
            yield LineBreak()
        yield from content


def _with_breaks(text: str) -> Iterator[Inline]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield LineBreak()
        yield Run(line)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for content in _contents(blocks):
        yield from (line.strip() for line in "".join(_inline(content)).split("\n"))


def _contents(blocks: Iterable[Block]) -> Iterator[Content]:
    """Yield the content of each paragraph, item and table row, with the markers of items."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.content
        elif isinstance(block, Quotation):
            yield from _contents(block.blocks)
        elif isinstance(block, ItemList):
            yield from _items(block)
        else:
            yield from map(_row, block.rows)


def _items(block: ItemList) -> Iterator[Content]:
    for marker, item in block.numbered_items():
        contents = _contents(item.blocks)
        first = next(contents, ())
        yield (Run(f"{marker} "), *first) if marker else first
        yield from contents


def _row(row: tuple[Content, ...]) -> Content:
    parts: list[Inline] = []
    for number, cell in enumerate(row):
        if number:
            parts.append(Run(_BETWEEN_CELLS))
        parts += (Run(" ") if isinstance(part, LineBreak) else part for part in cell)
    return tuple(parts)


def _all_inline(blocks: Iterable[Block]) -> Iterator[Inline]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.content
        elif isinstance(block, Quotation):
            yield from _all_inline(block.blocks)
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _all_inline(item.blocks)
        else:
            yield from (part for row in block.rows for cell in row for part in cell)


def _inline(content: Content) -> Iterator[str]:
    for part in content:
        if isinstance(part, LineBreak):
            yield "\n"
        elif part.is_shifted:
            yield _shifted(part)
        else:
            yield part.text


def _shifted(run: Run) -> str:
    """Return raised or lowered characters in a form that cannot be read as part of a number."""
    characters = _SUPERSCRIPT if run.position == "super" else _SUBSCRIPT
    if all(char in characters for char in run.text):
        return "".join(characters[char] for char in run.text)
    if any(char.isdigit() for char in run.text):
        return f"{'^' if run.position == 'super' else '_'}({run.text})"
    return run.text
