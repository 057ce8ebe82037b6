"""Queries about dated events."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from program.models import Country
from program.models.program import current_program
from reporting.models import Entry, Event, EventSubject
from reporting.models.entry import EventQuerySet
from reporting.models.public import not_demonstration

EVENT_ORDER = ("start", "end", "entry__reference", "position", "pk")


def public_events() -> EventQuerySet:
    """Return the events of the current Program's public entries, without demonstrations."""
    year = "entry__submission__reporting_year__"
    current = current_program(f"{year}program__")
    events: EventQuerySet = Event.objects.public().filter(current, not_demonstration(year))
    return events


def in_or_about(country: Country) -> Q:
    """Return the condition that an event takes place in the country or is about it."""
    about = EventSubject.objects.filter(event=OuterRef("pk"), country=country)
    return Q(country=country) | Q(Exists(about))


def events_of(entries: QuerySet[Entry]) -> EventQuerySet:
    """Return the events of these entries by day, with what a list shows. Takes two queries."""
    return for_list(Event.objects.filter(entry__in=entries))


def for_list(events: EventQuerySet) -> EventQuerySet:
    """Return the events by day, with what a list shows."""
    return (
        events.select_related(
            "country", "entry__submission__implementer", "entry__submission__reporting_year"
        )
        .prefetch_related(Prefetch("subjects", EventSubject.objects.select_related("country")))
        .order_by(*EVENT_ORDER)
    )
