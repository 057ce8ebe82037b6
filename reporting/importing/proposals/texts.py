"""The text of an item as rich text, with its lists, as the portal stores it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from program.rich_text import from_html
from program.rich_text.html_output import serialize
from program.rich_text.inline import normal
from program.rich_text.model import (
    Block,
    Content,
    Document,
    ItemList,
    ListItem,
    Paragraph,
    Run,
    TextTable,
)
from reporting.importing.proposals.lines import PlacedLine
from reporting.importing.proposals.marks import Marked

_MARK = re.compile(r"(?P<prefix>.*?)(?P<number>\d+|[A-Za-z]+)(?P<suffix>\W*)\Z", re.DOTALL)
_ROMAN = re.compile(r"[ivxIVX]{2,}|[iI]")
_MAX_DEPTH = 8


def stored_text(lines: Sequence[tuple[PlacedLine, int]]) -> str:
    """Return the lines of an item as stored text; their depths become nested lists."""
    return from_html(serialize(Document(tuple(_blocks(list(lines))))))


def _blocks(lines: Sequence[tuple[PlacedLine, int]]) -> list[Block]:
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line, depth = lines[at]
        if depth == 0:
            _add_paragraph(blocks, line)
            at += 1
            continue
        end = at
        while end < len(lines) and lines[end][1] > 0:
            end += 1
        blocks += _lists(lines[at:end], 1)
        at = end
    return blocks


def _add_paragraph(blocks: list[Block], line: PlacedLine) -> None:
    """Add a paragraph, or the rest of the one before it where a sentence goes on."""
    written = line.marked.line
    if written.table is not None:
        blocks.append(
            TextTable(tuple(tuple(normal(cell) for cell in row) for row in written.table.rows))
        )
        return
    content = normal(written.content)
    previous = blocks[-1] if blocks else None
    goes_on = written.text[:1].islower() and not line.marked.is_marked
    if goes_on and isinstance(previous, Paragraph) and not _ends_sentence(previous.content):
        blocks[-1] = Paragraph(normal((*previous.content, Run(" "), *content)))
    elif content:
        blocks.append(Paragraph(content))


def _ends_sentence(content: Content) -> bool:
    last = content[-1] if content else None
    return isinstance(last, Run) and last.text.rstrip().endswith((".", ":", ";", "!", "?"))


@dataclass
class _OpenList:
    style: tuple[bool, str, str, str]  # whether it is numbered, numeral style, prefix, suffix
    start: int
    items: list[list[Block]] = field(default_factory=list)

    def closed(self) -> ItemList:
        is_numbered, style, prefix, suffix = self.style
        items = tuple(ListItem(tuple(blocks)) for blocks in self.items)
        if not is_numbered:
            return ItemList(items)
        return ItemList(items, True, self.start, style, prefix, suffix)


def _lists(lines: Sequence[tuple[PlacedLine, int]], depth: int) -> list[Block]:
    """Return the lists of consecutive lines, all of them at `depth` or deeper."""
    blocks: list[Block] = []
    opened: _OpenList | None = None
    at = 0
    while at < len(lines):
        line, level = lines[at]
        if level > depth and opened is not None and depth < _MAX_DEPTH:
            end = at
            while end < len(lines) and lines[end][1] > depth:
                end += 1
            opened.items[-1] += _lists(lines[at:end], depth + 1)
            at = end
            continue
        style, number = _style_of(line.marked)
        if (
            opened is None
            or opened.style != style
            or (style[0] and number != opened.start + len(opened.items))
        ):
            if opened is not None:
                blocks.append(opened.closed())
            opened = _OpenList(style, number)
        opened.items.append([Paragraph(normal(line.marked.line.content))])
        at += 1
    if opened is not None:
        blocks.append(opened.closed())
    return blocks


def _style_of(marked: Marked) -> tuple[tuple[bool, str, str, str], int]:
    """Return how the list of a mark is numbered, and the number of the mark."""
    match = (
        _MARK.match(marked.mark) if marked.mark not in ("o",) and marked.glyph != "bullet" else None
    )
    if match is None or len(match.group("prefix")) > 10 or len(match.group("suffix")) > 5:
        return (False, "1", "", "."), 1
    written, prefix = match.group("number"), match.group("prefix")
    suffix = match.group("suffix")
    if written.isdigit():
        return (True, "1", prefix, suffix), int(written)
    if _ROMAN.fullmatch(written):
        return (True, "I" if written.isupper() else "i", prefix, suffix), _roman(written)
    if len(written) == 1 and written.isascii():
        return (True, "A" if written.isupper() else "a", prefix, suffix), ord(written.lower()) - 96
    return (False, "1", "", "."), 1


def _roman(letters: str) -> int:
    values = {"i": 1, "v": 5, "x": 10}
    numbers = [values[letter] for letter in letters.lower()]
    following = [*numbers[1:], 0]
    return sum(-one if one < after else one for one, after in zip(numbers, following, strict=True))
