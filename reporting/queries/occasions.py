"""Events that several entries report, and the names of places."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from program.models import Place
from reporting.enums import EntryKind, Precision
from reporting.models import EntryLink, Event, Occasion, OccasionEvent
from reporting.models.event_uid import event_uid
from reporting.queries.events import public_events

EventKey = tuple[str, str]  # the reference of the entry, and the identity of the event in it
# The entry that says most of an event: what was carried out, then the plan.
_FIRST = (EntryKind.EXECUTED, EntryKind.PLANNED, EntryKind.NEXT_YEAR)


def key_of(event: Event) -> EventKey:
    """Return what identifies an event whatever is corrected. The entry is loaded."""
    return event.entry.reference, event_uid(event)


@dataclass(frozen=True)
class JoinedEvent:
    """An event as a list shows it once: the event that says most, and all that report it."""

    event: Event
    events: Sequence[Event]

    @property
    def first(self) -> Event:
        """The event whose identity calendars know: the one that was reported first."""
        return min(
            self.events,
            key=lambda event: (-_FIRST.index(EntryKind(event.entry.kind)), key_of(event)),
        )


def occasions_by_event() -> dict[EventKey, int]:
    """Return the occasion of each event that belongs to one, by its key. Takes one query."""
    return {
        (reference, uid): occasion
        for reference, uid, occasion in OccasionEvent.objects.values_list(
            "reference", "uid", "occasion"
        )
    }


def join_events(events: Iterable[Event]) -> list[JoinedEvent]:
    """Return the events with those of one occasion as one, where the first of them stands.

    The events are loaded with their entries and countries. Takes one query.
    """
    loaded = list(events)
    occasions = occasions_by_event() if loaded else {}
    groups: dict[object, list[Event]] = {}
    for event in loaded:
        key = key_of(event)
        groups.setdefault(occasions.get(key, key), []).append(event)
    return [
        JoinedEvent(min(group, key=lambda event: _FIRST.index(EntryKind(event.entry.kind))), group)
        for group in groups.values()
    ]


def name_places(events: Iterable[Event]) -> list[Event]:
    """Set `place_name` of the events, from the names and aliases of places. Takes two queries."""
    loaded = list(events)
    if not loaded:
        return loaded
    names: dict[tuple[str, int | None], str] = {}
    for place in Place.objects.prefetch_related("aliases"):
        for name in (place.name, *(alias.name for alias in place.aliases.all())):
            names[name.casefold(), place.country_id] = place.name
    for event in loaded:
        written = event.place.strip().casefold()
        event.place_name = names.get((written, event.country_id), "")  # type: ignore[attr-defined]
    return loaded


@dataclass(frozen=True)
class ProposedOccasion:
    """Events of different entries that seem to be one; `is_linked` says that the entries are."""

    events: tuple[Event, ...]
    is_linked: bool = False

    @property
    def keys(self) -> list[str]:
        """What a form sends to confirm it."""
        return [" ".join(key_of(event)) for event in self.events]


def joined_occasions() -> list[tuple[Occasion, list[Event]]]:
    """Return the confirmed occasions with their events at work, the latest confirmed first."""
    occasions = Occasion.objects.select_related("confirmed_by").prefetch_related("members")
    loaded = list(occasions.order_by("-confirmed_at", "-pk"))
    references = {member.reference for occasion in loaded for member in occasion.members.all()}
    events = Event.objects.filter(
        entry__reference__in=references, entry__published_copy_of=None
    ).select_related("country", "entry__submission__reporting_year")
    by_key = {key_of(event): event for event in name_places(events)}
    return [
        (
            occasion,
            [
                by_key[member.reference, member.uid]
                for member in occasion.members.all()
                if (member.reference, member.uid) in by_key
            ],
        )
        for occasion in loaded
    ]


def proposed_occasions() -> list[ProposedOccasion]:
    """Return the public events that may be one, and that nobody has confirmed.

    They are of one implementer, on the same days, and not in different countries; a period of a
    month only if one entry continues the other. Takes three queries.
    """
    occasions = occasions_by_event()
    events = list(
        public_events()
        .exclude(precision=Precision.YEAR)
        .select_related(
            "country", "entry__submission__implementer", "entry__submission__reporting_year"
        )
        .order_by("start", "end", "entry__reference", "position", "pk")
    )
    links = _links({event.entry_id for event in events})
    return [
        ProposedOccasion((first, second), is_linked)
        for first, second in _pairs(events)
        if not _are_joined(first, second, occasions)
        and (
            (is_linked := (first.entry_id, second.entry_id) in links)
            or first.precision == Precision.DAY
        )
    ]


def _are_joined(first: Event, second: Event, occasions: dict[EventKey, int]) -> bool:
    occasion = occasions.get(key_of(first))
    return occasion is not None and occasion == occasions.get(key_of(second))


def _pairs(events: Sequence[Event]) -> Iterator[tuple[Event, Event]]:
    by_days: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        days = (event.entry.submission.implementer_id, event.start, event.end, event.precision)
        by_days.setdefault(days, []).append(event)
    for group in by_days.values():
        for place, first in enumerate(group):
            for second in group[place + 1 :]:
                if first.entry_id != second.entry_id and _may_be_one_place(first, second):
                    yield first, second


def _may_be_one_place(first: Event, second: Event) -> bool:
    return None in (first.country_id, second.country_id) or first.country_id == second.country_id


def _links(entries: Collection[int]) -> set[tuple[int, int]]:
    """Return the pairs of entries of which one continues the other, both ways around."""
    links: QuerySet[EntryLink] = EntryLink.objects.filter(
        Q(later__in=entries) | Q(earlier__in=entries)
    )
    pairs = set(links.order_by().values_list("later", "earlier"))
    return pairs | {(earlier, later) for later, earlier in pairs}
