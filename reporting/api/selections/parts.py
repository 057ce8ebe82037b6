"""The rows of the lists of parts: dated events and sources of financing."""

from django.db.models import CharField, QuerySet
from django.db.models.functions import Concat

from reporting.api.pagination import padded, sort_key
from reporting.models import Event, Financing
from reporting.queries.events import public_events
from reporting.queries.financing import public_financing

# The last part is not the primary key: the published copy of a reopened chapter has other keys.
_EVENT_ORDER = Concat(
    padded("start"),
    padded("end"),
    "entry__reference",
    padded("position"),
    output_field=CharField(),
)


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
        .annotate(sort_key=_EVENT_ORDER)
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
