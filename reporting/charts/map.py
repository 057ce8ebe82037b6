"""The map of the Americas: the member states, shaded by how many entries concern each."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from program.models import Country

_OUTLINES = Path(__file__).with_name("americas.json")
# So small that a dot shows where they are.
_DOTS = frozenset({"ATG", "BRB", "DMA", "GRD", "KNA", "LCA", "VCT"})
_STEPS = (0, 3, 9, 19)  # the most entries of each shade but the darkest, in a year like 2011
_LIKE_2011 = 60  # the most entries of one state up to which those shades tell states apart
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class Label:
    """The code of a state at (x, y), and the middle of the state, from which a line leads there."""

    middle_x: float
    middle_y: float
    x: float
    y: float


@dataclass(frozen=True)
class StateShape:
    """A member state on a map.

    `reach` is the sea that counts as a narrow one when one aims at it: x, y, width, height. `label` is None where its shape is large enough to hit. Each state `is_link` in one of the views:
    in the other it is one for the mouse alone, so that the keyboard stops at it once.
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
    """One view: its size, land without a state of the OAS, and the states."""

    width: int
    height: int
    land: str
    shapes: tuple[StateShape, ...]


@dataclass(frozen=True)
class LegendStep:
    shade: int
    least: int
    most: int | None


def legend(states: Iterable[Country]) -> list[LegendStep]:
    """The shades and the numbers of entries that each stands for, on the map of `states`."""
    steps = _steps(states)
    leasts = [0, *(most + 1 for most in steps)]
    return [
        LegendStep(shade, least, most)
        for shade, (least, most) in enumerate(zip(leasts, [*steps, None], strict=True))
    ]


def map_of(states: Iterable[Country]) -> dict[str, MapView]:
    """The views "main" and "inset" for `states`, which carry `entries_count`."""
    by_code = {state.iso3: state for state in states}
    steps = _steps(by_code.values())
    views = _outlines()
    return {
        "main": _view(
            views["main"], by_code, steps, links=by_code.keys() - views["inset"]["labels"]
        ),
        "inset": _view(views["inset"], by_code, steps, links=views["inset"]["labels"].keys()),
    }


def _steps(states: Iterable[Country]) -> tuple[int, ...]:
    """Those of 2011, or a round multiple of them where there is far more to tell apart."""
    most = max((_count(state) for state in states), default=0)
    factor = next(
        nice * 10**power
        for power in range(9)
        for nice in _NICE
        if most <= _LIKE_2011 * nice * 10**power
    )
    return tuple((step + 1) * factor - 1 if step else 0 for step in _STEPS)


def _count(state: Country) -> int:
    count: int = getattr(state, "entries_count", 0)
    return count


def _view(
    outlines: dict[str, Any],
    states: dict[str, Country],
    steps: tuple[int, ...],
    *,
    links: Collection[str],
) -> MapView:
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
    # Whatever one can reach by keyboard is drawn over the rest.
    shapes.sort(key=lambda shape: shape.is_link)
    return MapView(outlines["width"], outlines["height"], outlines["land"], tuple(shapes))


@cache
def _outlines() -> dict[str, Any]:
    return dict(json.loads(_OUTLINES.read_text(encoding="utf-8")))
