"""By what calendars know an event: given once, kept when its date or place is corrected."""

import hashlib
from collections.abc import Sequence

from reporting.models.entry import Event


def event_uid(event: Event) -> str:
    """The identity within its entry that the event was given, or the one it would be given now."""
    return event.uid or first_uid(event)


def first_uid(event: Event) -> str:
    """The identity of an event that is new: its day, country and place."""
    country = event.country.iso3 if event.country else ""
    where = hashlib.sha256(f"{country}|{event.place}".encode()).hexdigest()[:8]
    return f"{event.start.isoformat().replace('-', '')}-{where}"


def give_uids(events: Sequence[Event], before: Sequence[Event]) -> None:
    """Give each of an entry's new events its identity; `before` are those that they replace.

    An event as it was keeps its identity. The others take, in their order, those of the events
    that are no longer there: these were corrected.
    """
    left = list(before)
    changed = []
    for event in events:
        same = next((old for old in left if first_uid(old) == first_uid(event)), None)
        if same is None:
            changed.append(event)
        else:
            event.uid = event_uid(same)
            left.remove(same)
    for event, old in zip(changed, left, strict=False):
        event.uid = event_uid(old)
    taken = {event.uid for event in events if event.uid}
    for event in changed[len(left) :]:
        event.uid = _unused(first_uid(event), taken)
        taken.add(event.uid)


def _unused(uid: str, taken: set[str]) -> str:
    """The identity, with a number behind it when another event of the entry has it."""
    found, number = uid, 1
    while found in taken:
        number += 1
        found = f"{uid}-{number}"
    return found
