"""Events as an iCalendar file (RFC 5545)."""

import datetime
import hashlib
from collections.abc import Iterable

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reporting.enums import Precision
from reporting.markdown import to_plain
from reporting.models import Event
from reporting.periods import describe_period

_OCTETS = 73  # of a line, so that with the blank of its continuation it stays below 75


def calendar_of(events: Iterable[Event], *, site: str, host: str) -> bytes:
    """All-day events; DTEND is the day after the last, as RFC 5545 has it. `host` names the portal.

    What is known by its year alone is left out: it would stand on each day of it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{host}//Program Activity Reporting//EN",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        if event.precision != Precision.YEAR:
            lines += _event(event, site, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: Event, site: str, host: str) -> list[str]:
    entry = event.entry
    place = ", ".join(part for part in (event.place, str(event.country or "")) if part)
    summary, description = _words(event)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.reference}-{_identity(event)}@{host}",
        f"DTSTAMP:{entry.saved_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_day(event.start)}",
        f"SUMMARY:{_escaped(summary)}",
        f"URL:{site}/entries/{entry.reference}/",
    ]
    if description:
        lines.append(f"DESCRIPTION:{_escaped(description)}")
    if event.end < datetime.date.max:
        lines.append(f"DTEND;VALUE=DATE:{_day(event.end + datetime.timedelta(days=1))}")
    if place:
        lines.append(f"LOCATION:{_escaped(place)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


def _words(event: Event) -> tuple[str, str]:
    """(summary, description) of an event; both say so when it stands on days nobody has stated."""
    text = Truncator(to_plain(event.entry.text).replace("\n", " ")).words(14)
    summary = f"{event.entry.submission.implementer.acronym}: {text}"
    if event.precision == Precision.DAY:
        return summary, ""
    period = {"period": describe_period(event.period)}
    known = _("%(period)s (day not stated)") % period
    said = _("The report gives no day: it was or will be at some time in %(period)s.") % period
    return f"{known}: {summary}", said


def _identity(event: Event) -> str:
    """What tells it from the other events of its entry, wherever among them it stands."""
    country = event.country.iso3 if event.country else ""
    where = hashlib.sha256(f"{country}|{event.place}".encode()).hexdigest()[:8]
    return f"{_day(event.start)}-{where}"


def _day(day: datetime.date) -> str:
    """As 20110221; `strftime` leaves the zeros of a year before 1000 out."""
    return day.isoformat().replace("-", "")


def _escaped(text: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"), ("\r", "")):
        text = text.replace(sign, written)
    return "".join(letter for letter in text if letter >= " ")


def _folded(line: str) -> str:
    """The line broken after at most 75 octets, never within a letter."""
    if len(line.encode()) <= _OCTETS:
        return line
    parts, part, octets = [], "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _OCTETS:
            parts.append(part)
            part, octets = "", 0
        part, octets = part + letter, octets + size
    return "\r\n ".join([*parts, part])
