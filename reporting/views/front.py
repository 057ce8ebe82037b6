"""/ : the front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.charts.map import legend, map_of
from reporting.models import ReportingYear
from reporting.queries.countries import member_states_by_sub_region
from reporting.queries.statistics import (
    YearTotals,
    entries_by_country,
    statistics_of_years,
    year_totals,
)
from reporting.queries.years import public_years, year_to_begin_with


def front(request: HttpRequest) -> HttpResponse:
    """What the portal is, four figures of the newest complete year, three links, and the map."""
    reporting_year = year_to_begin_with(public_years())
    year = reporting_year.year if reporting_year else None
    sub_regions = member_states_by_sub_region(year, entries_by_country(year))
    states = [state for _region, states in sub_regions for state in states]
    return render(
        request,
        "reporting/front/index.html",
        {
            "reporting_year": reporting_year,
            "totals": _totals(reporting_year) if reporting_year else None,
            "sub_regions": sub_regions,
            "map": map_of(states),
            "legend": legend(states),
        },
    )


def _totals(reporting_year: ReportingYear) -> YearTotals:
    statistics = statistics_of_years([reporting_year.pk])
    return year_totals([reporting_year], statistics)[reporting_year.pk]
