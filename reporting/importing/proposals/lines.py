"""The lines of a column, prepared for their division into items."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from program.rich_text.model import LineBreak, Run
from reporting.importing.proposals.marks import BULLETS, Known, Marked, read_marks
from reporting.importing.sources.model import Line, SourceCell

_MARK_ALONE = re.compile(rf"[{re.escape(BULLETS)}]|-|o|\(?(?:\d{{1,3}}|[a-zA-Z])\s?[.)-]")
_SENTENCE_END = re.compile(r"[.!?;:…][\"”’»)\]]*\Z")
_FIRST_SURE = 10  # below labels, smaller numbers number the parts of an item
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class PlacedLine:
    """A line with where it stands in the file. `begins_block`: after an empty line or in a new row."""

    marked: Marked
    place: str
    begins_block: bool = False
    begins_row: bool = False

    @property
    def text(self) -> str:
        return self.marked.text

    @property
    def is_finished(self) -> bool:
        """Whether a sentence, or the announcement of a list, ends with it."""
        return bool(_SENTENCE_END.search(self.text))


def placed_lines(cells: Iterable[SourceCell], known: Known) -> list[PlacedLine]:
    """Return the lines of the cells of a column, with marks and citations taken off."""
    lines: list[PlacedLine] = []
    for cell in cells:
        begins_block = begins_row = True
        for line in _joined_marks(_divided(cell.lines)):
            if line.is_empty or (line.table is None and _NOISE.fullmatch(line.text)):
                begins_block = True
                continue
            marked = read_marks(line, known)
            if not marked.text and not marked.numbers and not marked.label and line.table is None:
                continue
            lines.append(PlacedLine(marked, cell.place, begins_block, begins_row))
            begins_block = begins_row = False
    return _with_single_citations(lines, known)


def _divided(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines; one whose line breaks separate items is divided at them."""
    for line in lines:
        if not any(isinstance(part, LineBreak) for part in line.content):
            yield line
            continue
        parts = _at_breaks(line)
        later = [part for part in parts[1:] if not part.is_empty]
        if any(part.is_empty for part in parts[1:-1]) or any(_is_marked(part) for part in later):
            for number, part in enumerate(parts):
                yield part if number == 0 else replace(part, marker="", is_bullet=False)
        else:
            yield line


def _at_breaks(line: Line) -> list[Line]:
    parts: list[list[Run]] = [[]]
    for part in line.content:
        if isinstance(part, Run):
            parts[-1].append(part)
        else:
            parts.append([])
    return [replace(line, content=tuple(runs)).without_start(0) for runs in parts]


def _is_marked(line: Line) -> bool:
    marked = read_marks(line, Known(register=frozenset(range(1, 200))))
    return bool(marked.mark or marked.label or marked.numbers)


def _joined_marks(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield lines; a bullet or number on a line of its own is joined with the line after it."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None:
            if line.is_empty:
                continue
            content = (*waiting.content, Run(" "), *line.content)
            waiting, line = None, replace(line, content=content)
        if not line.marker and line.table is None and _MARK_ALONE.fullmatch(line.text):
            waiting = line
            continue
        yield line


def _with_single_citations(lines: Sequence[PlacedLine], known: Known) -> list[PlacedLine]:
    """Return the lines with "76. IOM" read as a citation, unless the number counts a list."""
    counting = _list_numbers(lines)
    has_labels = any(line.marked.label for line in lines)
    result = []
    for index, line in enumerate(lines):
        marked = line.marked
        number = marked.number
        if (
            number is not None
            and index not in counting
            and known.allows((number,))
            and not (has_labels and number < _FIRST_SURE)
        ):
            is_mark = marked.glyph in ("1", "auto1")
            marked = replace(
                    marked, numbers=(number,), number=None,
                    mark="" if is_mark else marked.mark, glyph="" if is_mark else marked.glyph,
                )  # fmt: skip
        result.append(replace(line, marked=marked))
    return result


def _list_numbers(lines: Sequence[PlacedLine]) -> set[int]:
    """Return the lines whose numbers count a list from 1: at least 1 and 2."""
    items: set[int] = set()
    counts: dict[tuple[str, int], list[int]] = {}
    for index, line in enumerate(lines):
        number = line.marked.number
        if number is None:
            continue
        key = (line.marked.glyph, line.marked.level)
        counted = counts.setdefault(key, [])
        if number == 1:
            _keep(items, counted)
            counts[key] = [index]
        elif counted and number == len(counted) + 1:
            counted.append(index)
    for counted in counts.values():
        _keep(items, counted)
    return items


def _keep(items: set[int], counted: Sequence[int]) -> None:
    if len(counted) > 1:
        items.update(counted)
