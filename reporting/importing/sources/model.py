"""A file as its readers hand it on: paragraphs, and tables of cells that hold lines."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from program.rich_text.model import Content, LineBreak, Run, TextTable

_SPACES = re.compile(r"\s+")
CellValue = str | int | float | datetime.date | None


@dataclass(frozen=True)
class Line:
    """A paragraph, or an empty one.

    `marker` is the number or bullet that the file prints before it by itself ("A.", "Scheduled
    Activity 1:"), `level` the level of its list. `indent` is in twentieths of a point.
    `heading` is the level of a heading style, 0 without one.
    """

    content: Content = ()
    marker: str = ""
    is_bullet: bool = False
    level: int = 0
    indent: int = 0
    heading: int = 0
    is_underlined: bool = False
    follows_blank: bool = False  # after an empty line of a flattened table
    table: TextTable | None = None

    @property
    def text(self) -> str:
        """The words on one line, without the marker."""
        return plain_words(self.content)

    @property
    def is_empty(self) -> bool:
        return not self.text and self.table is None

    @property
    def runs(self) -> list[Run]:
        return [part for part in self.content if isinstance(part, Run) and part.text.strip()]

    @property
    def is_bold(self) -> bool:
        return bool(self.runs) and all(run.bold for run in self.runs)

    @property
    def is_italic(self) -> bool:
        return bool(self.runs) and all(run.italic for run in self.runs)

    def without_start(self, characters: int) -> "Line":
        """Return it without its first `characters`."""
        return replace(self, content=without_start(self.content, characters))


@dataclass(frozen=True)
class SourceCell:
    """A cell. `value` is that of a spreadsheet's cell: a date or a number where it is one."""

    lines: tuple[Line, ...] = ()
    place: str = ""  # "table 1, row 2, column 3" or "sheet “2011”, cell C4"
    value: CellValue = None

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines if not line.is_empty)

    @property
    def is_empty(self) -> bool:
        return all(line.is_empty for line in self.lines)


@dataclass(frozen=True)
class FileRow:
    """A row; a merged cell is its first one, and the others that it covers are empty."""

    cells: tuple[SourceCell, ...]
    spans_all: bool = False  # one cell, as wide as the table


@dataclass(frozen=True)
class SourceTable:
    rows: tuple[FileRow, ...]
    name: str = ""
    is_sheet: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class Source:
    """The content of a file in its order. `warnings` are sentences about what was left out."""

    blocks: tuple[Line | SourceTable, ...]
    warnings: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = field(default=())

    @property
    def tables(self) -> list[SourceTable]:
        return [block for block in self.blocks if isinstance(block, SourceTable)]


def plain_words(content: Iterable[Run | LineBreak]) -> str:
    """Return the words of inline content on one line."""
    parts = (part.text if isinstance(part, Run) else " " for part in content)
    return _SPACES.sub(" ", "".join(parts)).strip()


def without_start(content: Content, characters: int) -> Content:
    """Return inline content without its first `characters`; a line break counts as one."""
    kept: list[Run | LineBreak] = []
    for part in content:
        length = len(part.text) if isinstance(part, Run) else 1
        if characters >= length:
            characters -= length
            continue
        kept.append(replace(part, text=part.text[characters:]) if isinstance(part, Run) else part)
        characters = 0
    while kept and isinstance(kept[0], LineBreak):
        kept.pop(0)
    if kept and isinstance(kept[0], Run):
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return tuple(kept)


def text_line(text: str) -> Line:
    """Return a line of literal text."""
    words = _SPACES.sub(" ", text).strip()
    return Line((Run(words),)) if words else Line()
