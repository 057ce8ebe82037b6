"""/years/ … : the reporting years and their chapters."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.charts.rows import Rows, rows_of
from reporting.charts.strip import Strip, strip_of
from reporting.enums import EFFECTIVE_OUTCOMES, CoverageStatus, EntryKind
from reporting.exceptions import UnknownYear
from reporting.filtered_lists import CountedRows
from reporting.models import Entry, ReportingYear, Submission
from reporting.queries.calendar import calendar_months
from reporting.queries.countries import most_concerned
from reporting.queries.coverage import YearCoverage, count_by_status, coverage_of_register
from reporting.queries.events import events_of
from reporting.queries.financing import financing_figures
from reporting.queries.implementers import with_statistics
from reporting.queries.reference_texts import texts_of_year
from reporting.queries.report_locations import location_of
from reporting.queries.statistics import (
    NO_OUTCOME,
    Statistics,
    by_year_and_kind,
    outcomes_of_plans,
    statistics_of_years,
    year_totals,
)
from reporting.queries.years import (
    demonstration_years_shown,
    get_public_year,
    get_year,
    public_calendar,
    public_years,
)
from reporting.views.query_strings import query_string_of
from reporting.views.years_shown import years_shown

_ROWS = 6  # years in the list; each has a row in the table and in every chart
_COUNTRIES = 12  # in the chart of a year


def year_list(request: HttpRequest) -> HttpResponse:
    """The years that have a public chapter, with their totals and charts.

    Demonstration years are only listed.
    """
    public_reporting_years = public_years()
    year_window = years_shown(
        [year.year for year in public_reporting_years], request.GET.get("until"), _ROWS
    )
    years = [year for year in public_reporting_years if year.year in year_window.years]
    statistics = statistics_of_years(year.pk for year in years)
    calendar = {year.pk: year.year for year in years}
    coverage = coverage_of_register(list(calendar.values()))
    totals = year_totals(years, statistics)
    return render(
        request,
        "reporting/year/list.html",
        {
            "years": [(year, totals[year.pk]) for year in years],
            "demonstrations": demonstration_years_shown(),
            "shown": year_window,
            "strip": _strip(calendar, statistics),
            "charts": _charts(calendar, coverage),
        },
    )


def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    """A year: its totals, its public chapters and its charts."""
    reporting_year = public_year_or_404(year)
    chapters = reporting_year.submissions.public().select_related("implementer")
    # A demonstration counts nowhere else, so its chart is of this year alone.
    calendar = {reporting_year.pk: year} if reporting_year.is_demonstration else public_calendar()
    years_in_chart = years_shown(list(calendar.values()), str(year)).years
    chart_calendar = {
        key: calendar_year
        for key, calendar_year in calendar.items()
        if calendar_year in years_in_chart
    }
    statistics = statistics_of_years(chart_calendar)
    coverage = coverage_of_register([year])
    totals = year_totals([reporting_year], statistics)
    return render(
        request,
        "reporting/year/detail.html",
        {
            "reporting_year": reporting_year,
            "totals": totals[reporting_year.pk],
            "chapters": with_statistics(chapters.order_by("position")),
            "figures": financing_figures(reporting_year.submissions.public()),
            "strip": _strip(chart_calendar, statistics),
            "charts": {
                **_charts(
                    {reporting_year.pk: year},
                    coverage,
                    is_listed=not reporting_year.is_demonstration,
                ),
                "countries": _countries(
                    statistics[reporting_year.pk].by_country,
                    None if reporting_year.is_demonstration else year,
                ),
                "year": year,
            },
        },
    )


def _strip(calendar: Mapping[int, int], statistics: Mapping[int, Statistics]) -> Strip | None:
    """The entries by year and kind. `calendar` maps keys of reporting years to calendar years."""
    by_year = [(year, statistics[key]) for key, year in calendar.items()]
    return strip_of(by_year_and_kind(by_year), sorted(calendar.values()))


def _charts(
    calendar: Mapping[int, int], coverage: Sequence[YearCoverage], *, is_listed: bool = True
) -> dict[str, object]:
    """The charts of coverage and of outcomes. `calendar` maps keys of years to calendar years.

    Without `is_listed`, of a demonstration, the numbers lead to no list.
    """
    years = list(calendar.values())
    counts = count_by_status(coverage, years)
    outcomes = outcomes_of_plans(calendar)
    return {
        "register_of": len(coverage),
        "unnumbered": sum(row.head.number is None for row in coverage),
        "activities": rows_of(
            ((year, "", counts[year]) for year in years),
            CoverageStatus.choices,
            lambda year, status: (
                CountedRows.of("activities", year=year, coverage=status) if is_listed else None
            ),
        ),
        "plans": rows_of(
            ((year, "", outcomes[key]) for key, year in calendar.items()),
            [*EFFECTIVE_OUTCOMES, (NO_OUTCOME, _("no follow-up reported"))],
            lambda year, outcome: (
                CountedRows.of("entries", year=year, kind=EntryKind.PLANNED.value, outcome=outcome)
                if is_listed
                else None
            ),
        ),
    }


def _countries(counts: Mapping[int, int], year: int | None) -> Rows | None:
    """The chart of the countries that most entries concern; `counts` are by the country's key.

    Without a `year` the numbers lead to no list.
    """
    return rows_of(
        (
            (
                country,
                reverse("country-detail", args=[country.iso3]),
                {"entries": counts[country.pk]},
            )
            for country in most_concerned(counts, _COUNTRIES)
        ),
        [("entries", _("Entries"))],
        lambda country, _state: (
            CountedRows.of("entries", year=year, country=country.iso3) if year else None
        ),
    )


def chapter_detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """A public chapter: its activities, its entries by column, its financing."""
    submission = get_object_or_404(
        Submission.objects.public()
        .of_current_program()
        .select_related("reporting_year", "implementer")
        .prefetch_related("listed_activities__activity", "financing"),
        reporting_year__year=year,
        implementer__slug=slug,
    )
    texts = texts_of_year(year)
    texts.restore(
        [submission.implementer, *(row.activity for row in submission.listed_activities.all())]
    )
    return render(
        request,
        "reporting/year/chapter.html",
        {
            "submission": submission,
            "query": query_string_of(year=year, implementer=slug),
            "place": location_of(submission),
            "columns": _columns(submission),
        },
    )


def _columns(submission: Submission) -> list[tuple[EntryKind, str, list[Entry]]]:
    """(kind, opening words, entries) of each column.

    Empty columns are left out when the chapter declares that there is nothing to report.
    """
    entries = list(submission.entries.for_display().in_official_order())
    columns = [
        (kind, submission.leads[kind], [entry for entry in entries if entry.kind == kind])
        for kind in EntryKind
    ]
    if not submission.nothing_to_report:
        return columns
    return [column for column in columns if column[1] or column[2]]


def year_calendar(request: HttpRequest, year: int) -> HttpResponse:
    """The dated events of a year's public chapters by month, with a line for each name."""
    reporting_year = public_year_or_404(year)
    entries = Entry.objects.public().filter(submission__reporting_year=reporting_year)
    events = events_of(entries).of_activities()
    return render(
        request,
        "reporting/year/calendar.html",
        {
            "reporting_year": reporting_year,
            "parts": calendar_months(events, year),
            "has_background": events_of(entries).background().exists(),
        },
    )


def public_year_or_404(year: int) -> ReportingYear:
    """The year if it has a public chapter. Raises `Http404` otherwise."""
    if reporting_year := get_public_year(year):
        return reporting_year
    try:
        get_year(year)
    except UnknownYear as error:
        raise Http404(str(error)) from error
    raise Http404
