"""A text as a sequence of Word paragraphs and tables."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import count

from program.rich_text import document_of
from program.rich_text.model import (
    Block,
    Content,
    ItemList,
    LineBreak,
    Paragraph,
    Quotation,
    Run,
    TextTable,
)
from program.rich_text.numerals import LARGEST_ROMAN
from reporting.document.word.oxml import printable

_LETTERS = 26


@dataclass(frozen=True)
class Span:
    """Text with the same formatting. `link` is an address, empty for none."""

    text: str
    bold: bool = False
    italic: bool = False
    position: str = ""
    link: str = ""
    language: str = ""


@dataclass(frozen=True)
class Mark:
    """The bullet or number of a list item; items of one numbering have the same `number_of_list`.

    A number is written in `style` ("1", "a", "A", "i", "I") between `prefix` and `suffix`. Without
    a style, the marker is `prefix` and not counted.
    """

    number_of_list: int
    ordered: bool
    start: int
    style: str = "1"
    prefix: str = ""
    suffix: str = "."


BULLET = Mark(0, ordered=False, start=1)


@dataclass(frozen=True)
class WordBlock:
    """A paragraph nested in `depth` lists; `mark` if it begins an item of the innermost list.

    `kind` is "text", "heading", "quote" or "table"; a table has `rows` in place of `spans`.
    """

    kind: str
    spans: tuple[Span, ...] = ()
    depth: int = 0
    mark: Mark | None = None
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    has_header: bool = False


@lru_cache(maxsize=4096)
def to_blocks(text: str) -> tuple[WordBlock, ...]:
    """The paragraphs and tables of a stored text."""
    return tuple(_blocks(document_of(text).blocks, count(1), depth=0, kind="text"))


def _blocks(
    blocks: Iterable[Block], numbers: Iterator[int], *, depth: int, kind: str
) -> Iterator[WordBlock]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield WordBlock("heading" if block.level else kind, _spans(block), depth)
        elif isinstance(block, Quotation):
            yield from _blocks(block.blocks, numbers, depth=depth, kind="quote")
        elif isinstance(block, ItemList):
            yield from _items(block, numbers, depth=depth + 1, kind=kind)
        else:
            yield _table(block, depth)


def _items(
    block: ItemList, numbers: Iterator[int], *, depth: int, kind: str
) -> Iterator[WordBlock]:
    for mark, item in zip(_marks(block, numbers), block.items, strict=True):
        first, *others = _blocks(item.blocks, numbers, depth=depth, kind=kind)
        yield replace(first, mark=mark)
        yield from others


def _marks(block: ItemList, numbers: Iterator[int]) -> Iterator[Mark]:
    """Yield the mark of each item. A number that does not follow begins a numbering of its own."""
    counted: Mark | None = None
    number = block.start
    for marker, item in block.numbered_items():
        number = number if item.number is None else item.number
        if not block.is_numbered:
            yield BULLET
        elif not _word_writes(number, block.style):
            counted = None
            yield Mark(next(numbers), ordered=True, start=1, style="", prefix=marker, suffix="")
        else:
            if counted is None or item.number is not None:
                counted = Mark(next(numbers), True, number, block.style, block.prefix, block.suffix)
            yield counted
        number += 1


def _word_writes(number: int, style: str) -> bool:
    """Return whether Word writes a number as all other formats do.

    After z it writes bb where others write ab; it has no letter or Roman numeral for 0.
    """
    if style in ("a", "A"):
        return 1 <= number <= _LETTERS
    return style == "1" or 1 <= number <= LARGEST_ROMAN


def _table(table: TextTable, depth: int) -> WordBlock:
    rows = tuple(tuple(_inline(cell) for cell in row) for row in table.rows)
    return WordBlock("table", depth=depth, rows=rows, has_header=table.has_header)


def _spans(paragraph: Paragraph) -> tuple[Span, ...]:
    spans = _inline(paragraph.content)
    if not paragraph.language:
        return spans
    return tuple(replace(span, language=span.language or paragraph.language) for span in spans)


def _inline(content: Content) -> tuple[Span, ...]:
    return tuple(Span("\n") if isinstance(part, LineBreak) else _span(part) for part in content)


def _span(run: Run) -> Span:
    return Span(printable(run.text), run.bold, run.italic, run.position, run.link, run.language)
