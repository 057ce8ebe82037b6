"""Events as an iCalendar file (RFC 5545)."""

import datetime
from collections.abc import Iterable

from django.utils.text import Truncator

from reporting.markdown import to_plain
from reporting.models import Event

_OCTETS = 73  # of a line, so that with the blank of its continuation it stays below 75


def calendar_of(events: Iterable[Event], *, site: str, host: str) -> bytes:
    """All-day events, each with a UID that stays; DTEND is the day after the last, as RFC 5545 has it."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{host}//Program Activity Reporting//EN",
        "CALSCALE:GREGORIAN",
    ]
    for event in events:
        lines += _event(event, site, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: Event, site: str, host: str) -> list[str]:
    entry = event.entry
    place = ", ".join(part for part in (event.place, str(event.country or "")) if part)
    words = Truncator(to_plain(entry.text).replace("\n", " ")).words(14)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{entry.reference}-{event.position}@{host}",
        f"DTSTAMP:{entry.saved_at.astimezone(datetime.UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}",
        f"SUMMARY:{_escaped(f'{entry.submission.implementer.acronym}: {words}')}",
        f"URL:{site}/entries/{entry.reference}/",
    ]
    if event.end < datetime.date.max:
        lines.append(f"DTEND;VALUE=DATE:{event.end + datetime.timedelta(days=1):%Y%m%d}")
    if place:
        lines.append(f"LOCATION:{_escaped(place)}")
    return [*lines, "TRANSP:TRANSPARENT", "END:VEVENT"]


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
