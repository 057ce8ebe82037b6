"""The tags of a proposed entry: activities, countries and events that its text names."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.entry_content import EventContent
from reporting.enums import CountryRole
from reporting.importing.proposals.reference import Reference
from reporting.recognition.activities import Cited, find_activities
from reporting.recognition.countries import CountryMention, find_countries
from reporting.recognition.dates import DateFlag, DateMention, DatePrecision, find_events
from reporting.recognition.gazetteer import How
from reporting.recognition.spans import MIN_CONFIDENCE, sentences
from reporting.recognition.suggest import place_of

MAX_EVENTS = 60
_LONGEST_PLACE = 100
_LONGEST_TEXT = 60_000  # characters that are searched for tags


@dataclass(frozen=True)
class Tags:
    numbers: tuple[int, ...]
    countries: tuple[tuple[str, str], ...]
    events: tuple[EventContent, ...]
    doubts: tuple[str, ...]


def tags_of(
    text: str, cited: Sequence[int], reference: Reference, *, year: int, language: str
) -> Tags:
    """Return what `text` (plain) names. `cited` are the activities cited before it.

    `year` is the year that the column is about; it completes dates without a year.
    """
    text = text[:_LONGEST_TEXT]
    mentions = [
        mention
        for mention in find_countries(text, reference.gazetteer, lang=language)
        if mention.confidence >= MIN_CONFIDENCE
    ]
    dates = [date for date in find_events(text, year=year, lang=language) if date.iso]
    events = _events(text, dates, mentions, language)
    doubts = list(_doubts(dates, events))
    numbers = list(cited)
    for mention in find_activities(text, known=reference.numbers, lang=language):
        if mention.form is Cited.NAMED and mention.confidence >= 0.9:
            numbers += mention.numbers
    return Tags(
        tuple(dict.fromkeys(numbers)), tuple(_roles(mentions, events)), events, tuple(doubts)
    )


def _events(
    text: str, dates: Sequence[DateMention], mentions: Sequence[CountryMention], language: str
) -> tuple[EventContent, ...]:
    text_sentences = sentences(text)
    events: dict[tuple[datetime.date, datetime.date], EventContent] = {}
    for date in dates[:MAX_EVENTS]:
        if date.first is None or date.last is None:
            continue
        place = place_of(date, mentions, text, text_sentences, lang=language)
        event = EventContent(
            date.first, date.last, date.precision.value, date.year_inferred,
            place.words[:_LONGEST_PLACE] if place and place.how is How.CITY else "",
            place.iso3 if place else "",
        )  # fmt: skip
        events.setdefault((event.start, event.end), event)
    return tuple(_without_parts(events.values()))


def _without_parts(events: Iterable[EventContent]) -> Iterable[EventContent]:
    """Leave out a month or a year in which a known day of the same text lies."""
    listed = list(events)
    days = [event for event in listed if event.precision == DatePrecision.DAY]
    for event in listed:
        contains = any(event.start <= day.start and day.end <= event.end for day in days)
        if event.precision == DatePrecision.DAY or not contains:
            yield event


def _roles(
    mentions: Sequence[CountryMention], events: Sequence[EventContent]
) -> Iterable[tuple[str, str]]:
    places = {event.country for event in events if event.country}
    places |= {mention.iso3 for mention in mentions if mention.how is How.CITY}
    for iso3 in dict.fromkeys(mention.iso3 for mention in mentions):
        yield iso3, CountryRole.PLACE if iso3 in places else CountryRole.SUBJECT


def _doubts(dates: Sequence[DateMention], events: Sequence[EventContent]) -> Iterable[str]:
    for date in dates:
        if DateFlag.IMPOSSIBLE in date.flags or DateFlag.REVERSED in date.flags:
            yield _("“%(words)s” is no valid date.") % {"words": date.words}
        elif DateFlag.WEEKDAY in date.flags:
            yield _("“%(words)s”: the date is another day of the week.") % {"words": date.words}
        elif DateFlag.SAME_DAY in date.flags:
            yield _("“%(words)s” begins and ends on the same day.") % {"words": date.words}
        elif DateFlag.DAY_OR_MONTH_FIRST in date.flags:
            yield _("“%(words)s”: day and month may be the other way around.") % {
                "words": date.words
            }
    if any(event.year_inferred for event in events):
        yield _("The year of a date is not printed. It was taken from the column.")
