"""/countries/ … : the member states, other countries, and what concerns each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from program.models import Country
from reporting.charts.map import legend, map_of
from reporting.queries.countries import (
    countries_outside,
    member_states_by_sub_region,
    public_entries_naming,
    public_events_in,
)
from reporting.queries.grouping import by_activity, by_implementer, for_country
from reporting.queries.years import latest_public_year


def country_list(request: HttpRequest) -> HttpResponse:
    """The member states by sub-region, then the other countries that a report names."""
    latest = latest_public_year()
    year = latest.year if latest else None
    sub_regions = member_states_by_sub_region(year)
    return render(
        request,
        "reporting/country/list.html",
        {
            "sub_regions": sub_regions,
            "map": map_of(state for _region, states in sub_regions for state in states),
            "legend": legend(),
            "outside": countries_outside(year),
            "year": year,
        },
    )


def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    """Every public entry that names the country, by implementer or by activity, and its events."""
    if iso3 != iso3.upper():
        return redirect("country-detail", iso3=iso3.upper(), permanent=True)
    country = get_object_or_404(Country.objects.prefetch_related("oas_memberships"), iso3=iso3)
    found = for_country(public_entries_naming(country), country)
    grouped = request.GET.get("by") == "activity"
    group = by_activity if grouped else by_implementer
    concerning = found.concerning
    return render(
        request,
        "reporting/country/detail.html",
        {
            "country": country,
            "memberships": country.oas_memberships.all(),
            "parts": [
                ("executed", found.executed, group(found.executed)),
                ("planned", found.planned, group(found.planned)),
                ("took-part", found.took_part, group(found.took_part)),
                ("mentioned", found.mentioned, group(found.mentioned)),
            ],
            "by_activity": grouped,
            "concerning": concerning,
            "years": sorted({entry.submission.reporting_year.year for entry in concerning}),
            "implementers": {entry.submission.implementer_id for entry in concerning},
            "activities": {row.activity_id for entry in concerning for row in entry.cited.all()},
            "events": public_events_in(country),
        },
    )
