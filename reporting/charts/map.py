"""The map of the Americas: the member states, shaded by how many entries concern each."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from program.models import Country

_OUTLINES = Path(__file__).with_name("americas.json")
# On the whole map these are too small to hit: they are links on the inset alone.
_ON_INSET = frozenset({"ATG", "BHS", "BRB", "DMA", "GRD", "JAM", "KNA", "LCA", "TTO", "VCT"})
_STEPS = (0, 3, 9, 19)  # the most entries of each shade but the darkest, in a year like 2011
_LIKE_2011 = 60  # the most entries of one state up to which those shades tell states apart
_NICE = (1, 2, 5)


@dataclass(frozen=True)
class StateShape:
    """A member state on a map; `path` is empty for one drawn as a dot alone."""

    country: Country
    count: int
    shade: int
    path: str
    dot: tuple[float, float] | None
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
    return {name: _view(name, outlines, by_code, steps) for name, outlines in _outlines().items()}


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
    name: str, outlines: dict[str, Any], states: dict[str, Country], steps: tuple[int, ...]
) -> MapView:
    inset = name == "inset"
    shapes = []
    for iso3, state in states.items():
        small = iso3 in _ON_INSET
        path = outlines["states"].get(iso3, "")
        dot = outlines["dots"].get(iso3) if inset and small else None
        if path or dot:
            count = _count(state)
            shapes.append(
                StateShape(
                    country=state,
                    count=count,
                    shade=sum(count > most for most in steps),
                    path=path,
                    dot=(dot[0], dot[1]) if dot else None,
                    is_link=small == inset,
                )
            )
    return MapView(outlines["width"], outlines["height"], outlines["land"], tuple(shapes))


@cache
def _outlines() -> dict[str, Any]:
    return dict(json.loads(_OUTLINES.read_text(encoding="utf-8")))
