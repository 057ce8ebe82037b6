"""The countries and territories of ISO 3166-1, from `program/data/countries.json`.

`bin/build-world` makes the file and names its sources and their licenses.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from program.models.country import SubRegion

_FILE = Path(__file__).parent / "data" / "countries.json"


@dataclass(frozen=True)
class WorldCountry:
    """A country or territory with its names, by the code of a `Language`."""

    iso3: str
    iso2: str
    names: dict[str, str]
    kind: str
    observer: bool

    def columns(self) -> dict[str, Any]:
        """Return the values of the columns of a `Country`."""
        return {
            "iso3": self.iso3,
            "iso2": self.iso2,
            **{f"name_{language}": name for language, name in self.names.items()},
            "sub_region": SubRegion.OUTSIDE,
            "kind": self.kind,
            "is_permanent_observer": self.observer,
        }


@cache
def countries_of_the_world() -> tuple[WorldCountry, ...]:
    """Return the 249 entries of ISO 3166-1, by alpha-3 code."""
    content = json.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(WorldCountry(**country) for country in content["countries"])


@cache
def permanent_observers() -> frozenset[str]:
    """Return the ISO alpha-3 codes of the permanent observers of the OAS."""
    return frozenset(country.iso3 for country in countries_of_the_world() if country.observer)


def missing_countries(codes: set[str]) -> list[WorldCountry]:
    """Return the countries of which neither code is in `codes` (alpha-3 and alpha-2)."""
    return [
        country
        for country in countries_of_the_world()
        if country.iso3 not in codes and country.iso2 not in codes
    ]
