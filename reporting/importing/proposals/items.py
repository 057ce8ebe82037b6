"""Divides the lines of a column into items: what belongs together, and under which heading."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reporting.importing.proposals.headings import ItemHeading, headings_of, take_run_in
from reporting.importing.proposals.lines import PlacedLine, placed_lines
from reporting.importing.proposals.marks import Known
from reporting.importing.sources.model import SourceCell

_LONGEST_LEAD = 240


@dataclass
class DividedItem:
    """An item as the file sets it apart. `lines` are its lines with their depth, 0 without list."""

    lines: list[tuple[PlacedLine, int]] = field(default_factory=list)
    label: str = ""
    heading: str = ""
    subheading: str = ""
    numbers: tuple[int, ...] = ()
    doubts: list[str] = field(default_factory=list)

    @property
    def place(self) -> str:
        return self.lines[0][0].place if self.lines else ""


@dataclass(frozen=True)
class Division:
    """The items of a column, and the sentence that opens it, if any."""

    items: list[DividedItem]
    lead: list[PlacedLine]


def divide(cells: Iterable[SourceCell], known: Known) -> Division:
    """Return the items that the cells of one column hold."""
    lines = placed_lines(cells, known)
    headings = headings_of(lines)
    lead = _lead(lines, headings)
    divider = _Divider(lines, headings)
    for index in range(len(lead), len(lines)):
        divider.take(index)
    items = [item for item in divider.items if item.lines]
    _limit_last_heading(items)
    return Division(items, lead)


def _limit_last_heading(items: Sequence[DividedItem]) -> None:
    """Leave the last heading to the first item below it, where each heading before has one item.

    What goes on after a series of headings with one item each is usually not about the last one.
    """
    groups: list[list[DividedItem]] = []
    for item in items:
        if groups and groups[-1][0].heading == item.heading:
            groups[-1].append(item)
        else:
            groups.append([item])
    headed = [group for group in groups if group[0].heading]
    if len(headed) < 3 or headed[-1] is not groups[-1] or len(headed[-1]) < 3:
        return
    if any(item.subheading for item in items) or any(len(group) > 1 for group in headed[:-1]):
        return
    for item in headed[-1][1:]:
        item.doubts.append(
            _("It may stand under the heading “%(heading)s”.") % {"heading": item.heading[:80]}
        )
        item.heading = ""


def _lead(lines: Sequence[PlacedLine], headings: dict[int, ItemHeading]) -> list[PlacedLine]:
    """Return the sentence that opens a column: the only line without a mark above a list."""
    if len(lines) < 3 or 0 in headings:
        return []
    first, rest = lines[0], lines[1:]
    marked = first.marked
    if marked.label or marked.numbers or not first.is_finished:
        return []
    if marked.is_marked and any(line.marked.glyph == marked.glyph for line in rest):
        return []
    if len(first.text) > _LONGEST_LEAD or any(line.marked.label for line in rest):
        return []
    glyph = rest[0].marked.glyph
    in_list = sum(line.marked.glyph == glyph and bool(glyph) for line in rest)
    if first.text.endswith(":"):
        return [first] if glyph and in_list == len(rest) else []
    return [first] if glyph and in_list >= 2 and rest[0].marked.is_marked else []


class _Divider:
    """Goes through the lines and decides for each whether it begins an item."""

    def __init__(self, lines: Sequence[PlacedLine], headings: dict[int, ItemHeading]) -> None:
        self.items: list[DividedItem] = []
        self._lines = lines
        self._headings = headings
        self._heading = self._subheading = ""
        self._levels: list[tuple[str, int, int]] = []  # open lists: glyph, level, indent
        self._base = 0  # depth at which a list item begins an item of its own
        self._current: DividedItem | None = None
        self._has_labels = any(line.marked.label for line in lines)
        self._in_blocks = _is_in_blocks(lines)
        self._in_citations = sum(bool(line.marked.numbers) for line in lines) * 2 > len(lines)

    def take(self, index: int) -> None:
        line = self._lines[index]
        if heading := self._headings.get(index):
            self._take_heading(heading)
            return
        own = self._run_in_heading(line)
        line = own[0]
        depth = self._depth_of(line)
        if self._current is None or own[1] or self._begins_item(line, depth, index):
            self._begin(line, depth, own[1])
        else:
            depth = self._depth_in_item(depth)
            if not depth and self._is_listed(line):
                depth = 1
            self._current.lines.append((line, depth))

    def _take_heading(self, heading: ItemHeading) -> None:
        if heading.rank == 0:
            self._heading, self._subheading = heading.text, ""
        elif self._heading:
            self._subheading = heading.text
        else:
            self._heading = heading.text
        self._current = None
        self._levels = []

    def _run_in_heading(self, line: PlacedLine) -> tuple[PlacedLine, list[str]]:
        if line.marked.line.is_bold or line.marked.label:
            return line, []
        return take_run_in(line)

    def _begin(self, line: PlacedLine, depth: int, own: Sequence[str]) -> None:
        heading, subheading = self._heading, self._subheading
        if len(own) == 2 or (own and not (heading and self._headings)):
            heading, subheading = own[0], own[1] if len(own) == 2 else ""
            if not line.marked.is_marked:
                self._heading, self._subheading = heading, subheading
        elif own:
            subheading = own[0]
            if not line.marked.is_marked:
                self._subheading = subheading
        self._base = depth
        self._current = DividedItem(
            label=line.marked.label, heading=heading, subheading=subheading,
            numbers=line.marked.numbers,
        )  # fmt: skip
        if line.text or line.marked.line.table:
            self._current.lines.append((line, 0))
        self.items.append(self._current)
        if not line.marked.is_marked or line.marked.label:
            self._levels = []
            self._base = 0

    def _depth_of(self, line: PlacedLine) -> int:
        """Return the depth of a line: 0 without a mark, 1 for the outermost list."""
        marked = line.marked
        if not marked.is_marked or marked.label:
            return 0
        key = (marked.glyph, marked.level, marked.line.indent)
        if key in self._levels:
            del self._levels[self._levels.index(key) + 1 :]
        else:
            while self._levels and self._is_outside(key, self._levels[-1]):
                self._levels.pop()
            self._levels.append(key)
        return len(self._levels)

    @staticmethod
    def _is_outside(key: tuple[str, int, int], last: tuple[str, int, int]) -> bool:
        """Whether a line with `key` ends the list `last` because it stands further to the left."""
        if key[1] != last[1]:
            return key[1] < last[1]
        if key[2] != last[2]:
            return key[2] < last[2]
        return False

    def _depth_in_item(self, depth: int) -> int:
        return max(depth - self._base, 0) if depth else 0

    def _begins_item(self, line: PlacedLine, depth: int, index: int) -> bool:
        current = self._current
        assert current is not None
        marked = line.marked
        if marked.label or marked.numbers:
            return True
        if not current.lines:  # a label or a citation on a line of its own
            return False
        previous = current.lines[-1][0]
        if _continues_sentence(previous, line):
            return False
        if current.label and self._has_labels:
            return False
        if depth:
            return self._list_begins_item(current, depth)
        if self._is_listed(line):
            return False
        first = current.lines[0][0].marked
        if first.is_marked and 0 < first.line.indent <= marked.line.indent:
            return False  # a further paragraph, set under the text of a list item
        if self._in_blocks:
            return line.begins_block
        return True

    def _is_listed(self, line: PlacedLine) -> bool:
        """Whether a line without a mark belongs to the list that its item announced.

        That is so in a column whose items begin with citations: a line without one goes on.
        """
        current = self._current
        if current is None or not self._in_citations or line.marked.is_marked or not current.lines:
            return False
        return current.lines[0][0].text.endswith(":") and not _continues_sentence(
            current.lines[-1][0], line
        )

    def _list_begins_item(self, current: DividedItem, depth: int) -> bool:
        first = current.lines[0][0]
        if first.marked.is_marked and not first.marked.label:
            return depth <= self._base
        last_plain = next((line for line, level in reversed(current.lines) if not level), first)
        if last_plain.text.endswith(":") or any(level for _line, level in current.lines):
            return False
        # A list below a citation belongs to it unless a sentence ended before it.
        return not current.numbers or last_plain.text.endswith((".", "!", "?"))


def _continues_sentence(previous: PlacedLine, line: PlacedLine) -> bool:
    """Whether a line goes on with the sentence of the one before it."""
    if line.marked.is_marked or line.marked.label or line.marked.numbers:
        return False
    start = line.text[:1]
    if start.islower():
        return True
    unfinished = re.search(
        r"(?:[,–-]|\b(?:and|or|of|the|in|to|for|y|o|de|la|el|en|du|des|et|le|da|do|e|com|con))\Z",
        previous.text,
    )
    return bool(unfinished)


def _is_in_blocks(lines: Sequence[PlacedLine]) -> bool:
    """Whether empty lines separate the items of a column, so that an item may have paragraphs."""
    plain = [line for line in lines[1:] if not line.marked.is_marked and not line.begins_row]
    blocks = [line for line in plain if line.begins_block]
    return len(blocks) >= 2 and len(blocks) < len(plain) and len(blocks) * 3 >= len(plain)
