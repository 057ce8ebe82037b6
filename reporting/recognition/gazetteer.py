"""The names that recognition looks for, read from the database, or from files in tests."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class How(StrEnum):
    """The kind of name that a text uses for a country. The last three are values of `AliasKind`."""

    NAME = "name"
    VARIANT = "variant"
    DEMONYM = "demonym"
    CITY = "city"


@dataclass(frozen=True)
class CountryName:
    text: str
    how: How
    language: str  # ISO 639-1 code of the language that the name is in


@dataclass(frozen=True)
class NamedCountry:
    iso3: str
    names: tuple[CountryName, ...]


@dataclass(frozen=True)
class BodyName:
    text: str  # a name or an acronym; `bodies` tells which
    language: str


@dataclass(frozen=True)
class NamedBody:
    """An organ, organization, forum or program. `key` is an implementer's slug or an acronym."""

    key: str
    names: tuple[BodyName, ...]


@dataclass(frozen=True)
class Gazetteer:
    """Everything that is recognized by name. The hash is kept, because indexes are cached by it."""

    countries: tuple[NamedCountry, ...] = ()
    bodies: tuple[NamedBody, ...] = ()

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.countries, self.bodies))

    @cached_property
    def iso3_codes(self) -> frozenset[str]:
        return frozenset(country.iso3 for country in self.countries)
