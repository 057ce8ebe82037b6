"""The lists and details of /api/v1/."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject
from rest_framework.serializers import BaseSerializer

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.api.documented import documented
from reporting.api.public import PublicViewSet
from reporting.api.selections import chapters, entries, register
from reporting.api.serializers.activities import ActivityRowSerializer, ActivitySerializer
from reporting.api.serializers.chapters import ChapterRowSerializer, ChapterSerializer
from reporting.api.serializers.countries import CountrySerializer
from reporting.api.serializers.entries import EntrySerializer
from reporting.api.serializers.implementers import ImplementerSerializer
from reporting.api.serializers.years import YearRowSerializer, YearSerializer
from reporting.filters import ActivityFilter, ChapterFilter, CountryFilter, EntryFilter
from reporting.models import Entry, ReportingYear, Submission
from reporting.queries.countries import countries_on_record
from reporting.queries.reference_texts import texts_of_year
from reporting.queries.statistics import (
    entries_by_activity,
    entries_by_country,
    statistics_of_chapters,
    statistics_of_years,
)


class CountsShown(PublicViewSet):
    """A viewset whose rows have a count."""

    @abstractmethod
    def count(self) -> Mapping[int, Any]:
        """The counts by the row's key. Called at most once, when a field needs it."""

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "counts": SimpleLazyObject(self.count)}


class ChaptersShown(PublicViewSet):
    """A viewset whose rows show chapters with their statistics and their positions."""

    @abstractmethod
    def chapters_of(self, row: Any) -> Iterable[Submission]:
        """The chapters that a row shows."""

    def get_serializer(self, *arguments: Any, **options: Any) -> BaseSerializer[Any]:
        rows = arguments[0] if options.get("many") else arguments
        options["context"] = {**self.get_serializer_context(), **self.context_of(rows)}
        return super().get_serializer(*arguments, **options)

    def context_of(self, rows: Iterable[Any]) -> dict[str, Any]:
        """What the fields of these rows need; each value is computed when a field first uses it."""

        def chapters_shown() -> Iterable[Submission]:
            return (chapter for row in rows for chapter in self.chapters_of(row))

        return {
            "numbers": SimpleLazyObject(
                lambda: chapters.chapter_positions(
                    {chapter.reporting_year_id for chapter in chapters_shown()}
                )
            ),
            "statistics": SimpleLazyObject(
                lambda: statistics_of_chapters(chapter.pk for chapter in chapters_shown())
            ),
        }


@documented(
    "year",
    "reporting years",
    list_says="Reporting years of which anything is public, newest first.",
    detail_says="A reporting year with its public chapters in official order, the report's own parts in "
    "running text and its editions.",
    key=("year", int, "The calendar year, for example 2011."),
    list_example="year_row",
    detail_example="year",
)
class YearViewSet(ChaptersShown):
    queryset = ReportingYear.objects.none()
    resource = "years"
    ordering = ("-year",)
    lookup_field = "year"
    lookup_value_regex = "[0-9]{4}"
    serializer_class = YearRowSerializer
    detail_serializer_class = YearSerializer

    def get_queryset(self) -> QuerySet[ReportingYear]:
        if self.detail:
            return chapters.years_with_chapters(self.fields)
        return chapters.year_rows()

    def chapters_of(self, row: ReportingYear) -> Iterable[Submission]:
        return row.submissions.all()

    def context_of(self, rows: Iterable[Any]) -> dict[str, Any]:
        years = SimpleLazyObject(lambda: statistics_of_years(row.pk for row in rows))
        return {**super().context_of(rows), "years": years}


@documented(
    "chapter",
    "chapters",
    list_says="Accepted chapters, each one implementer's of one year, in official order.",
    detail_says="A whole chapter: its activities, its three columns of entries, its financing.",
    key=("id", str, "Year and implementer, for example 2011-iom."),
    list_example="chapter_row",
    detail_example="chapter",
)
class ChapterViewSet(ChaptersShown):
    queryset = Submission.objects.none()
    resource = "chapters"
    lookup_url_kwarg = "id"
    serializer_class = ChapterRowSerializer
    detail_serializer_class = ChapterSerializer
    filterset_class = ChapterFilter

    def get_queryset(self) -> QuerySet[Submission]:
        if self.detail:
            return chapters.chapters_with_entries(self.fields)
        return chapters.whole_chapters()

    def get_object(self) -> Submission:
        """The chapter, with its activities and implementer as the report of its year reads them."""
        chapter: Submission = super().get_object()
        texts = texts_of_year(chapter.reporting_year.year)
        texts.restore([chapter.implementer])
        if self.fields.want("activities"):
            texts.restore(listed.activity for listed in chapter.listed_activities.all())
        return chapter

    def lookups(self, key: str) -> dict[str, Any]:
        year, _hyphen, slug = key.partition("-")
        if not year.isdecimal() or len(year) != 4:
            return {"pk": None}
        return {"reporting_year__year": year, "implementer__slug": slug}

    def chapters_of(self, row: Submission) -> Iterable[Submission]:
        return [row]


@documented(
    "entry",
    "entries",
    list_says="Entries of public chapters in official order: by year, chapter, column and place. "
    "Filters given together must all hold.",
    detail_says="An entry by its stable id.",
    key=("id", str, "Reference of the entry, for example 2011-iom-28."),
    list_example="entry",
    detail_example="entry",
)
class EntryViewSet(PublicViewSet):
    queryset = Entry.objects.none()
    resource = "entries"
    lookup_field = "reference"
    lookup_url_kwarg = "id"
    serializer_class = EntrySerializer
    filterset_class = EntryFilter

    def get_queryset(self) -> QuerySet[Entry]:
        return entries.entry_rows()


@documented(
    "activity",
    "Program activities",
    list_says="The Program's register of activities, also of numbers whose text no report prints.",
    detail_says="A Program activity with the wordings in which public chapters print it.",
    key=("code", str, "Code of the activity, for example 67 or RIAL-1."),
    list_example="activity_row",
    detail_example="activity",
)
class ActivityViewSet(CountsShown):
    queryset = Activity.objects.none()
    resource = "activities"
    lookup_field = "code"
    serializer_class = ActivityRowSerializer
    detail_serializer_class = ActivitySerializer
    filterset_class = ActivityFilter

    def get_queryset(self) -> QuerySet[Activity]:
        if self.detail:
            return register.activities_with_listings(self.fields)
        return register.activity_rows()

    def get_serializer_context(self) -> dict[str, Any]:
        slugs = SimpleLazyObject(register.implementers_by_activity)
        return {**super().get_serializer_context(), "assigned_to": slugs}

    def count(self) -> dict[int, int]:
        return entries_by_activity()


@documented(
    "country",
    "countries",
    list_says=(
        "The member states of the OAS, and other countries and territories that a public entry names, "
        "by English name. A draft may name every country of ISO 3166-1."
    ),
    detail_says="A country or territory of ISO 3166-1.",
    key=("iso3", str, "ISO alpha-3 code, for example MEX."),
    list_example="country",
    detail_example="country",
)
class CountryViewSet(CountsShown):
    queryset = Country.objects.none()
    resource = "countries"
    lookup_field = "iso3"
    serializer_class = CountrySerializer
    filterset_class = CountryFilter

    def get_queryset(self) -> QuerySet[Country]:
        countries = register.country_rows(self.fields)
        return countries.filter(pk__in=countries_on_record()) if not self.detail else countries

    def count(self) -> dict[int, int]:
        year = self.request.query_params.get("year")
        return entries_by_country(int(year) if year else None)


@documented(
    "implementer",
    "implementers",
    list_says="The bodies that the Program assigns activities to, in official order.",
    detail_says="An implementer with the codes of the activities assigned to it.",
    key=("slug", str, "Slug of the implementer, for example iom."),
    list_example="implementer",
    detail_example="implementer",
)
class ImplementerViewSet(CountsShown):
    queryset = Implementer.objects.none()
    resource = "implementers"
    lookup_field = "slug"
    serializer_class = ImplementerSerializer

    def get_queryset(self) -> QuerySet[Implementer]:
        return register.implementer_rows()

    def get_serializer_context(self) -> dict[str, Any]:
        codes = SimpleLazyObject(register.codes_by_implementer)
        return {**super().get_serializer_context(), "activity_codes": codes}

    def count(self) -> dict[int, register.Counts]:
        return register.implementer_counts()
