"""The dated events of a year's chapters, as a calendar is read: by month, an entry a line."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from reporting.enums import Precision
from reporting.models import Entry, Event


@dataclass
class CalendarLine:
    """An entry and its events of one part of the calendar, each date and place once."""

    entry: Entry
    events: list[Event] = field(default_factory=list)


@dataclass
class CalendarMonth:
    """A month of a year; without a month what is only known to be in that year; without a year the
    dates of earlier years that the chapters name."""

    year: int | None
    month: datetime.date | None
    lines: list[CalendarLine] = field(default_factory=list)


def calendar_months(events: Iterable[Event], year: int) -> list[CalendarMonth]:
    """The events of a year's chapters, which come in the order of their days: by month from the
    year on; what has no month after the months of its year, what was before the year at the end."""
    first = datetime.date(year, 1, 1)
    parts: dict[tuple[int, int], dict[int, CalendarLine]] = {}
    for event in events:
        line = parts.setdefault(_place(event, first), {}).setdefault(
            event.entry_id, CalendarLine(event.entry)
        )
        if not any(_same(event, other) for other in line.events):
            line.events.append(event)
    return [
        CalendarMonth(*_heading(place), lines=list(parts[place].values()))
        for place in sorted(parts)
    ]


_NO_MONTH = 13
_EARLIER = (9999, 0)


def _place(event: Event, first: datetime.date) -> tuple[int, int]:
    """(year, month) under which it stands; what began before the year and ran into it, at its start."""
    if event.end < first:
        return _EARLIER
    day = max(event.start, first)
    return day.year, _NO_MONTH if event.precision == Precision.YEAR else day.month


def _heading(place: tuple[int, int]) -> tuple[int | None, datetime.date | None]:
    if place == _EARLIER:
        return None, None
    year, month = place
    return year, None if month == _NO_MONTH else datetime.date(year, month, 1)


def _same(one: Event, other: Event) -> bool:
    return (one.period, one.place, one.country_id) == (other.period, other.place, other.country_id)
