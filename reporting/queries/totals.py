"""Figures: how much was reported, counted by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from program.models import Activity, Country, OasMembership
from program.models.country import CountryQuerySet
from reporting.enums import CountryRole, EntryKind, SubmissionStatus
from reporting.models import Entry, EntryCountry, ReportingYear, Submission, SubmissionActivity


@dataclass(frozen=True)
class YearTotals:
    """What a year's public chapters hold: counts of entries, implementers, activities, states."""

    entries: int
    implementers: int
    activities: int
    activities_of: int
    member_states: int


def year_totals(reporting_year: ReportingYear) -> YearTotals:
    """The figures of a year's public chapters."""
    return totals_of([reporting_year])[reporting_year.pk]


def totals_of(years: Collection[ReportingYear]) -> dict[int, YearTotals]:
    """The figures of each year's public chapters, by the year's key. Takes five queries.

    Counted as taken up are the numbered activities that a public chapter lists; member states are
    those of the OAS in that year that an entry concerns.
    """
    entries = _public_by_year(Entry.objects.all(), years, Count("pk"))
    implementers = _count_by(
        Submission.objects.public().filter(reporting_year__in=years), "reporting_year", Count("pk")
    )
    activities = _public_by_year(
        SubmissionActivity.objects.filter(activity__number__isnull=False),
        years,
        Count("activity", distinct=True),
    )
    states = _public_by_year(
        EntryCountry.objects.filter(_member_then(), entry__deleted_at__isnull=True).exclude(
            role=CountryRole.MENTIONED
        ),
        years,
        Count("country", distinct=True),
        through="entry__",
    )
    registers = _count_by(Activity.objects.filter(number__isnull=False), "program", Count("pk"))
    return {
        year.pk: YearTotals(
            entries=entries.get(year.pk, 0),
            implementers=implementers.get(year.pk, 0),
            activities=activities.get(year.pk, 0),
            activities_of=registers.get(year.program_id, 0),
            member_states=states.get(year.pk, 0),
        )
        for year in years
    }


def _public_by_year(
    rows: QuerySet[Any], years: Collection[ReportingYear], count: Count, *, through: str = ""
) -> dict[int, int]:
    year = f"{through}submission__reporting_year"
    public = {f"{through}submission__status": SubmissionStatus.ACCEPTED, f"{year}__in": years}
    return _count_by(rows.filter(**public), year, count)


def _count_by(rows: QuerySet[Any], column: str, count: Count) -> dict[int, int]:
    return dict(rows.order_by().values_list(column).annotate(count))


def _member_then() -> Exists:
    """As `CountryQuerySet.members_in`, for the year of each row's own report."""
    year = OuterRef("entry__submission__reporting_year__year")
    return Exists(
        OasMembership.objects.filter(
            Q(start__isnull=True) | Q(start__year__lte=year),
            Q(end__isnull=True)
            | Q(end__year__gt=year)
            | Q(end__year=year, end__month=12, end__day=31),
            country=OuterRef("country"),
        )
    )


def countries_with_counts() -> CountryQuerySet:
    """All countries with `entries_count`: the current Program's public entries that concern them,
    mentions left out."""
    return Country.objects.annotate(
        entries_count=Count(
            "entry_roles__entry",
            filter=Q(
                entry_roles__entry__submission__status=SubmissionStatus.ACCEPTED,
                entry_roles__entry__submission__reporting_year__program__is_current=True,
                entry_roles__entry__deleted_at__isnull=True,
            )
            & ~Q(entry_roles__role=CountryRole.MENTIONED),
            distinct=True,
        )
    )


def entries_by_country(year: int | None) -> dict[int, int]:
    """The same number by the country's key; of the calendar year `year`, or of all. One query."""
    chapters = Submission.objects.public().filter(reporting_year__program__is_current=True)
    if year is not None:
        chapters = chapters.filter(reporting_year__year=year)
    # Among the keys of the chapters, in place of a join of four tables: a third of the time.
    rows = EntryCountry.objects.filter(
        entry__submission__in=chapters.values("pk"), entry__deleted_at__isnull=True
    ).exclude(role=CountryRole.MENTIONED)
    return _count_by(rows, "country", Count("entry", distinct=True))


def activities_with_counts() -> QuerySet[Activity]:
    """The current Program's activities with `cited_count`: public entries that cite them."""
    return (
        Activity.objects.filter(program__is_current=True)
        .annotate(
            cited_count=Count(
                "citations",
                filter=Q(
                    citations__entry__submission__status=SubmissionStatus.ACCEPTED,
                    citations__entry__submission__reporting_year__program__is_current=True,
                    citations__entry__deleted_at__isnull=True,
                ),
                distinct=True,
            )
        )
        .order_by("position")
    )


def kind_counts(entries: QuerySet[Entry]) -> dict[str, int]:
    """The number of entries of each kind."""
    counted = dict(entries.order_by().values_list("kind").annotate(Count("pk")))
    return {kind: counted.get(kind, 0) for kind in EntryKind.values}
