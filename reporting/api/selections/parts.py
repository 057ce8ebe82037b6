"""The rows of the lists of parts: dated events and sources of financing."""

from django.db.models import CharField, QuerySet, Value, Window
from django.db.models.functions import Concat, RowNumber

from reporting.api.pagination import padded, sort_key
from reporting.models import Event, Financing
from reporting.queries.events import EVENT_ORDER, for_list, public_events
from reporting.queries.financing import public_financing


def event_rows() -> QuerySet[Event]:
    """The public events of the current Program, with a `sort_key` for `EVENT_ORDER`."""
    start, end, reference, position, _key = EVENT_ORDER
    # A tab sorts before all that a reference contains.
    then = Concat(reference, Value("\t"), padded(position), output_field=CharField())
    return for_list(public_events()).annotate(sort_key=sort_key(start, end, then=then))


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
    return public_financing().annotate(number_in_chapter=number).annotate(sort_key=order)
