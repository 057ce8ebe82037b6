"""The gazetteer of the 2011 files, as a query would fill it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from program.world import missing_countries
from reporting.recognition.data.well_known_bodies import WELL_KNOWN_BODIES
from reporting.recognition.gazetteer import (
    BodyName,
    CountryName,
    Gazetteer,
    How,
    NamedBody,
    NamedCountry,
)

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "2011"


def read_yaml(name: str) -> Any:
    return yaml.load((FIXTURES / name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _country(record: dict[str, Any]) -> NamedCountry:
    names = [CountryName(words, How.NAME, lang) for lang, words in record["names"].items()]
    aliases = [
        CountryName(alias["name"], How(alias["kind"]), alias.get("language", "en"))
        for alias in record["aliases"]
    ]
    return NamedCountry(record["iso3"], (*names, *aliases))


def _body(record: dict[str, Any]) -> NamedBody:
    names = [BodyName(words, lang) for lang, words in record["names"].items()]
    aliases = [BodyName(alias["name"], alias["language"]) for alias in record["aliases"]]
    return NamedBody(record["slug"], (BodyName(record["acronym"], "en"), *names, *aliases))


def _countries() -> Iterator[NamedCountry]:
    """The countries of the files, then the others of the world, as after loading."""
    records = read_yaml("countries.yaml")["countries"]
    yield from map(_country, records)
    for country in missing_countries({record["iso3"] for record in records}):
        names = (CountryName(words, How.NAME, lang) for lang, words in country.names.items())
        yield NamedCountry(country.iso3, tuple(names))


def read_gazetteer() -> Gazetteer:
    return Gazetteer(
        countries=tuple(_countries()),
        bodies=(
            *(_body(record) for record in read_yaml("implementers.yaml")["implementers"]),
            *WELL_KNOWN_BODIES,
        ),
    )


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return read_gazetteer()
