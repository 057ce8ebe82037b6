"""Checks of dates: those of the events of an entry, and those that a text names."""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import (
    CheckedChapter,
    CheckedEntry,
    CheckedEvent,
    CheckedText,
    CheckedYear,
)
from reporting.checks.finding import Severity
from reporting.checks.recognized import dates_of, happenings
from reporting.checks.registry import CheckResult, Scope, check, in_entry, in_text
from reporting.checks.vocabulary import FUTURE, MONTHS, RELATIVE_DATES
from reporting.enums import EntryKind, Precision
from reporting.periods import Period, describe_period
from reporting.recognition.date_roles import DateRole
from reporting.recognition.dates import DateFlag, DateMention
from reporting.recognition.names import fold
from reporting.recognition.spans import MIN_CONFIDENCE, sentences


def _period(event: CheckedEvent) -> str:
    return describe_period(Period(event.start, event.end, Precision(event.precision)))


def _compare_year(day: datetime.date, year: int) -> int:
    """-1 if `day` lies before the year, 0 if it lies in the year, 1 if it lies after it."""
    return (day.year > year) - (day.year < year)


@check(
    "dates.outside-year",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("An event lies outside the year that its column is about."),
    remedy=_("Correct the date, or move the entry to the year it belongs to."),
)
def outside_year(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for index, event in enumerate(entry.events):
        start_order, end_order = (
            _compare_year(day, entry.column_year) for day in (event.start, event.end)
        )
        if start_order == end_order == 0 or _has_own_check(entry, start_order, end_order):
            continue
        message = gettext("%(when)s lies outside %(year)d, the year this column is about.")
        params = {"when": _period(event), "year": entry.column_year}
        yield in_entry(entry, message % params, f"events/{index}", _period(event))


def _has_own_check(entry: CheckedEntry, start_order: int, end_order: int) -> bool:
    """Whether `dates.future-in-executed` or `dates.past-in-next-year` reports the event."""
    if entry.kind == EntryKind.EXECUTED:
        return start_order > 0
    return entry.kind == EntryKind.NEXT_YEAR and end_order < 0


@check(
    "dates.future-in-executed",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("Something is reported as done in the year whose date lies after its end."),
    remedy=_("Correct the year, or move the item to what is planned for next year."),
)
def future_in_executed(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind != EntryKind.EXECUTED:
        return
    for index, event in enumerate(entry.events):
        if event.start.year > entry.column_year and not _is_announced(entry, event):
            message = gettext("%(when)s is reported as executed in %(year)d.")
            params = {"when": _period(event), "year": entry.column_year}
            yield in_entry(entry, message % params, f"events/{index}", _period(event))


def _is_announced(entry: CheckedEntry, event: CheckedEvent) -> bool:
    """Whether the text says that the event is still to come: "in 2012 … will be presented"."""
    pattern = FUTURE.get(entry.language)
    if pattern is None:
        return False
    entry_sentences = sentences(entry.plain)
    limits = {
        entry_sentences.limits(date.start, date.end)
        for date in dates_of(entry)
        if date.first and date.first <= event.start and date.last and event.end <= date.last
    }
    return any(pattern.search(entry.plain[start:end]) for start, end in limits)


@check(
    "dates.past-in-next-year",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("Something is planned for next year whose date is over by then."),
    remedy=_("Correct the year, or move the item to what was executed."),
)
def past_in_next_year(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind != EntryKind.NEXT_YEAR:
        return
    for index, event in enumerate(entry.events):
        if event.end.year < entry.column_year:
            message = gettext("%(when)s is planned for %(year)d and is over by then.")
            params = {"when": _period(event), "year": entry.column_year}
            yield in_entry(entry, message % params, f"events/{index}", _period(event))


@check(
    "dates.past-in-plans",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A plan names only a time that is over before its year begins."),
    remedy=_("Check whether the year is right, and whether the item is still a plan."),
)
def past_in_plans(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind == EntryKind.EXECUTED or entry.events:
        return
    dates = [date for date in dates_of(entry) if date.role is not DateRole.NAME and date.last]
    if any(date.last and date.last.year >= entry.column_year for date in dates):
        return
    for date in dates:
        message = gettext("“%(words)s” is over before %(year)d, the year of this plan.")
        params = {"words": date.words, "year": entry.column_year}
        yield in_text(entry.text, message % params, date.start, date.end)


def _dates_with_flag(entry: CheckedEntry, flag: DateFlag, message: str) -> Iterator[CheckResult]:
    for date in dates_of(entry):
        if flag in date.flags:
            yield in_text(entry.text, message % {"words": date.words}, date.start, date.end)


@check(
    "dates.impossible",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A date that no calendar has."),
    remedy=_("Correct the day or the month."),
)
def impossible(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _dates_with_flag(
        entry, DateFlag.IMPOSSIBLE, gettext("“%(words)s” is not a date of the calendar.")
    )


@check(
    "dates.reversed",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A range that ends before it starts."),
    remedy=_("Correct one of the two dates, or put them in order."),
)
def reversed_range(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _dates_with_flag(entry, DateFlag.REVERSED, gettext("“%(words)s” ends before it starts."))


@check(
    "dates.one-day-range",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A range that starts and ends on the same day: one of the two is wrong."),
    remedy=_("Find out the last day, or write one date."),
)
def one_day_range(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _dates_with_flag(
        entry, DateFlag.SAME_DAY, gettext("“%(words)s” starts and ends on the same day.")
    )


@check(
    "dates.weekday",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A weekday that the date does not fall on."),
    remedy=_("Correct the weekday or the date."),
)
def weekday(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _dates_with_flag(
        entry, DateFlag.WEEKDAY, gettext("“%(words)s”: the date is another weekday.")
    )


@check(
    "dates.day-or-month-first",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A date in figures alone, which readers take for one of two days."),
    remedy=_("Write the month as a word."),
)
def day_or_month_first(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    message = gettext("“%(words)s” may be read as two different days.")
    return _dates_with_flag(entry, DateFlag.DAY_OR_MONTH_FIRST, message)


@check(
    "dates.without-year",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A date without its year, which a reader of later years has to guess."),
    remedy=_("Write the year."),
)
def without_year(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for date in happenings(entry):
        if date.year_inferred or DateFlag.NO_YEAR in date.flags:
            message = gettext("“%(words)s” does not say the year.") % {"words": date.words}
            yield in_text(entry.text, message, date.start, date.end)


@check(
    "dates.no-event",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("The text dates a happening that no event of the entry holds."),
    remedy=_("Add the event, so that calendars and searches find it."),
)
def no_event(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for date in happenings(entry):
        if date.confidence >= MIN_CONFIDENCE and date.iso and not _has_event(date, entry.events):
            message = gettext("The text dates something “%(words)s”, and no event holds it.")
            yield in_text(entry.text, message % {"words": date.words}, date.start, date.end)


def _has_event(date: DateMention, events: Sequence[CheckedEvent]) -> bool:
    """Whether an event lies within the date ("in March") or the date within an event ("7 June")."""
    first, last = date.first, date.last
    return bool(first and last) and any(
        (event.start <= first and last <= event.end) or (first <= event.start and event.end <= last)
        for event in events
        if first and last
    )


@check(
    "dates.relative",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("A time told from the day of writing, which later readers cannot know."),
    remedy=_("Write the year or the date."),
)
def relative(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    pattern = RELATIVE_DATES.get(text.language)
    for match in pattern.finditer(text.plain) if pattern else ():
        message = gettext("“%(words)s” says no year.") % {"words": match.group()}
        yield in_text(text, message, *match.span())


@check(
    "dates.small-letter",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("English writes months with a capital."),
    remedy=_("Write the month with a capital."),
)
def small_letter(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    if text.language != "en":
        return
    months = "|".join(month.lower() for month in MONTHS)
    before_number = rf"\b(?:{months})(?=,?\s\d{{1,2}}(?:-\d{{1,2}})?,?\s\d{{4}}|\s\d{{4}})"
    for match in re.finditer(rf"{before_number}|(?<=\d\s)(?:{months})\b", text.plain):
        message = gettext("“%(words)s” needs a capital.") % {"words": match.group()}
        yield in_text(text, message, *match.span())


_DatedEvent = tuple[CheckedEntry, int, CheckedEvent]  # the entry, the index of its event, the event
_MOST_COMPARED = 100  # events of one day whose places are compared


@check(
    "dates.two-places",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("One office at two places on the same day."),
    remedy=_("Check the dates; if both are right, say who was where."),
)
def two_places(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for group in _events_on_same_days(chapter):
        if _are_apart(group):
            yield _combined_result(group, gettext("On the same day at several places: %(list)s."))


@check(
    "dates.perhaps-two-places",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Two happenings on the same day, and the place of one of them is not stated."),
    remedy=_("Say where it took place."),
)
def perhaps_two_places(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for group in _events_on_same_days(chapter):
        with_place = [dated_event for dated_event in group if _place_of(dated_event[2])]
        if with_place and len(with_place) < len(group) and not _are_apart(group):
            yield _combined_result(
                group, gettext("On the same day, at one place unnamed: %(list)s.")
            )


def _events_on_same_days(chapter: CheckedChapter) -> Iterator[list[_DatedEvent]]:
    """Groups of executed events that overlap. Only events with a precision of a day are compared.

    An organ of the OAS is one office. Another implementer has many offices, so its events are
    compared only within one entry.
    """
    dated_events = [
        (entry, index, event)
        for entry in chapter.column(EntryKind.EXECUTED)
        for index, event in enumerate(entry.events)
        if event.precision == Precision.DAY
    ]
    if chapter.of_the_oas:
        yield from _overlapping(dated_events)
        return
    by_entry: dict[str, list[_DatedEvent]] = defaultdict(list)
    for dated_event in dated_events:
        by_entry[dated_event[0].reference].append(dated_event)
    for group in by_entry.values():
        yield from _overlapping(group)


def _overlapping(dated_events: Sequence[_DatedEvent]) -> Iterator[list[_DatedEvent]]:
    group: list[_DatedEvent] = []
    last_day = datetime.date.min
    for dated_event in sorted(
        dated_events, key=lambda dated_event: (dated_event[2].start, dated_event[2].end)
    ):
        if dated_event[2].start > last_day and group:
            yield from _if_several(group)
            group = []
        group.append(dated_event)
        last_day = max(last_day, dated_event[2].end) if len(group) > 1 else dated_event[2].end
    yield from _if_several(group)


def _if_several(group: list[_DatedEvent]) -> Iterator[list[_DatedEvent]]:
    if len(group) > 1:
        yield group


def _are_apart(group: Sequence[_DatedEvent]) -> bool:
    """Whether two events of the group share a day and are at different places."""
    return any(
        _places_differ(first[2], second[2])
        and first[2].start <= second[2].end
        and second[2].start <= first[2].end
        for first, second in combinations(group[:_MOST_COMPARED], 2)
    )


def _places_differ(first: CheckedEvent, second: CheckedEvent) -> bool:
    if first.country and second.country and first.country != second.country:
        return True
    if not (first.place and second.place):
        return False
    first_place, second_place = (_letters_of(event.place) for event in (first, second))
    return first_place not in second_place and second_place not in first_place


def _letters_of(place: str) -> str:
    return re.sub(r"[^a-z]", "", fold(place))


def _place_of(event: CheckedEvent) -> str:
    return event.place or event.country


def _combined_result(group: Sequence[_DatedEvent], message: str) -> CheckResult:
    listing = [
        f"{_period(event)} {_place_of(event) or gettext('(no place stated)')} ({entry.reference})"
        for entry, _index, event in group
    ]
    entry, index, event = group[0]
    others = dict.fromkeys(dated_event[0].reference for dated_event in group)
    others.pop(entry.reference)
    return CheckResult(
        message % {"list": "; ".join(listing)},
        entry.chapter,
        entry.reference,
        f"events/{index}",
        _period(event),
        None,
        tuple(others),
    )
