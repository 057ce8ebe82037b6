"""Dates: of events as they are held, and as the text names them."""

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
from reporting.checks.recognised import LEAST, dates_of, happenings
from reporting.checks.registry import CheckResult, Scope, check, in_entry, in_text
from reporting.checks.vocabulary import FUTURE, MONTHS, RELATIVE_DATES
from reporting.enums import EntryKind, Precision
from reporting.periods import Period, describe_period
from reporting.recognition.date_roles import DateRole
from reporting.recognition.dates import DateFlag, DateMention
from reporting.recognition.names import fold
from reporting.recognition.spans import sentences


def _when(event: CheckedEvent) -> str:
    return describe_period(Period(event.start, event.end, Precision(event.precision)))


def _year_of(day: datetime.date, year: int) -> int:
    return (day.year > year) - (day.year < year)


@check(
    "dates.outside-year",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("An event lies outside the year that its column is about."),
    remedy=_("Correct the date, or move the entry to the year it belongs to."),
)
def outside_year(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for place, event in enumerate(entry.events):
        first, last = (_year_of(day, entry.column_year) for day in (event.start, event.end))
        if first == last == 0 or _is_worse(entry, first, last):
            continue
        message = gettext("%(when)s lies outside %(year)d, the year this column is about.")
        words = {"when": _when(event), "year": entry.column_year}
        yield in_entry(entry, message % words, f"events/{place}", _when(event))


def _is_worse(entry: CheckedEntry, first: int, last: int) -> bool:
    """Whether a check of its own speaks of it: what is over is planned, what is to come is done."""
    if entry.kind == EntryKind.EXECUTED:
        return first > 0
    return entry.kind == EntryKind.NEXT_YEAR and last < 0


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
    for place, event in enumerate(entry.events):
        if event.start.year > entry.column_year and not _is_announced(entry, event):
            message = gettext("%(when)s is reported as executed in %(year)d.")
            words = {"when": _when(event), "year": entry.column_year}
            yield in_entry(entry, message % words, f"events/{place}", _when(event))


def _is_announced(entry: CheckedEntry, event: CheckedEvent) -> bool:
    """Whether the text itself says that the event is still to come: "in 2012 … will be presented"."""
    pattern = FUTURE.get(entry.language)
    if pattern is None:
        return False
    within = sentences(entry.plain)
    around = {
        within.limits(one.start, one.end)
        for one in dates_of(entry)
        if one.first and one.first <= event.start and one.last and event.end <= one.last
    }
    return any(pattern.search(entry.plain[start:end]) for start, end in around)


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
    for place, event in enumerate(entry.events):
        if event.end.year < entry.column_year:
            message = gettext("%(when)s is planned for %(year)d and is over by then.")
            words = {"when": _when(event), "year": entry.column_year}
            yield in_entry(entry, message % words, f"events/{place}", _when(event))


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
    named = [one for one in dates_of(entry) if one.role is not DateRole.NAME and one.last]
    if any(one.last and one.last.year >= entry.column_year for one in named):
        return
    for one in named:
        message = gettext("“%(words)s” is over before %(year)d, the year of this plan.")
        words = {"words": one.words, "year": entry.column_year}
        yield in_text(entry.text, message % words, one.start, one.end)


def _flagged(entry: CheckedEntry, flag: DateFlag, message: str) -> Iterator[CheckResult]:
    for one in dates_of(entry):
        if flag in one.flags:
            yield in_text(entry.text, message % {"words": one.words}, one.start, one.end)


@check(
    "dates.impossible",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A date that no calendar has."),
    remedy=_("Correct the day or the month."),
)
def impossible(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _flagged(
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
    return _flagged(entry, DateFlag.REVERSED, gettext("“%(words)s” ends before it starts."))


@check(
    "dates.one-day-range",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("A range that starts and ends on the same day: one of the two is wrong."),
    remedy=_("Find out the last day, or write one date."),
)
def one_day_range(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    return _flagged(
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
    return _flagged(entry, DateFlag.WEEKDAY, gettext("“%(words)s”: the date is another weekday."))


@check(
    "dates.day-or-month-first",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A date in figures alone, which readers take for one of two days."),
    remedy=_("Write the month as a word."),
)
def day_or_month_first(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    message = gettext("“%(words)s” may be read as two different days.")
    return _flagged(entry, DateFlag.DAY_OR_MONTH_FIRST, message)


@check(
    "dates.without-year",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A date without its year, which a reader of later years has to guess."),
    remedy=_("Write the year."),
)
def without_year(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for one in happenings(entry):
        if one.year_inferred or DateFlag.NO_YEAR in one.flags:
            message = gettext("“%(words)s” does not say the year.") % {"words": one.words}
            yield in_text(entry.text, message, one.start, one.end)


@check(
    "dates.no-event",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("The text dates a happening that no event of the entry holds."),
    remedy=_("Add the event, so that calendars and searches find it."),
)
def no_event(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    for one in happenings(entry):
        if one.confidence >= LEAST and one.iso and not _is_held(one, entry.events):
            message = gettext("The text dates something “%(words)s”, and no event holds it.")
            yield in_text(entry.text, message % {"words": one.words}, one.start, one.end)


def _is_held(date: DateMention, events: Sequence[CheckedEvent]) -> bool:
    """Whether an event is the date's, lies within it ("in March") or holds it ("7 June")."""
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
    for found in pattern.finditer(text.plain) if pattern else ():
        message = gettext("“%(words)s” says no year.") % {"words": found.group()}
        yield in_text(text, message, *found.span())


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
    date = rf"\b(?:{months})(?=,?\s\d{{1,2}}(?:-\d{{1,2}})?,?\s\d{{4}}|\s\d{{4}})"
    for found in re.finditer(rf"{date}|(?<=\d\s)(?:{months})\b", text.plain):
        message = gettext("“%(words)s” needs a capital.") % {"words": found.group()}
        yield in_text(text, message, *found.span())


_Dated = tuple[CheckedEntry, int, CheckedEvent]
_MOST_COMPARED = 100  # happenings of one day whose places are compared


@check(
    "dates.two-places",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("One office at two places on the same day."),
    remedy=_("Check the dates; if both are right, say who was where."),
)
def two_places(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for group in _on_the_same_days(chapter):
        if _apart(group):
            yield _told_together(group, gettext("On the same day at several places: %(list)s."))


@check(
    "dates.perhaps-two-places",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Two happenings on the same day, and the place of one of them is not stated."),
    remedy=_("Say where it took place."),
)
def perhaps_two_places(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for group in _on_the_same_days(chapter):
        placed = [one for one in group if _place(one[2])]
        if placed and len(placed) < len(group) and not _apart(group):
            yield _told_together(group, gettext("On the same day, at one place unnamed: %(list)s."))


def _on_the_same_days(chapter: CheckedChapter) -> Iterator[list[_Dated]]:
    """Groups of executed happenings, known to the day, that overlap.

    An organ of the OAS is one office; another implementer has many, and is compared with itself
    only inside one entry.
    """
    dated = [
        (entry, place, event)
        for entry in chapter.column(EntryKind.EXECUTED)
        for place, event in enumerate(entry.events)
        if event.precision == Precision.DAY
    ]
    if chapter.of_the_oas:
        yield from _overlapping(dated)
        return
    by_entry: dict[str, list[_Dated]] = defaultdict(list)
    for one in dated:
        by_entry[one[0].reference].append(one)
    for own in by_entry.values():
        yield from _overlapping(own)


def _overlapping(dated: Sequence[_Dated]) -> Iterator[list[_Dated]]:
    group: list[_Dated] = []
    last = datetime.date.min
    for one in sorted(dated, key=lambda one: (one[2].start, one[2].end)):
        if one[2].start > last and group:
            yield from _several(group)
            group = []
        group.append(one)
        last = max(last, one[2].end) if len(group) > 1 else one[2].end
    yield from _several(group)


def _several(group: list[_Dated]) -> Iterator[list[_Dated]]:
    if len(group) > 1:
        yield group


def _apart(group: Sequence[_Dated]) -> bool:
    """Whether two of them are at different places and share a day."""
    return any(
        _differ(one[2], other[2]) and one[2].start <= other[2].end and other[2].start <= one[2].end
        for one, other in combinations(group[:_MOST_COMPARED], 2)
    )


def _differ(one: CheckedEvent, other: CheckedEvent) -> bool:
    if one.country and other.country and one.country != other.country:
        return True
    if not (one.place and other.place):
        return False
    first, second = (_letters(event.place) for event in (one, other))
    return first not in second and second not in first


def _letters(words: str) -> str:
    return re.sub(r"[^a-z]", "", fold(words))


def _place(event: CheckedEvent) -> str:
    return event.place or event.country


def _told_together(group: Sequence[_Dated], message: str) -> CheckResult:
    told = [
        f"{_when(event)} {_place(event) or gettext('(no place stated)')} ({entry.reference})"
        for entry, _place_of, event in group
    ]
    entry, place, event = group[0]
    others = dict.fromkeys(one[0].reference for one in group)
    others.pop(entry.reference)
    return CheckResult(
        message % {"list": "; ".join(told)},
        entry.chapter,
        entry.reference,
        f"events/{place}",
        _when(event),
        None,
        tuple(others),
    )
