"""Parts of entries and chapters as lists of their own: dated events, sources of money."""

from django.db.models import Exists, OuterRef, QuerySet

from implementers.tree import parts_of
from reporting.api.pagination import sort_key
from reporting.filters import EntryFilter
from reporting.models import Entry, Event, Financing
from reporting.queries.events import public_events
from reporting.queries.financing import public_financing
from reporting.search.engines import events_answering


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
        given, of_events = self.form.cleaned_data, self.asked_of_events()
        asked = {name: value for name, value in given.items() if value and name not in of_events}
        # What stands in one place of an entry is asked there.
        in_place = [name for name in asked if not self.filters[name].method]
        direct = {f"entry__{self.filters[name].field_name}": asked.pop(name) for name in in_place}
        if implementer := asked.pop("implementer", None):
            direct["entry__submission__implementer__in"] = parts_of(implementer)
        events = self.events_asked_for(queryset.filter(**direct))
        if question := asked.pop("q", None):
            events = events_answering(events, question)
        if not asked:
            return events
        entries = Entry.objects.order_by()
        for name, value in asked.items():
            entries = self.filters[name].filter(entries, value)
        # Asked event by event, so that a page is found by the index of their days.
        return events.filter(Exists(entries.filter(pk=OuterRef("entry"))))


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
