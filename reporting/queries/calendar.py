"""The dated events of a year's chapters by month, with one line for each name."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from reporting.enums import Precision
from reporting.models import Entry, Event
from reporting.queries.occasions import join_events, name_places


@dataclass
class CalendarLine:
    """Events of the same entries with one name in a section of the calendar; equal ones once.

    The first of the entries says most; several report the same event.
    """

    entries: tuple[Entry, ...]
    events: list[Event] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        return self.entries[0]


@dataclass
class CalendarMonth:
    """A section of the calendar: usually a month of a year.

    Without a month, it holds the events of which only the year is known; without a year, the events
    of earlier years that the chapters name.
    """

    year: int | None
    month: datetime.date | None
    lines: list[CalendarLine] = field(default_factory=list)


def calendar_months(events: Iterable[Event], year: int) -> list[CalendarMonth]:
    """Return the events of a year's chapters by month, from that year on.

    `events` come ordered by day. An event that several entries report appears once. The events
    without a month follow the months of their year, and those of earlier years come last.
    """
    first_day = datetime.date(year, 1, 1)
    sections: dict[tuple[int, int], dict[tuple[object, ...], CalendarLine]] = {}
    for joined in join_events(name_places(events)):
        event = joined.event
        by_key = {row.entry_id: row.entry for row in (event, *joined.events)}
        line = sections.setdefault(_section_key(event, first_day), {}).setdefault(
            (event.title, *by_key), CalendarLine(tuple(by_key.values()))
        )
        if not any(_are_equal(event, existing) for existing in line.events):
            line.events.append(event)
    return [
        CalendarMonth(*_heading(key), lines=list(sections[key].values()))
        for key in sorted(sections)
    ]


_NO_MONTH = 13
_EARLIER = (9999, 0)


def _section_key(event: Event, first_day: datetime.date) -> tuple[int, int]:
    """Return the (year, month) under which an event is listed.

    An event that began before the year and ran into it is listed at the year's beginning.
    """
    if event.end < first_day:
        return _EARLIER
    day = max(event.start, first_day)
    return day.year, _NO_MONTH if event.precision == Precision.YEAR else day.month


def _heading(key: tuple[int, int]) -> tuple[int | None, datetime.date | None]:
    if key == _EARLIER:
        return None, None
    year, month = key
    return year, None if month == _NO_MONTH else datetime.date(year, month, 1)


def _are_equal(first: Event, second: Event) -> bool:
    return _shown(first) == _shown(second)


def _shown(event: Event) -> tuple[object, ...]:
    return event.period, event.shown_place, event.country_id, event.title
