"""Suggestions of tags: what a text names and the entry is not tagged with.

Nothing is suggested twice. The page writes the sentence around a suggestion.
"""

import datetime
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from reporting.recognition.activities import Cited, find_activities
from reporting.recognition.countries import CountryMention, find_countries
from reporting.recognition.country_roles import proposed_roles
from reporting.recognition.dates import DateFlag, DateMention, find_events
from reporting.recognition.gazetteer import Gazetteer, How
from reporting.recognition.languages import language
from reporting.recognition.money import find_money
from reporting.recognition.names import fold
from reporting.recognition.spans import MIN_CONFIDENCE, Mention, Sentences, sentences
from reporting.recognition.themes import find_themes

_MOST_PLACES = 20  # mentions of countries before a date, and after it, that may be its place


class SuggestionKind(StrEnum):
    ACTIVITY = "activity"
    COUNTRY = "country"
    EVENT = "event"
    AMOUNT = "amount"
    THEME = "theme"


@dataclass(frozen=True)
class Tagged:
    """What an entry is already tagged with."""

    activities: Collection[str] = ()  # codes
    countries: Collection[str] = ()  # ISO alpha-3
    events: Collection[tuple[datetime.date, datetime.date]] = ()  # first and last day
    amounts: Collection[Decimal] = ()
    themes: Collection[str] = ()  # codes


@dataclass(frozen=True)
class SuggestionContext:
    """What is known about a text apart from its words."""

    gazetteer: Gazetteer
    year: int | None = None  # the year its column is about
    lang: str = "en"
    known: Collection[int] = ()  # numbers of the Program's activities
    assigned: Collection[int] = ()  # of these, the implementer's


@dataclass(frozen=True, kw_only=True)
class Suggestion(Mention):
    """`value`: an activity's number, an ISO alpha-3 code, an ISO 8601 date or range, an amount, or
    the code of a theme.

    An event may have a `place` as the text names it, and a `country` as an ISO alpha-3 code. A
    country has the `role` that the words around it propose, a `reporting.enums.CountryRole`.
    """

    kind: SuggestionKind
    value: str
    place: str = ""
    country: str = ""
    role: str = ""
    year_inferred: bool = False
    flags: tuple[DateFlag, ...] = field(default=())


def suggest(text: str, context: SuggestionContext, tagged: Tagged) -> tuple[Suggestion, ...]:
    """What `text` names and `tagged` does not contain, in the order of the text."""
    countries = find_countries(text, context.gazetteer, lang=context.lang)
    suggestions = [
        *_activities(text, context, tagged),
        *_countries(text, countries, tagged),
        *_events(text, context, tagged, countries),
        *_amounts(text, context, tagged),
        *_themes(text, context, tagged),
    ]
    sure = [suggestion for suggestion in suggestions if suggestion.confidence >= MIN_CONFIDENCE]
    return tuple(
        _without_repetition(
            sorted(sure, key=lambda suggestion: (suggestion.start, suggestion.kind))
        )
    )


def place_of(
    date: DateMention,
    countries: Sequence[CountryMention],
    text: str,
    text_sentences: Sentences,
    *,
    lang: str,
) -> CountryMention | None:
    """The place of the event of `date`, if its sentence states one.

    It is the nearest city, or the nearest country that is visited or next to the date. `countries`
    must be in the order of the text; the 20 before the date and the 20 after it are considered.
    """
    sentence_start, sentence_end = text_sentences.limits(date.start, date.end)
    beside = bisect_left(countries, date.start, key=lambda mention: mention.start)
    nearby = countries[max(0, beside - _MOST_PLACES) : beside + _MOST_PLACES]
    in_sentence = [mention for mention in nearby if sentence_start <= mention.start < sentence_end]
    cities = [mention for mention in in_sentence if mention.how is How.CITY]
    places = cities or [mention for mention in in_sentence if _is_place(mention, date, text, lang)]
    return min(places, key=lambda mention: _distance(mention, date), default=None)


def _activities(text: str, context: SuggestionContext, tagged: Tagged) -> Iterator[Suggestion]:
    for mention in find_activities(
        text, known=context.known, assigned=context.assigned, lang=context.lang
    ):
        for number in () if mention.form is Cited.LABEL else mention.numbers:
            if str(number) not in tagged.activities:
                yield _suggestion(mention, SuggestionKind.ACTIVITY, str(number))


def _countries(
    text: str, mentions: Sequence[CountryMention], tagged: Tagged
) -> Iterator[Suggestion]:
    sure = [mention for mention in mentions if mention.confidence >= MIN_CONFIDENCE]
    roles = proposed_roles(text, sure)
    for mention in sure:
        if mention.iso3 not in tagged.countries:
            suggestion = _suggestion(mention, SuggestionKind.COUNTRY, mention.iso3)
            yield replace(suggestion, role=roles[mention.iso3])


def _events(
    text: str, context: SuggestionContext, tagged: Tagged, countries: Sequence[CountryMention]
) -> Iterator[Suggestion]:
    text_sentences = sentences(text)
    for date in find_events(text, year=context.year, lang=context.lang):
        if not date.iso or _has_event(date, tagged):
            continue
        place = place_of(date, countries, text, text_sentences, lang=context.lang)
        yield Suggestion(
            start=date.start,
            end=date.end,
            words=date.words,
            confidence=date.confidence,
            kind=SuggestionKind.EVENT,
            value=date.iso,
            place=place.words if place and place.how is How.CITY else "",
            country=place.iso3 if place else "",
            year_inferred=date.year_inferred,
            flags=date.flags,
        )


def _amounts(text: str, context: SuggestionContext, tagged: Tagged) -> Iterator[Suggestion]:
    for mention in find_money(text, lang=context.lang):
        if not any(mention.holds(amount) for amount in tagged.amounts):
            upper = "" if mention.up_to is None else f"–{mention.up_to}"
            value = f"{mention.amount}{upper} {mention.currency}"
            yield _suggestion(mention, SuggestionKind.AMOUNT, value)


def _themes(text: str, context: SuggestionContext, tagged: Tagged) -> Iterator[Suggestion]:
    for mention in find_themes(text, lang=context.lang):
        if mention.code not in tagged.themes:
            yield _suggestion(mention, SuggestionKind.THEME, mention.code)


def _suggestion(mention: Mention, kind: SuggestionKind, value: str) -> Suggestion:
    return Suggestion(
        start=mention.start,
        end=mention.end,
        words=mention.words,
        confidence=mention.confidence,
        kind=kind,
        value=value,
    )


def _has_event(date: DateMention, tagged: Tagged) -> bool:
    """Whether an event lies within the date ("in March") or the date within an event ("7 June")."""
    if date.first is None or date.last is None:
        return False
    return any(
        (start <= date.first and date.last <= end) or (date.first <= start and end <= date.last)
        for start, end in tagged.events
    )


def _is_place(mention: CountryMention, date: DateMention, text: str, lang: str) -> bool:
    if mention.how is How.DEMONYM:
        return False
    beside = (
        text[mention.end : date.start]
        if mention.end <= date.start
        else text[date.end : mention.start]
    )
    if re.fullmatch(r"\s{0,3},?\s{0,3}", beside[:7]):
        return True
    before = re.search(
        r"([^\W\d_]+)\s+(?:[Tt]he\s+)?\Z", text[max(0, mention.start - 20) : mention.start]
    )
    return before is not None and fold(before.group(1)) in map(fold, language(lang).places.at)


def _distance(mention: Mention, date: Mention) -> int:
    return max(mention.start - date.end, date.start - mention.end)


def _without_repetition(suggestions: Sequence[Suggestion]) -> Iterator[Suggestion]:
    seen = set()
    for suggestion in suggestions:
        if (suggestion.kind, suggestion.value) not in seen:
            seen.add((suggestion.kind, suggestion.value))
            yield suggestion
