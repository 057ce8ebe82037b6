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

    An unchanged event keeps its identity. The others were corrected: in their order, they take the
    identities of the events that no longer exist.
    """
    unmatched = list(before)
    changed = []
    for event in events:
        match = next((old for old in unmatched if first_uid(old) == first_uid(event)), None)
        if match is None:
            changed.append(event)
        else:
            event.uid = event_uid(match)
            unmatched.remove(match)
    for event, old in zip(changed, unmatched, strict=False):
        event.uid = event_uid(old)
    taken = {event.uid for event in events if event.uid}
    for event in changed[len(unmatched) :]:
        event.uid = _unused(first_uid(event), taken)
        taken.add(event.uid)


def _unused(uid: str, taken: set[str]) -> str:
    """Return the identity, with a number added if another event of the entry has it."""
    candidate, number = uid, 1
    while candidate in taken:
        number += 1
        candidate = f"{uid}-{number}"
    return candidate
