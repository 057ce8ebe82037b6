"""The document model of a text: blocks that hold runs of characters and line breaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from program.rich_text.numerals import numeral

MAX_NESTING = 20  # levels of lists and quotations


@dataclass(frozen=True)
class Run:
    """Characters with the same formatting.

    `position` is "super", "sub" or empty, `link` an absolute address or empty, `language` a
    language tag or empty. `note` says that the characters are the mark of a footnote.
    """

    text: str
    bold: bool = False
    italic: bool = False
    position: str = ""
    note: bool = False
    link: str = ""
    language: str = ""

    @property
    def is_shifted(self) -> bool:
        """Whether it needs to be told from the characters before it: "10" and a raised "5".

        The mark of a footnote in brackets, "[1]", does not.
        """
        return bool(self.position) and not (self.note and not self.text[:1].isalnum())


@dataclass(frozen=True)
class LineBreak:
    """A line break within a paragraph or a table cell."""


Inline = Run | LineBreak
Content = tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or a heading with `level` 4 or 5."""

    content: Content
    level: int = 0
    language: str = ""


@dataclass(frozen=True)
class Quotation:
    blocks: tuple["Block", ...]


@dataclass(frozen=True)
class ListItem:
    """One item of a list. Its first block is a paragraph, which may be empty.

    `number` is set if the item does not follow on from the one before it.
    """

    blocks: tuple["Block", ...]
    number: int | None = None


@dataclass(frozen=True)
class ItemList:
    """A bulleted or a numbered list.

    A numbered list counts from `start` in the style "1", "a", "A", "i" or "I"; `prefix` and
    `suffix` are the characters before and after each number, as in "2.1)".
    """

    items: tuple[ListItem, ...]
    is_numbered: bool = False
    start: int = 1
    style: str = "1"
    prefix: str = ""
    suffix: str = "."

    def numbered_items(self) -> Iterator[tuple[str, ListItem]]:
        """Yield each item with its marker: "3.", "b)"; empty in a bulleted list."""
        number = self.start
        for item in self.items:
            number = number if item.number is None else item.number
            marker = self.prefix + numeral(number, self.style) + self.suffix
            yield (marker if self.is_numbered else ""), item
            number += 1


@dataclass(frozen=True)
class TextTable:
    """Rows of cells; all rows have the same number of cells. The first row may be a header."""

    rows: tuple[tuple[Content, ...], ...]
    has_header: bool = False


Block = Paragraph | Quotation | ItemList | TextTable


@dataclass(frozen=True)
class Document:
    blocks: tuple[Block, ...] = ()
