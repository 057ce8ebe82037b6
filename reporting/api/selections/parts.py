"""Parts of entries and chapters as lists of their own: dated events, sources of money."""

from django.db.models import QuerySet

from reporting.api.pagination import sort_key
from reporting.filters import EntryFilter
from reporting.models import Entry, Event, Financing
from reporting.queries.events import public_events
from reporting.queries.financing import public_financing


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
        .annotate(sort_key=sort_key("start", "end"))
    )


class EventFilter(EntryFilter):
    """Events by what their entries are asked for, and by what is asked of themselves."""

    class Meta(EntryFilter.Meta):
        model = Event  # type: ignore[assignment]

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        entries = super().filter_queryset(Entry.objects.order_by())
        return self.events_asked_for(queryset).filter(entry__in=entries)


def financing_rows() -> QuerySet[Financing]:
    place = sort_key("submission__reporting_year__year", "submission__position", "position")
    return (
        public_financing()
        .only(
            *("kind", "contributor", "amount", "currency", "text", "language", "position"),
            *("submission__position", "submission__reporting_year__year"),
            *("submission__implementer__slug", "entry__reference"),
        )
        .annotate(sort_key=place)
    )
