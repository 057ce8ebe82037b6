"""Events as an iCalendar file (RFC 5545)."""

import datetime
import unicodedata
from collections.abc import Iterable

from django.utils.translation import gettext as _
from icalendar import Calendar, vDuration, vText
from icalendar import Event as CalendarEvent

from reporting.enums import Precision
from reporting.models import Event
from reporting.models.event_uid import event_uid
from reporting.periods import describe_period
from reporting.queries.occasions import JoinedEvent, join_events, name_places
from reporting.queries.titles import name_of_event

_REFRESH_EVERY = datetime.timedelta(hours=12)


def calendar_of(events: Iterable[Event], *, site: str, host: str, name: str) -> bytes:
    """The calendar file. `host` is part of the UIDs; `name` is shown to subscribers.

    An event that several entries report is in it once.
    Events with the precision of a year are left out: they would fill every day of the year.
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
    timed = [event for event in events if event.precision != Precision.YEAR]
    for joined in join_events(name_places(timed)):
        calendar.add_component(_component(joined, site, host))
    return calendar.to_ical()


def _component(joined: JoinedEvent, site: str, host: str) -> CalendarEvent:
    """An all-day event. Its DTEND is the day after the last one, as RFC 5545 requires.

    An event that several entries report keeps the identity under which calendars knew it first.
    """
    event, first = joined.event, joined.first
    entries = [reporting.entry for reporting in joined.events]
    summary, description = _summary_and_description(event)
    location = ", ".join(part for part in (event.shown_place, str(event.country or "")) if part)
    saved_at = max(entry.saved_at for entry in entries).astimezone(datetime.UTC)
    component = CalendarEvent()
    component.add("uid", f"{first.entry.reference}-{event_uid(first)}@{host}")
    component.add("dtstamp", saved_at)
    component.add("last-modified", saved_at)
    component.add("sequence", sum(entry.revision for entry in entries))
    component.add("dtstart", event.start)
    if event.end < datetime.date.max:
        component.add("dtend", event.end + datetime.timedelta(days=1))
    component.add("summary", _clean(summary))
    if description:
        component.add("description", _clean(description))
    if location:
        component.add("location", _clean(location))
    component.add("url", f"{site}/entries/{event.entry.reference}/")
    component.add("transp", "TRANSPARENT")
    return component


def _summary_and_description(event: Event) -> tuple[str, str]:
    """(summary, description) of an event; both say when the day is not stated."""
    summary = f"{event.entry.submission.implementer.acronym}: {name_of_event(event)}"
    about = _about(event)
    if event.precision == Precision.DAY:
        return summary, about
    period = {"period": describe_period(event.period)}
    when = _("%(period)s (day not stated)") % period
    note = _("The report gives no day: it was or will be at some time in %(period)s.") % period
    return f"{when}: {summary}", " ".join(filter(None, (note, about)))


def _about(event: Event) -> str:
    """The countries that the event is about, as a sentence; empty where there are none."""
    subjects = event.subjects.all() if event.pk else ()
    names = ", ".join(subject.country.name for subject in subjects)
    return _("About: %(countries)s.") % {"countries": names} if names else ""


def _clean(text: str) -> str:
    """The text without control characters: RFC 5545 forbids them, and `icalendar` keeps them."""
    return "".join(
        letter for letter in text if letter == "\n" or unicodedata.category(letter) != "Cc"
    )
