"""The identity of an event in calendars, which it keeps when its date or place is corrected."""

import hashlib
from collections.abc import Sequence

from reporting.models.entry import Event


def event_uid(event: Event) -> str:
    """Return the event's identity within its entry, or the one it would be given now."""
    return event.uid or first_uid(event)


def first_uid(event: Event) -> str:
    """Return the identity of a new event, made of its day, country and place."""
    country = event.country.iso3 if event.country else ""
    place_hash = hashlib.sha256(f"{country}|{event.place}".encode()).hexdigest()[:8]
    return f"{event.start.isoformat().replace('-', '')}-{place_hash}"


def give_uids(events: Sequence[Event], before: Sequence[Event]) -> None:
    """Give each of an entry's new events its identity; `before` are the events they replace.

    An event takes the identity of the earlier event that is most like it: of the same title, the
    same days, the same place. One that is like none is new, unless there are as many events as
    before: then everything of it was corrected.
    """
    pairs = [(event, old) for event in events for old in before]
    pairs.sort(key=lambda pair: abs((pair[0].start - pair[1].start).days))
    pairs.sort(key=lambda pair: _likeness(*pair), reverse=True)
    least = 0 if len(events) == len(before) else 1
    unmatched = list(before)
    for event, old in pairs:
        if not event.uid and old in unmatched and _likeness(event, old) >= least:
            event.uid = event_uid(old)
            unmatched.remove(old)
    taken = {event.uid for event in events if event.uid}
    for event in events:
        if not event.uid:
            event.uid = _unused(first_uid(event), taken)
            taken.add(event.uid)


def _likeness(event: Event, old: Event) -> int:
    """Return how much two events have in common. A title says more than days, these than a place."""
    same_title = bool(event.title) and event.title == old.title
    same_days = (event.start, event.end) == (old.start, old.end)
    place = (event.country_id, event.place)
    same_place = any(place) and place == (old.country_id, old.place)
    return 4 * same_title + 2 * same_days + same_place


def _unused(uid: str, taken: set[str]) -> str:
    """Return the identity, with a number added if another event of the entry has it."""
    candidate, number = uid, 1
    while candidate in taken:
        number += 1
        candidate = f"{uid}-{number}"
    return candidate
