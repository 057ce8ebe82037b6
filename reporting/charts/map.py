"""The map of the Americas: the member states, shaded by the number of entries of each."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from program.models import Country

_OUTLINES = Path(__file__).with_name("americas.json")
# States that are too small to see: a dot shows where they are.
_DOTS = frozenset({"ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT"})
_STEPS = (0, 3, 9, 19)  # highest number of entries of each shade but the darkest, as for 2011
_LIKE_2011 = 60  # highest number of entries of a state up to which these steps are used
_ROUND_FACTORS = (1, 2, 5)


@dataclass(frozen=True)
class Label:
    """The code of a state at (x, y), with a line from the middle of the state."""

    middle_x: float
    middle_y: float
    x: float
    y: float


@dataclass(frozen=True)
class LabelSize:
    """How large a label is drawn: its tile, the square round it that is clicked, a dot's radius."""

    half_square: int
    half_width: int
    half_height: int
    dot: int

    @property
    def square(self) -> int:
        return 2 * self.half_square

    @property
    def width(self) -> int:
        return 2 * self.half_width

    @property
    def height(self) -> int:
        return 2 * self.half_height


_LABEL_SIZES = {"main": LabelSize(24, 19, 13, 4), "inset": LabelSize(25, 23, 16, 5)}


@dataclass(frozen=True)
class StateShape:
    """A member state on a map.

    `reach` is an area of the sea around a narrow state that can also be clicked: (x, y, width,
    height). `label` is None when the shape is large enough to click. `is_link` is true in only one
    of the two views, so that the keyboard stops at each state once; in the other, only the mouse
    can follow the link.
    """

    country: Country
    count: int
    shade: int
    path: str
    label: Label | None
    reach: tuple[int, int, int, int] | None
    has_dot: bool
    is_link: bool


@dataclass(frozen=True)
class MapView:
    """One view of the map: its size, the land of other countries, the member states, the labels."""

    width: int
    height: int
    land: str
    shapes: tuple[StateShape, ...]
    label_size: LabelSize


@dataclass(frozen=True)
class LegendStep:
    shade: int
    least: int
    most: int | None


def legend(states: Iterable[Country]) -> list[LegendStep]:
    """The shades of the map of `states`, with the range of entries that each stands for."""
    steps = _steps(states)
    minimums = [0, *(most + 1 for most in steps)]
    return [
        LegendStep(shade, least, most)
        for shade, (least, most) in enumerate(zip(minimums, [*steps, None], strict=True))
    ]


def map_of(states: Iterable[Country]) -> dict[str, MapView]:
    """The views "main" and "inset" for `states`, which are annotated with `entries_count`."""
    by_code = {state.iso3: state for state in states}
    steps = _steps(by_code.values())
    inset = _outlines()["inset"]["labels"].keys()
    return {
        "main": _view("main", by_code, steps, links=by_code.keys() - inset),
        "inset": _view("inset", by_code, steps, links=inset),
    }


def _steps(states: Iterable[Country]) -> tuple[int, ...]:
    """The steps of 2011, or a round multiple of them when states have far more entries."""
    most = max((_count(state) for state in states), default=0)
    factor = next(
        round_factor * 10**power
        for power in range(9)
        for round_factor in _ROUND_FACTORS
        if most <= _LIKE_2011 * round_factor * 10**power
    )
    return tuple((step + 1) * factor - 1 if step else 0 for step in _STEPS)


def _count(state: Country) -> int:
    count: int = getattr(state, "entries_count", 0)
    return count


def _view(
    name: str,
    states: dict[str, Country],
    steps: tuple[int, ...],
    *,
    links: Collection[str],
) -> MapView:
    outlines = _outlines()[name]
    shapes = []
    for iso3, state in states.items():
        path = outlines["states"].get(iso3, "")
        label = outlines["labels"].get(iso3)
        if path or label:
            count = _count(state)
            shapes.append(
                StateShape(
                    country=state,
                    count=count,
                    shade=sum(count > most for most in steps),
                    path=path,
                    label=Label(*label) if label else None,
                    reach=outlines["reaches"].get(iso3),
                    has_dot=label is not None and iso3 in _DOTS,
                    is_link=iso3 in links,
                )
            )
    # What the keyboard can reach is drawn over the rest.
    shapes.sort(key=lambda shape: shape.is_link)
    return MapView(
        outlines["width"],
        outlines["height"],
        outlines["land"],
        tuple(shapes),
        label_size=_LABEL_SIZES[name],
    )


@cache
def _outlines() -> dict[str, Any]:
    return dict(json.loads(_OUTLINES.read_text(encoding="utf-8")))
