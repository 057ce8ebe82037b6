"""The lists of /api/v1/ without addresses for single rows: parts of entries and chapters."""

from django.db.models import QuerySet

from reporting.api.documented import documented_list
from reporting.api.public import PublicListViewSet
from reporting.api.selections import parts
from reporting.api.serializers.parts import EventRowSerializer, FinancingRowSerializer
from reporting.filters import EventFilter, FinancingFilter
from reporting.models import Event, Financing


@documented_list(
    "event",
    "events",
    says="Dated events of public entries by day, each with the entry that reports it. The filters "
    "of entries narrow them; those of events are asked of the event itself.",
    example="event_row",
)
class EventViewSet(PublicListViewSet):
    queryset = Event.objects.none()
    resource = "events"
    serializer_class = EventRowSerializer
    filterset_class = EventFilter

    def get_queryset(self) -> QuerySet[Event]:
        return parts.event_rows()


@documented_list(
    "source of money",
    "sources of money",
    says="What public chapters state of who paid, in official order. Amounts are given only where one is "
    "stated, in the currency as printed.",
    example="financing_row",
)
class FinancingViewSet(PublicListViewSet):
    queryset = Financing.objects.none()
    resource = "financing"
    serializer_class = FinancingRowSerializer
    filterset_class = FinancingFilter

    def get_queryset(self) -> QuerySet[Financing]:
        return parts.financing_rows()
