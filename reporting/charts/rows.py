"""A table with a bar in each row; a bar has parts, with their numbers beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 160  # pixels of the longest bar


@dataclass(frozen=True)
class Part:
    """A part of a bar. `state` is the name of its style in the stylesheet."""

    state: str
    words: Any
    value: int
    x: float
    width: float
    counted: Any = None  # the rows that `value` counts, for the tag `count`


@dataclass(frozen=True)
class Row:
    """A bar. `label` says what it stands for; `address` is that of a link, or empty."""

    label: str
    address: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Rows:
    """The bars and the legend; `states` are (state, label) in the order of the parts."""

    states: tuple[tuple[str, Any], ...]
    rows: tuple[Row, ...]
    width: int = WIDTH


def rows_of(
    rows: Iterable[tuple[Any, str, Mapping[str, int]]],
    states: Sequence[tuple[str, Any]],
    counted: Callable[[Any, str], Any] = lambda _label, _state: None,
) -> Rows | None:
    """The bars of (label, address, numbers by state), on one scale; None when all are empty.

    `counted` returns the rows that the number of a label and a state counts.
    """
    row_list = list(rows)
    longest = max((sum(numbers.values()) for _label, _address, numbers in row_list), default=0)
    if not longest:
        return None
    return Rows(
        tuple(states),
        tuple(
            Row(str(label), address, _parts(label, numbers, states, longest, counted))
            for label, address, numbers in row_list
        ),
    )


def _parts(
    row_label: Any,
    numbers: Mapping[str, int],
    states: Sequence[tuple[str, Any]],
    longest: int,
    counted: Callable[[Any, str], Any],
) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for state, label in states:
        width = round(WIDTH * numbers.get(state, 0) / longest, 1)
        rows = counted(row_label, state)
        parts.append(Part(state, label, numbers.get(state, 0), round(x, 1), width, rows))
        x += width
    return tuple(parts)
