"""The filters of lists. A value that does not exist is refused, never ignored."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema_field

from implementers.models import Assignment, Implementer
from program.models import Activity, Country, Theme
from program.models.country import SubRegion
from reporting.enums import (
    EFFECTIVE_OUTCOMES,
    CountryRole,
    CoverageStatus,
    EntryKind,
    FinancingKind,
)
from reporting.filter_fields import (
    CodeFilter,
    FilterSet,
    SearchQueryFilter,
    TrueOrFalseFilter,
    WholeNumberFilter,
)
from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryTheme,
    Event,
    Financing,
    ReportingYear,
    Submission,
)
from reporting.models.entry import EntryQuerySet
from reporting.models.year import FIRST_YEAR, LAST_YEAR
from reporting.queries.countries import PARTS, entries_naming
from reporting.queries.coverage import coverage_of_register
from reporting.queries.entries import public_entries
from reporting.queries.events import in_or_about
from reporting.queries.statistics import NO_OUTCOME
from reporting.queries.years import current_years_reported
from reporting.search.query import SearchQuery
from reporting.search.results import matching_entries

_FIRST_OAS_YEAR = 1948
_ALL_PARTS = "all"  # of a country's page
_Filter = TypeVar("_Filter", bound=django_filters.Filter)
# The condition of each parameter that filters by events.
_EVENT_CONDITIONS: dict[str, Callable[[Any], Q]] = {
    "event_after": lambda day: Q(end__gte=day),
    "event_before": lambda day: Q(start__lte=day),
    "event_country": in_or_about,
}


def _typed(field: _Filter, **schema: Any) -> _Filter:
    """Give the filter its type in the API schema, where the schema cannot derive it."""
    described_schema = {**schema, "description": field.extra["help_text"]}
    typed: _Filter = extend_schema_field(described_schema)(field)
    return typed


def _one_of(choices: Iterable[tuple[str, Any]], **options: Any) -> django_filters.ChoiceFilter:
    choices = list(choices)
    known = ", ".join(value for value, _label in choices)
    message = format_lazy(gettext_lazy("“%(value).60s” is not one of: {known}."), known=known)
    return django_filters.ChoiceFilter(
        choices=choices, error_messages={"invalid_choice": message}, **options
    )


def _day(**options: Any) -> django_filters.DateFilter:
    field = django_filters.DateFilter(
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": gettext_lazy("Write a day of the calendar as 2011-07-25.")},
        **options,
    )
    return _typed(field, type="string", format="date")


def _public_year(
    field_name: str = "",
    *,
    help_text: str = "A reporting year, for example `2011`.",
    **options: Any,
) -> CodeFilter:
    field = CodeFilter(
        field_name=field_name or None,
        to_field_name="year",
        queryset=current_years_reported(),
        error_messages={
            "invalid_choice": gettext_lazy("“%(value)s” is not a year with a public chapter.")
        },
        help_text=help_text,
        **options,
    )
    return _typed(field, type="integer", minimum=FIRST_YEAR, maximum=LAST_YEAR)


class ImplementerFilter(CodeFilter):
    """Filters by an implementer and all implementers below it."""

    def filter(self, qs: QuerySet[Any], value: Implementer | None) -> QuerySet[Any]:
        if value is None:
            return qs
        return qs.filter(**{f"{self.field_name}__in": value.descendant_ids()})


def _implementer(field_name: str, help_text: str, **options: Any) -> ImplementerFilter:
    field = ImplementerFilter(
        field_name=field_name,
        queryset=Implementer.objects.all(),
        to_field_name="slug",
        error_messages={
            "invalid_choice": gettext_lazy(
                "“%(value)s” is not an implementer on record; write its slug, as iom."
            )
        },
        help_text=help_text,
        **options,
    )
    return _typed(field, type="string")


def _country(method: str, help_text: str) -> CodeFilter:
    field = CodeFilter(
        queryset=Country.objects.all(),
        to_field_name="iso3",
        method=method,
        error_messages={
            "invalid_choice": gettext_lazy(
                "“%(value)s” is not a country on record; write its ISO alpha-3 code, as MEX."
            )
        },
        help_text=help_text,
    )
    return _typed(field, type="string")


class EntryFilterForm(forms.Form):
    """Validates parameters that depend on each other: both ends of a period, part and country."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("part") and not values.get("country") and "country" not in self.errors:
            self.add_error("part", _("Name the country of whose page this is a part."))
        after, before = values.get("event_after"), values.get("event_before")
        if after and before and before < after:
            self.add_error("event_before", _("This day is before that of event_after."))
        return values


class EntryFilter(FilterSet):
    """Filters entries by chapter, content and events."""

    year = _public_year("submission__reporting_year")
    implementer = _implementer(
        "submission__implementer",
        "Slug of the implementer, for example `iom`. One that others are part of, as `sedi`, "
        "counts for them too.",
    )
    kind = _one_of(EntryKind.choices, help_text="The column of the official table.")
    country = _country(
        "of_country",
        "ISO alpha-3 code, for example `MEX`: entries that concern the country. One that "
        "is only mentioned does not count, unless `role=mentioned` asks for it.",
    )
    role = _one_of(
        CountryRole.choices,
        method="of_role",
        help_text="How the entry concerns the country; without `country`, any country.",
    )
    part = _one_of(
        [(part, part) for part in (*PARTS, _ALL_PARTS)],
        method="of_part",
        help_text="With `country`: the part of the country's page that the entry is in. Each "
        "is in one: what the state only took part in, or is only mentioned in, apart. `all`: every "
        "entry that names the country.",
    )
    activity = _typed(
        CodeFilter(
            queryset=Activity.objects.of_current_program(),
            method="of_activity",
            to_field_name="code",
            error_messages={
                "invalid_choice": gettext_lazy(
                    "“%(value)s” is not an activity of the Program; write its code, as 67 or RIAL-1."
                )
            },
            help_text="Code of a Program activity that the entry itself cites, for example `67`.",
        ),
        type="string",
    )
    outcome = _one_of(
        [*EFFECTIVE_OUTCOMES, (NO_OUTCOME, gettext_lazy("no follow-up reported"))],
        method="of_outcome",
        help_text="The stated outcome of a planned entry; `followed_up`: an executed entry continues "
        "it, and no outcome is stated; `unsaid`: neither.",
    )
    theme = _typed(
        CodeFilter(
            queryset=Theme.objects.all(),
            method="of_theme",
            to_field_name="code",
            error_messages={
                "invalid_choice": gettext_lazy(
                    "“%(value)s” is not a theme on record; write its code, for example trafficking."
                )
            },
            help_text="Code of a theme or group of persons, for example `trafficking`: entries "
            "that a person assigned it to.",
        ),
        type="string",
    )
    names_activity = TrueOrFalseFilter(
        method="of_names_activity",
        help_text="Whether the entry itself cites an activity of the Program.",
    )
    background = TrueOrFalseFilter(
        method="of_background",
        help_text="`true`: only what is marked as background, such as a statute or an earthquake; "
        "`false`: without it.",
    )
    event_after = _day(
        method="of_event",
        help_text="A day, as `2011-07-25`: entries with an event on this day or later. With "
        "`event_before`, one and the same event lies between the two.",
    )
    event_before = _day(
        method="of_event",
        help_text="A day, as `2011-07-25`: entries with an event on this day or earlier.",
    )
    event_country = _country(
        "of_event",
        "ISO alpha-3 code, for example `MEX`: entries with an event in the country or about it; with "
        "`event_after` and `event_before`, one and the same event is there and then.",
    )
    q = SearchQueryFilter(
        method="of_query",
        help_text='Words to search for, for example `"human rights" mexico`: every one must be found, as '
        "it is, as the beginning of a word or by its stem; words in quotes only as they are.",
    )

    class Meta:
        model = Entry
        fields: list[str] = []
        form = EntryFilterForm

    def of_query(self, queryset: QuerySet[Entry], name: str, value: SearchQuery) -> QuerySet[Entry]:
        return matching_entries(queryset, value)

    def of_country(self, queryset: EntryQuerySet, name: str, value: Country) -> EntryQuerySet:
        role = self.form.cleaned_data.get("role")
        if role:
            named = EntryCountry.objects.filter(entry=OuterRef("pk"), country=value, role=role)
            return queryset.filter(Exists(named))
        if self.form.cleaned_data.get("part"):
            return queryset
        return queryset.concerning(value)

    def of_role(self, queryset: QuerySet[Entry], name: str, value: str) -> QuerySet[Entry]:
        if self.form.cleaned_data.get("country"):
            return queryset
        return queryset.filter(
            Exists(EntryCountry.objects.filter(entry=OuterRef("pk"), role=value))
        )

    def of_part(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        named = entries_naming(queryset, self.form.cleaned_data["country"])
        if value == _ALL_PARTS:
            return named
        return named.filter(country_part=value)  # type: ignore[misc]

    def of_activity(self, queryset: EntryQuerySet, name: str, value: Activity) -> EntryQuerySet:
        return queryset.citing(value)

    def of_theme(self, queryset: QuerySet[Entry], name: str, value: Theme) -> QuerySet[Entry]:
        assigned = EntryTheme.objects.filter(entry=OuterRef("pk"), theme=value)
        return queryset.filter(Exists(assigned))

    def of_names_activity(
        self, queryset: QuerySet[Entry], name: str, value: bool
    ) -> QuerySet[Entry]:
        cites = Exists(EntryActivity.objects.filter(entry=OuterRef("pk")))
        return queryset.filter(cites if value else ~cites)

    def of_background(self, queryset: QuerySet[Entry], name: str, value: bool) -> QuerySet[Entry]:
        unmarked = Q(background_source="")
        return queryset.exclude(unmarked) if value else queryset.filter(unmarked)

    def of_outcome(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        with_outcome = queryset.with_effective_outcome()
        if value == NO_OUTCOME:
            plans = with_outcome.filter(kind=EntryKind.PLANNED)
            return plans.filter(effective_outcome="")  # type: ignore[misc]
        return with_outcome.filter(effective_outcome=value)  # type: ignore[misc]

    def of_event(self, queryset: QuerySet[Entry], name: str, value: Any) -> QuerySet[Entry]:
        """Filter once by all event parameters, because one event has to match all of them."""
        parameters = self.event_parameters()
        if name != next(iter(parameters)):
            return queryset
        return queryset.filter(
            Exists(_matching(Event.objects.filter(entry=OuterRef("pk")), parameters))
        )

    def event_parameters(self) -> dict[str, Any]:
        """Return the parameters that filter by events, with their values."""
        values = self.form.cleaned_data
        return {name: values[name] for name in _EVENT_CONDITIONS if values.get(name)}


class EventFilter(EntryFilter):
    """Filters events by their entries, and by the event parameters."""

    class Meta(EntryFilter.Meta):
        model = Event  # type: ignore[assignment]

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        entries = super().filter_queryset(Entry.objects.order_by())
        events = _matching(queryset, self.event_parameters()).filter(entry__in=entries)
        background = self.form.cleaned_data.get("background")
        if background is None:
            return events
        unmarked = Q(background_source="", entry__background_source="")
        return events.exclude(unmarked) if background else events.filter(unmarked)

    def of_background(self, queryset: QuerySet[Entry], name: str, value: bool) -> QuerySet[Entry]:
        """An event can be background although its entry is not."""
        return queryset


def _matching(events: QuerySet[Event], parameters: Mapping[str, Any]) -> QuerySet[Event]:
    return events.filter(*(_EVENT_CONDITIONS[name](value) for name, value in parameters.items()))


class ChapterFilter(FilterSet):
    year = _public_year("reporting_year")
    implementer = _implementer(
        "implementer",
        "Slug of the implementer, for example `iom`. One that others are part of, as `sedi`, "
        "counts for them too.",
    )

    class Meta:
        model = Submission
        fields: list[str] = []


class FinancingFilter(FilterSet):
    """Filters sources of financing by the chapter that states them."""

    year = _public_year("submission__reporting_year")
    implementer = _implementer(
        "submission__implementer",
        "Slug of the implementer, for example `rial`. One that others are part of, as `sedi`, "
        "counts for them too.",
    )
    kind = _one_of(FinancingKind.choices, help_text="The kind of source.")

    class Meta:
        model = Financing
        fields: list[str] = []


class ActivityFilterForm(forms.Form):
    """Validates `coverage`, which needs a year."""

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if values.get("coverage") and not values.get("year") and "year" not in self.errors:
            self.add_error("coverage", _("Choose the year of the coverage."))
        return values


class ActivityFilter(FilterSet):
    implementer = _implementer(
        "assignments__implementer",
        "Slug of an implementer that the activity is assigned to, for example `iom`. One that "
        "others are part of, as `sedi`, counts for them too.",
        method="of_implementer",
    )
    has_text = TrueOrFalseFilter(
        method="of_has_text",
        help_text="Whether the text is known: a number that no report in hand prints has none.",
    )

    coverage = _one_of(
        CoverageStatus.choices,
        method="of_coverage",
        help_text="With `year`: what the public chapters of that year say of the activity.",
    )
    year = _public_year(
        method="of_year", help_text="With `coverage`: the reporting year, for example `2011`."
    )

    class Meta:
        model = Activity
        fields: list[str] = []
        form = ActivityFilterForm

    def of_coverage(
        self, queryset: QuerySet[Activity], name: str, value: str
    ) -> QuerySet[Activity]:
        year = self.form.cleaned_data["year"].year
        rows = coverage_of_register([year])
        return queryset.filter(
            pk__in=[row.head.pk for row in rows if dict(row.cells)[year] == value]
        )

    def of_year(
        self, queryset: QuerySet[Activity], name: str, value: ReportingYear
    ) -> QuerySet[Activity]:
        return queryset

    def of_implementer(
        self, queryset: QuerySet[Activity], name: str, value: Implementer
    ) -> QuerySet[Activity]:
        assigned = Assignment.objects.filter(
            activity=OuterRef("pk"), implementer__in=value.descendant_ids()
        )
        return queryset.filter(Exists(assigned))

    def of_has_text(
        self, queryset: QuerySet[Activity], name: str, value: bool
    ) -> QuerySet[Activity]:
        return queryset.exclude(text="") if value else queryset.filter(text="")


class CountryFilter(FilterSet):
    """Filters countries. `year` excludes none: it sets the year in which entries are counted."""

    year = _public_year(
        method="of_year",
        help_text="A reporting year, for example `2011`: entries are counted in this one alone.",
    )
    sub_region = _one_of(SubRegion.choices, help_text="The part of the Americas.")
    member_in = _typed(
        WholeNumberFilter(
            method="of_member_in",
            min_value=_FIRST_OAS_YEAR,
            max_value=LAST_YEAR,
            help_text="A calendar year: states that were members of the OAS on its last day.",
        ),
        type="integer",
        minimum=_FIRST_OAS_YEAR,
        maximum=LAST_YEAR,
    )

    concerned = TrueOrFalseFilter(
        method="of_concerned",
        help_text="Whether public entries concern the country: those of `year` and `implementer`, "
        "or any.",
    )
    implementer = _implementer(
        "",
        "With `concerned`: slug of the implementer whose entries count, for example `iom`. One "
        "that others are part of, as `sedi`, counts for them too.",
        method="of_counting_implementer",
    )

    class Meta:
        model = Country
        fields: list[str] = []

    def of_counting_implementer(
        self, queryset: QuerySet[Country], name: str, value: Implementer
    ) -> QuerySet[Country]:
        return queryset

    def of_concerned(
        self, queryset: QuerySet[Country], name: str, value: bool
    ) -> QuerySet[Country]:
        entries = public_entries().order_by()
        if year := self.form.cleaned_data.get("year"):
            entries = entries.filter(submission__reporting_year=year)
        if implementer := self.form.cleaned_data.get("implementer"):
            entries = entries.filter(submission__implementer__in=implementer.descendant_ids())
        concerning = EntryCountry.objects.concerning().filter(
            country=OuterRef("pk"), entry__in=entries
        )
        return queryset.filter(Exists(concerning) if value else ~Exists(concerning))

    def of_year(
        self, queryset: QuerySet[Country], name: str, value: ReportingYear
    ) -> QuerySet[Country]:
        return queryset

    def of_member_in(self, queryset: QuerySet[Country], name: str, value: int) -> QuerySet[Country]:
        members = Country.objects.members_in(value)
        return queryset.filter(pk__in=members.values("pk"))
