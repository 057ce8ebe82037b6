"""Parts of entries and chapters as lists of their own: dated events, sources of money."""

from django.db.models import Exists, OuterRef, QuerySet

from reporting.filters import EntryFilter
from reporting.models import Entry, Event, Financing
from reporting.queries.entries import public_entries
from reporting.queries.events import public_events
from reporting.queries.financing import public_financing

EVENT_ORDER = ("start", "end", "pk")
FINANCING_ORDER = ("submission__reporting_year__year", "submission__position", "position", "pk")


def event_rows() -> QuerySet[Event]:
    return (
        public_events()
        .select_related(
            "country", "entry__submission__reporting_year", "entry__submission__implementer"
        )
        .only(
            *("entry", "start", "end", "precision", "year_inferred", "place", "country__iso3"),
            *("entry__reference", "entry__kind"),
            "entry__submission__reporting_year__year",
            "entry__submission__implementer__slug",
        )
    )


class EventFilter(EntryFilter):
    """Events by what their entries are asked for, and by what is asked of themselves."""

    class Meta(EntryFilter.Meta):
        model = Event  # type: ignore[assignment]

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        if self.asks_of_entries():
            queryset = _of(queryset, super().filter_queryset(public_entries()))
        return self.events_asked_for(queryset)

    def asks_of_entries(self) -> bool:
        given, of_events = self.form.cleaned_data, self.asked_of_events()
        return any(value and name not in of_events for name, value in given.items())


def financing_rows() -> QuerySet[Financing]:
    return public_financing().only(
        *("kind", "contributor", "amount", "currency", "text", "language", "position"),
        *("submission__position", "submission__reporting_year__year"),
        *("submission__implementer__slug", "entry__reference"),
    )


def _of(events: QuerySet[Event], entries: QuerySet[Entry]) -> QuerySet[Event]:
    # Asked event by event, so that a page is found by the index of their days.
    return events.filter(Exists(entries.filter(pk=OuterRef("entry"))))
