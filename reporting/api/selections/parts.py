"""The rows of the lists of parts: dated events and sources of financing."""

from django.db.models import QuerySet

from reporting.api.pagination import sort_key
from reporting.models import Event, Financing
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


def financing_rows() -> QuerySet[Financing]:
    position = sort_key("submission__reporting_year__year", "submission__position", "position")
    return (
        public_financing()
        .only(
            *("kind", "contributor", "amount", "currency", "text", "language", "position"),
            *("submission__position", "submission__reporting_year__year"),
            *("submission__implementer__slug", "entry__reference"),
        )
        .annotate(sort_key=position)
    )
