"""The rows of the lists of parts: dated events and sources of financing."""

from django.db.models import CharField, QuerySet, Window
from django.db.models.functions import Concat, RowNumber

from reporting.api.pagination import padded, sort_key
from reporting.models import Event, Financing
from reporting.queries.events import public_events
from reporting.queries.financing import public_financing

_EVENT_ORDER = sort_key(
    "start",
    "end",
    then=Concat("entry__reference", padded("position"), output_field=CharField()),
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
    # Sources of one chapter may have the same position, and a published copy has them in the same
    # order: so a source is known by its number among those of its chapter.
    number = Window(RowNumber(), partition_by="submission", order_by=("position", "pk"))
    order = sort_key(
        "submission__reporting_year__year",
        "submission__position",
        "number_in_chapter",
        then="submission__implementer__slug",
    )
    return (
        public_financing()
        .only(
            *("kind", "contributor", "amount", "currency", "text", "language", "position"),
            *("submission__position", "submission__reporting_year__year"),
            *("submission__implementer__slug", "entry__reference"),
        )
        .annotate(number_in_chapter=number)
        .annotate(sort_key=order)
    )
