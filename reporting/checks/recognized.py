"""Recognition with cached results, so that the checks read each text once."""

from collections.abc import Iterator
from functools import lru_cache

from reporting.checks.content import CheckedEntry
from reporting.recognition.acronyms import (
    find_acronyms,
    find_definitions,
)
from reporting.recognition.bodies import BodyMention, find_bodies
from reporting.recognition.countries import CountryMention, find_countries
from reporting.recognition.date_roles import DateRole
from reporting.recognition.dates import DateMention, find_dates
from reporting.recognition.gazetteer import Gazetteer
from reporting.recognition.spans import MIN_CONFIDENCE

dates = lru_cache(maxsize=8192)(find_dates)
acronyms = lru_cache(maxsize=8192)(find_acronyms)
definitions = lru_cache(maxsize=8192)(find_definitions)


@lru_cache(maxsize=8192)
def countries(text: str, gazetteer: Gazetteer, lang: str) -> tuple[CountryMention, ...]:
    mentions = find_countries(text, gazetteer, lang=lang)
    return tuple(mention for mention in mentions if mention.confidence >= MIN_CONFIDENCE)


@lru_cache(maxsize=8192)
def bodies(text: str, gazetteer: Gazetteer, lang: str) -> tuple[BodyMention, ...]:
    return find_bodies(text, gazetteer, lang=lang)


def dates_of(entry: CheckedEntry) -> tuple[DateMention, ...]:
    """The dates in the text of an entry. Dates without a year get the year of its column."""
    return dates(entry.plain, year=entry.column_year, lang=entry.language)


def happenings(entry: CheckedEntry) -> Iterator[DateMention]:
    """The dates of events in the text of an entry."""
    return (date for date in dates_of(entry) if date.role is DateRole.EVENT)
