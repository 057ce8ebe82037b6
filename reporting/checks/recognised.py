"""What is recognised in texts, once for all checks that ask."""

from collections.abc import Iterator
from functools import lru_cache

from reporting.checks.content import CheckedEntry
from reporting.recognition.acronyms import (
    AcronymMention,
    DefinitionMention,
    find_acronyms,
    find_definitions,
)
from reporting.recognition.bodies import BodyMention, find_bodies
from reporting.recognition.countries import CountryMention, find_countries
from reporting.recognition.date_roles import DateRole
from reporting.recognition.dates import DateMention, find_dates
from reporting.recognition.gazetteer import Gazetteer

LEAST = 0.6  # less sure than this is not worth a reader's time

dates = lru_cache(maxsize=8192)(find_dates)
acronyms = lru_cache(maxsize=8192)(find_acronyms)
definitions = lru_cache(maxsize=8192)(find_definitions)


@lru_cache(maxsize=8192)
def countries(text: str, gazetteer: Gazetteer, lang: str) -> tuple[CountryMention, ...]:
    found = find_countries(text, gazetteer, lang=lang)
    return tuple(one for one in found if one.confidence >= LEAST)


@lru_cache(maxsize=8192)
def bodies(text: str, gazetteer: Gazetteer, lang: str) -> tuple[BodyMention, ...]:
    return find_bodies(text, gazetteer, lang=lang)


def dates_of(entry: CheckedEntry) -> tuple[DateMention, ...]:
    """Every date of an entry's text; those without a year lie in the year of its column."""
    return dates(entry.plain, year=entry.column_year, lang=entry.language)


def happenings(entry: CheckedEntry) -> Iterator[DateMention]:
    """The dates of an entry's text at which something happened or will."""
    return (one for one in dates_of(entry) if one.role is DateRole.EVENT)


__all__ = [
    "LEAST",
    "AcronymMention",
    "DefinitionMention",
    "acronyms",
    "bodies",
    "countries",
    "dates",
    "dates_of",
    "definitions",
    "happenings",
]
