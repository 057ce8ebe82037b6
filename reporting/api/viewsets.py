"""The lists and details of /api/v1/."""

from typing import Any

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.api import selections
from reporting.api.documented import documented
from reporting.api.serializers.activities import ActivityRowSerializer, ActivitySerializer
from reporting.api.serializers.chapters import ChapterRowSerializer, ChapterSerializer
from reporting.api.serializers.countries import CountrySerializer
from reporting.api.serializers.entries import EntrySerializer
from reporting.api.serializers.implementers import ImplementerSerializer
from reporting.api.serializers.years import YearRowSerializer, YearSerializer
from reporting.filters import ActivityFilter, ChapterFilter, CountryFilter, EntryFilter
from reporting.models import Entry, ReportingYear, Submission

_PAGING = {"page", "page_size", "format"}


class PublicViewSet(ReadOnlyModelViewSet[Any]):
    """Read by anybody. A parameter that a list does not know is refused: a typing error would
    otherwise be answered with everything."""

    permission_classes = [AllowAny]
    lookup_value_regex = r"[A-Za-z0-9_-]{1,80}"
    detail_serializer_class: type[BaseSerializer[Any]] | None = None

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        self._refuse_strange_parameters(request)
        return super().list(request, *args, **kwargs)

    def get_serializer_class(self) -> type[BaseSerializer[Any]]:
        if self.action == "retrieve" and self.detail_serializer_class:
            return self.detail_serializer_class
        return super().get_serializer_class()

    def get_object(self) -> Any:
        """The row of the address. Raises `NotFound`, also for one that is not public."""
        key = self.kwargs[self.lookup_url_kwarg or self.lookup_field]
        found = self.get_queryset().filter(**self.lookups(key)).first()
        if found is None:
            raise NotFound(_("There is nothing public at “%(key)s” here.") % {"key": key})
        return found

    def lookups(self, key: str) -> dict[str, Any]:
        """How the key in an address finds its row."""
        return {self.lookup_field: key}

    def _refuse_strange_parameters(self, request: Request) -> None:
        filters = getattr(self, "filterset_class", None)
        known = _PAGING | set(filters.base_filters if filters else ())
        for name, values in request.query_params.lists():
            if name not in known:
                raise ValidationError(
                    {
                        name[:60]: [
                            _("This list has no such parameter. It knows: %(known)s.")
                            % {"known": ", ".join(sorted(known - {"format"}))}
                        ]
                    }
                )
            if len(values) > 1:
                raise ValidationError({name: [_("Give this parameter once.")]})


@documented(
    "year",
    "reporting years",
    list_says="Reporting years of which anything is public, newest first.",
    detail_says="A reporting year with its public chapters in official order.",
    key=("year", int, "The calendar year, for example 2011."),
    list_example="year_row",
    detail_example="year",
)
class YearViewSet(PublicViewSet):
    queryset = ReportingYear.objects.none()
    lookup_field = "year"
    lookup_value_regex = "[0-9]{4}"
    serializer_class = YearRowSerializer
    detail_serializer_class = YearSerializer

    def get_queryset(self) -> QuerySet[ReportingYear]:
        return selections.years_with_chapters() if self.detail else selections.years()

    def get_serializer_context(self) -> dict[str, Any]:
        places = SimpleLazyObject(selections.chapter_places)
        return {**super().get_serializer_context(), "numbers": places}


@documented(
    "chapter",
    "chapters",
    list_says="Accepted chapters, each one implementer's of one year, in official order.",
    detail_says="A whole chapter: its activities, its three columns of entries, its financing.",
    key=("id", str, "Year and implementer, for example 2011-iom."),
    list_example="chapter_row",
    detail_example="chapter",
)
class ChapterViewSet(PublicViewSet):
    queryset = Submission.objects.none()
    lookup_url_kwarg = "id"
    serializer_class = ChapterRowSerializer
    detail_serializer_class = ChapterSerializer
    filterset_class = ChapterFilter

    def get_queryset(self) -> QuerySet[Submission]:
        return selections.whole_chapters() if self.detail else selections.chapters()

    def lookups(self, key: str) -> dict[str, Any]:
        year, _hyphen, slug = key.partition("-")
        if not year.isdecimal() or len(year) != 4:
            return {"pk": None}
        return {"reporting_year__year": year, "implementer__slug": slug}

    def get_serializer_context(self) -> dict[str, Any]:
        places = SimpleLazyObject(selections.chapter_places)
        return {**super().get_serializer_context(), "numbers": places}


@documented(
    "entry",
    "entries",
    list_says="Entries of accepted chapters in official order: by year, chapter, column and place. "
    "Filters given together must all hold.",
    detail_says="An entry by its stable id.",
    key=("id", str, "Reference of the entry, for example 2011-iom-28."),
    list_example="entry",
    detail_example="entry",
)
class EntryViewSet(PublicViewSet):
    queryset = Entry.objects.none()
    lookup_field = "reference"
    lookup_url_kwarg = "id"
    serializer_class = EntrySerializer
    filterset_class = EntryFilter

    def get_queryset(self) -> QuerySet[Entry]:
        return selections.entries()


@documented(
    "activity",
    "Program activities",
    list_says="The Program's register of activities, also of numbers whose text no report prints.",
    detail_says="A Program activity with the wordings in which public chapters print it.",
    key=("code", str, "Code of the activity, for example 67 or RIAL-1."),
    list_example="activity_row",
    detail_example="activity",
)
class ActivityViewSet(PublicViewSet):
    queryset = Activity.objects.none()
    lookup_field = "code"
    serializer_class = ActivityRowSerializer
    detail_serializer_class = ActivitySerializer
    filterset_class = ActivityFilter

    def get_queryset(self) -> QuerySet[Activity]:
        return selections.activities_with_listings() if self.detail else selections.activities()


@documented(
    "country",
    "countries",
    list_says="The member states of the OAS, and other countries and territories, by English name.",
    detail_says="A country or territory.",
    key=("iso3", str, "ISO alpha-3 code, for example MEX."),
    list_example="country",
    detail_example="country",
)
class CountryViewSet(PublicViewSet):
    queryset = Country.objects.none()
    lookup_field = "iso3"
    serializer_class = CountrySerializer
    filterset_class = CountryFilter

    def get_queryset(self) -> QuerySet[Country]:
        return selections.countries()


@documented(
    "implementer",
    "implementers",
    list_says="The bodies that the Program assigns activities to, in official order.",
    detail_says="An implementer with the codes of the activities assigned to it.",
    key=("slug", str, "Slug of the implementer, for example iom."),
    list_example="implementer",
    detail_example="implementer",
)
class ImplementerViewSet(PublicViewSet):
    queryset = Implementer.objects.none()
    lookup_field = "slug"
    serializer_class = ImplementerSerializer

    def get_queryset(self) -> QuerySet[Implementer]:
        return selections.implementers()

    def get_serializer_context(self) -> dict[str, Any]:
        counts = SimpleLazyObject(selections.implementer_counts)
        return {**super().get_serializer_context(), "counts": counts}
