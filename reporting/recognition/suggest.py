"""What a text says that its tags do not: "this text names Mexico and 25 July to 2 August 2011".

Only the findings; the sentence around them is the page's. Nothing is suggested twice, nor what
the tags already hold.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from reporting.recognition.activities import Cited, find_activities
from reporting.recognition.countries import CountryMention, find_countries
from reporting.recognition.dates import DateFlag, DateMention, find_events
from reporting.recognition.gazetteer import Gazetteer, How
from reporting.recognition.languages import language
from reporting.recognition.money import find_money
from reporting.recognition.names import fold
from reporting.recognition.spans import Mention, Sentences, sentences

_MOST_PLACES = (
    20  # countries named before a date, and after it, among which its place is looked for
)
_LEAST = 0.6  # less sure than this is not worth a writer's time


class SuggestionKind(StrEnum):
    ACTIVITY = "activity"
    COUNTRY = "country"
    EVENT = "event"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Tagged:
    """What an entry already holds."""

    activities: Collection[str] = ()  # codes
    countries: Collection[str] = ()  # ISO alpha-3
    events: Collection[tuple[datetime.date, datetime.date]] = ()  # first and last day
    amounts: Collection[Decimal] = ()


@dataclass(frozen=True)
class SuggestionContext:
    """What is known about a text before it is read."""

    gazetteer: Gazetteer
    year: int | None = None  # the year its column is about
    lang: str = "en"
    known: Collection[int] = ()  # numbers of the Program's activities
    assigned: Collection[int] = ()  # of these, the implementer's


@dataclass(frozen=True, kw_only=True)
class Suggestion(Mention):
    """`value`: an activity's number, an ISO alpha-3 code, an ISO 8601 date or range, an amount.

    An event may say where: `place` as the text names it, `country` as ISO alpha-3.
    """

    kind: SuggestionKind
    value: str
    place: str = ""
    country: str = ""
    year_inferred: bool = False
    flags: tuple[DateFlag, ...] = field(default=())


def suggest(text: str, reading: SuggestionContext, tagged: Tagged) -> tuple[Suggestion, ...]:
    """What `text` names and `tagged` does not hold, in the order of the text."""
    countries = find_countries(text, reading.gazetteer, lang=reading.lang)
    found = [
        *_activities(text, reading, tagged),
        *_countries(countries, tagged),
        *_events(text, reading, tagged, countries),
        *_amounts(text, reading, tagged),
    ]
    sure = [one for one in found if one.confidence >= _LEAST]
    return tuple(_once(sorted(sure, key=lambda one: (one.start, one.kind))))


def place_of(
    date: DateMention,
    countries: Sequence[CountryMention],
    text: str,
    within: Sentences,
    *,
    lang: str,
) -> CountryMention | None:
    """Where the event of `date` took place, if its sentence says so: the nearest city, or a
    country visited or right beside the date. `countries` come in the order of the text; the 20
    before the date and the 20 after it are looked at."""
    begin, finish = within.limits(date.start, date.end)
    beside = bisect_left(countries, date.start, key=lambda one: one.start)
    near = countries[max(0, beside - _MOST_PLACES) : beside + _MOST_PLACES]
    here = [one for one in near if begin <= one.start < finish]
    cities = [one for one in here if one.how is How.CITY]
    places = cities or [one for one in here if _is_place(one, date, text, lang)]
    return min(places, key=lambda one: _distance(one, date), default=None)


def _activities(text: str, reading: SuggestionContext, tagged: Tagged) -> Iterator[Suggestion]:
    for one in find_activities(
        text, known=reading.known, assigned=reading.assigned, lang=reading.lang
    ):
        for number in () if one.form is Cited.LABEL else one.numbers:
            if str(number) not in tagged.activities:
                yield _suggestion(one, SuggestionKind.ACTIVITY, str(number))


def _countries(found: Sequence[CountryMention], tagged: Tagged) -> Iterator[Suggestion]:
    for one in found:
        if one.iso3 not in tagged.countries:
            yield _suggestion(one, SuggestionKind.COUNTRY, one.iso3)


def _events(
    text: str, reading: SuggestionContext, tagged: Tagged, countries: Sequence[CountryMention]
) -> Iterator[Suggestion]:
    within = sentences(text)
    for date in find_events(text, year=reading.year, lang=reading.lang):
        if not date.iso or _is_held(date, tagged):
            continue
        where = place_of(date, countries, text, within, lang=reading.lang)
        yield Suggestion(
            start=date.start,
            end=date.end,
            words=date.words,
            confidence=date.confidence,
            kind=SuggestionKind.EVENT,
            value=date.iso,
            place=where.words if where and where.how is How.CITY else "",
            country=where.iso3 if where else "",
            year_inferred=date.year_inferred,
            flags=date.flags,
        )


def _amounts(text: str, reading: SuggestionContext, tagged: Tagged) -> Iterator[Suggestion]:
    for one in find_money(text, lang=reading.lang):
        if one.amount not in tagged.amounts:
            yield _suggestion(one, SuggestionKind.AMOUNT, f"{one.amount} {one.currency}")


def _suggestion(found: Mention, kind: SuggestionKind, value: str) -> Suggestion:
    return Suggestion(
        start=found.start,
        end=found.end,
        words=found.words,
        confidence=found.confidence,
        kind=kind,
        value=value,
    )


def _is_held(date: DateMention, tagged: Tagged) -> bool:
    """Whether an event is the date's, lies within it ("in March") or holds it ("7 June")."""
    if date.first is None or date.last is None:
        return False
    return any(
        (start <= date.first and date.last <= end) or (date.first <= start and end <= date.last)
        for start, end in tagged.events
    )


def _is_place(one: CountryMention, date: DateMention, text: str, lang: str) -> bool:
    if one.how is How.DEMONYM:
        return False
    beside = text[one.end : date.start] if one.end <= date.start else text[date.end : one.start]
    if re.fullmatch(r"\s{0,3},?\s{0,3}", beside[:7]):
        return True
    before = re.search(r"([^\W\d_]+)\s+(?:[Tt]he\s+)?\Z", text[max(0, one.start - 20) : one.start])
    return before is not None and fold(before.group(1)) in map(fold, language(lang).places.at)


def _distance(one: Mention, other: Mention) -> int:
    return max(one.start - other.end, other.start - one.end)


def _once(suggestions: Sequence[Suggestion]) -> Iterator[Suggestion]:
    seen = set()
    for one in suggestions:
        if (one.kind, one.value) not in seen:
            seen.add((one.kind, one.value))
            yield one
