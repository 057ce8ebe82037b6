"""The lists of /api/v1/ whose rows have no address of their own: parts of entries and chapters."""

from typing import Any

from django.db.models import QuerySet

from reporting.api.documented import documented_list
from reporting.api.public import PublicListViewSet
from reporting.api.selections import parts
from reporting.api.serializers.parts import EventRowSerializer, FinancingRowSerializer
from reporting.filters import FinancingFilter
from reporting.models import Event, Financing


class PartViewSet(PublicListViewSet):
    """Rows that are whole from the first: narrowed, they need not be opened."""

    is_short = True

    def whole(self) -> QuerySet[Any]:
        return self.get_queryset()

    def opened(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        return rows


@documented_list(
    "event",
    "events",
    says="Dated events of public entries by day, each with the entry that reports it. The filters "
    "of entries narrow them; those of events are asked of the event itself.",
    example="event_row",
)
class EventViewSet(PartViewSet):
    queryset = Event.objects.none()
    noun = "events"
    order = parts.EVENT_ORDER
    serializer_class = EventRowSerializer
    filterset_class = parts.EventFilter

    def get_queryset(self) -> QuerySet[Event]:
        return parts.event_rows()


@documented_list(
    "source of money",
    "sources of money",
    says="What public chapters state of who paid, in official order. Amounts stand only where one is "
    "stated, in the currency as printed.",
    example="financing_row",
)
class FinancingViewSet(PartViewSet):
    queryset = Financing.objects.none()
    noun = "financing"
    order = parts.FINANCING_ORDER
    serializer_class = FinancingRowSerializer
    filterset_class = FinancingFilter

    def get_queryset(self) -> QuerySet[Financing]:
        return parts.financing_rows()
