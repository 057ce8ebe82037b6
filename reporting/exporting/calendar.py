"""Events as an iCalendar file (RFC 5545), written by the `icalendar` library."""

import datetime
import unicodedata
from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration, vText
from icalendar import Event as CalendarEvent

from reporting.enums import Precision
from reporting.markdown import to_plain
from reporting.models import Event
from reporting.models.event_uid import event_uid
from reporting.periods import describe_period

_REFRESH_EVERY = datetime.timedelta(hours=12)


def calendar_of(events: Iterable[Event], *, site: str, host: str, name: str) -> bytes:
    """The file. `host` names the portal in identities, `name` the calendar to its subscribers.

    Events known by their year alone are left out: they would stand on each day of it.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{host}//Program Activity Reporting//EN")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", vText(_clean(name)))
    calendar.add("x-wr-calname", vText(_clean(name)))
    refresh = vDuration(_REFRESH_EVERY)
    calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_REFRESH_EVERY))
    for event in events:
        if event.precision != Precision.YEAR:
            calendar.add_component(_component(event, site, host))
    return calendar.to_ical()


def _component(event: Event, site: str, host: str) -> CalendarEvent:
    """One all-day event. DTEND is the day after the last one, as RFC 5545 has it."""
    entry = event.entry
    summary, description = _words(event)
    place = ", ".join(part for part in (event.place, str(event.country or "")) if part)
    saved_at = entry.saved_at.astimezone(datetime.UTC)
    found = CalendarEvent()
    found.add("uid", f"{entry.reference}-{event_uid(event)}@{host}")
    found.add("dtstamp", saved_at)
    found.add("last-modified", saved_at)
    found.add("sequence", entry.revision)
    found.add("dtstart", event.start)
    if event.end < datetime.date.max:
        found.add("dtend", event.end + datetime.timedelta(days=1))
    found.add("summary", _clean(summary))
    if description:
        found.add("description", _clean(description))
    if place:
        found.add("location", _clean(place))
    found.add("url", f"{site}/entries/{entry.reference}/")
    found.add("transp", "TRANSPARENT")
    return found


def _words(event: Event) -> tuple[str, str]:
    """(summary, description) of an event; both say so when the day is not stated."""
    text = Truncator(to_plain(event.entry.text).replace("\n", " ")).words(14)
    summary = f"{event.entry.submission.implementer.acronym}: {text}"
    if event.precision == Precision.DAY:
        return summary, ""
    period = {"period": describe_period(event.period)}
    known = _("%(period)s (day not stated)") % period
    said = _("The report gives no day: it was or will be at some time in %(period)s.") % period
    return f"{known}: {summary}", said


def _clean(text: str) -> str:
    """Without control characters, which no content line may hold and the library lets pass."""
    return "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc"
    )
