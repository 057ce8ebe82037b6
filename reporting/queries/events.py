"""Dated events of what is public."""

from django.db.models import QuerySet

from reporting.models import Entry, Event
from reporting.queries.years import current_program


def public_events() -> QuerySet[Event]:
    """The events of the current Program's public entries."""
    return Event.objects.public().filter(
        entry__submission__reporting_year__program_id=current_program()
    )


def events_of(entries: QuerySet[Entry]) -> QuerySet[Event]:
    """The events of these entries by day, with what a list shows. One query."""
    return (
        Event.objects.filter(entry__in=entries)
        .select_related(
            "country", "entry__submission__implementer", "entry__submission__reporting_year"
        )
        .order_by("start", "end", "entry__reference", "position", "pk")
    )
