"""Rows of bars: a table that is a chart, each bar in parts, each part's number beside it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH = 160  # pixels of the longest bar


@dataclass(frozen=True)
class Part:
    """A part of a bar, drawn as its `state`: a name that the style sheet knows."""

    state: str
    words: Any
    value: int
    x: float
    width: float


@dataclass(frozen=True)
class Row:
    """`label` names what the bar stands for; `address` is where it leads, or empty."""

    label: str
    address: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(part.value for part in self.parts)


@dataclass(frozen=True)
class Rows:
    """The bars under their head; `states` are (state, its words) in the order of the parts."""

    states: tuple[tuple[str, Any], ...]
    rows: tuple[Row, ...]
    width: int = WIDTH


def rows_of(
    rows: Iterable[tuple[Any, str, Mapping[str, int]]], states: Sequence[tuple[str, Any]]
) -> Rows | None:
    """Bars of (label, address, numbers by state), to one scale; None when all are empty."""
    given = list(rows)
    most = max((sum(numbers.values()) for _label, _address, numbers in given), default=0)
    if not most:
        return None
    return Rows(
        tuple(states),
        tuple(
            Row(str(label), address, _parts(numbers, states, most))
            for label, address, numbers in given
        ),
    )


def _parts(
    numbers: Mapping[str, int], states: Sequence[tuple[str, Any]], most: int
) -> tuple[Part, ...]:
    found, x = [], 0.0
    for state, words in states:
        width = round(WIDTH * numbers.get(state, 0) / most, 1)
        found.append(Part(state, words, numbers.get(state, 0), round(x, 1), width))
        x += width
    return tuple(found)
