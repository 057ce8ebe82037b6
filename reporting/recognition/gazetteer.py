"""The names to look for. A query fills these from the database, a test from files."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class How(StrEnum):
    """By which kind of word a text names a country; the last three are `AliasKind`'s values."""

    NAME = "name"
    VARIANT = "variant"
    DEMONYM = "demonym"
    CITY = "city"


@dataclass(frozen=True)
class CountryName:
    words: str
    how: How
    language: str  # ISO 639-1 code: the language in which the country is called so


@dataclass(frozen=True)
class NamedCountry:
    iso3: str
    names: tuple[CountryName, ...]


@dataclass(frozen=True)
class BodyName:
    words: str  # a name, or an acronym: the recogniser sees which
    language: str


@dataclass(frozen=True)
class NamedBody:
    """An organ, organisation, forum or programme. `key` is the implementer's slug or an acronym."""

    key: str
    names: tuple[BodyName, ...]


@dataclass(frozen=True)
class Gazetteer:
    """All that can be recognised by name. Hashed once: what is compiled from it is kept by it."""

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
