"""A bar chart by year: a row for each kind of entry, with a bar and its number for each year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporting.enums import EntryKind

_COLUMN, _BAR = 32, 22  # pixels: four digits fit over a bar, and ten years on a phone
_TALLEST = 48
_NUMBER, _LABEL = 16, 22  # height of the number over a bar, and of the label over a row
_YEARS = 20
_MIN_WIDTH = 180  # for the label over a row


@dataclass(frozen=True)
class Bar:
    """One year of a row; `height` is 0 if nothing was reported."""

    year: int
    value: int
    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def number_y(self) -> int:
        return self.y - 4


@dataclass(frozen=True)
class StripRow:
    """The bars of one kind, above a line at `base`."""

    kind: EntryKind
    bars: tuple[Bar, ...]
    label_y: int
    base: int


@dataclass(frozen=True)
class Strip:
    """The rows of the chart. All have the same scale, so that they can be compared."""

    rows: tuple[StripRow, ...]
    years: tuple[int, ...]
    width: int
    height: int

    @property
    def as_table(self) -> list[tuple[int, list[int]]]:
        """(year, number of entries of each kind), the newest first."""
        columns = zip(*(row.bars for row in self.rows), strict=True)
        rows = [(bars[0].year, [bar.value for bar in bars]) for bars in columns]
        return rows[::-1]

    @property
    def year_marks(self) -> list[tuple[int, int]]:
        """(year, the middle of its column)."""
        return [(bar.year, bar.middle) for bar in self.rows[0].bars]


def strip_of(counts: Mapping[tuple[int, str], int], years: Sequence[int]) -> Strip | None:
    """The chart of `counts`, by (calendar year, kind of entry).

    None when there is nothing to compare: no entry, or only one year. `years` are drawn in their
    order, the oldest first.
    """
    tallest = max((counts.get((year, kind), 0) for year in years for kind in EntryKind), default=0)
    if not tallest or len(years) < 2:
        return None
    height = _LABEL + _NUMBER + _TALLEST
    rows = tuple(
        _row(kind, counts, years, tallest, top=position * (height + 8))
        for position, kind in enumerate(EntryKind)
    )
    width = max(_MIN_WIDTH, _COLUMN * len(years))
    return Strip(rows, tuple(years), width, rows[-1].base + _YEARS)


def _row(
    kind: EntryKind,
    counts: Mapping[tuple[int, str], int],
    years: Sequence[int],
    tallest: int,
    top: int,
) -> StripRow:
    base = top + _LABEL + _NUMBER + _TALLEST
    bars = []
    for position, year in enumerate(years):
        value = counts.get((year, kind), 0)
        height = max(2, round(_TALLEST * value / tallest)) if value else 0
        bars.append(
            Bar(
                year, value, _COLUMN * position + (_COLUMN - _BAR) // 2, base - height, _BAR, height
            )
        )
    return StripRow(kind, tuple(bars), top + _LABEL - 6, base)
