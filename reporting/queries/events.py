"""Queries about dated events."""

from django.db.models import QuerySet

from program.models.program import current_program
from reporting.models import Entry, Event
from reporting.models.public import not_demonstration

EVENT_ORDER = ("start", "end", "entry__reference", "position", "pk")


def public_events() -> QuerySet[Event]:
    """Return the events of the current Program's public entries, without demonstrations."""
    year = "entry__submission__reporting_year__"
    current = current_program(f"{year}program__")
    return Event.objects.public().filter(current, not_demonstration(year))


def events_of(entries: QuerySet[Entry]) -> QuerySet[Event]:
    """Return the events of these entries by day, with what a list shows. Takes one query."""
    return for_list(Event.objects.filter(entry__in=entries))


def for_list(events: QuerySet[Event]) -> QuerySet[Event]:
    """Return the events by day, with what a list shows."""
    return events.select_related(
        "country", "entry__submission__implementer", "entry__submission__reporting_year"
    ).order_by(*EVENT_ORDER)
