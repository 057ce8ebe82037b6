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
_STEPS = (0, 3, 9, 19)  # the most entries of each shade but the darkest


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


def legend() -> list[LegendStep]:
    """The shades and the numbers of entries that each stands for."""
    leasts = [0, *(most + 1 for most in _STEPS)]
    return [
        LegendStep(shade, least, most)
        for shade, (least, most) in enumerate(zip(leasts, [*_STEPS, None], strict=True))
    ]


def map_of(states: Iterable[Country]) -> dict[str, MapView]:
    """The views "main" and "inset" for `states`, which carry `entries_count`."""
    by_code = {state.iso3: state for state in states}
    return {name: _view(name, outlines, by_code) for name, outlines in _outlines().items()}


def _view(name: str, outlines: dict[str, Any], states: dict[str, Country]) -> MapView:
    inset = name == "inset"
    shapes = []
    for iso3, state in states.items():
        small = iso3 in _ON_INSET
        path = outlines["states"].get(iso3, "")
        dot = outlines["dots"].get(iso3) if inset and small else None
        if path or dot:
            count: int = getattr(state, "entries_count", 0)
            shapes.append(
                StateShape(
                    country=state,
                    count=count,
                    shade=sum(count > most for most in _STEPS),
                    path=path,
                    dot=(dot[0], dot[1]) if dot else None,
                    is_link=small == inset,
                )
            )
    return MapView(outlines["width"], outlines["height"], outlines["land"], tuple(shapes))


@cache
def _outlines() -> dict[str, Any]:
    return dict(json.loads(_OUTLINES.read_text(encoding="utf-8")))
