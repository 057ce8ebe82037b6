"""/implementers/ … : the tree of implementers, and what each one reported."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from implementers.models import Implementer
from reporting.charts.strip import strip_of
from reporting.enums import CoverageStatus
from reporting.queries.coverage import coverage_by_year
from reporting.queries.financing import financing_figures
from reporting.queries.implementers import (
    activities_of,
    branch_of,
    chapters_by_year,
    countries_of,
    entries_by_year_and_kind,
    entries_in,
    implementer_tree,
    public_chapters_of,
)
from reporting.queries.years import public_calendar
from reporting.views.years_shown import years_shown


def implementer_list(request: HttpRequest) -> HttpResponse:
    """The tree of implementers, by kind."""
    return render(request, "reporting/implementer/list.html", {"kinds": implementer_tree()})


def implementer_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """An implementer: its place in the tree, its activities by year, its chapters and financing.

    The page of a parent includes what the implementers below it reported.
    """
    implementer = get_object_or_404(Implementer.objects.select_related("parent"), slug=slug)
    tree, branch = branch_of(implementer)
    keys = implementer.descendant_ids()
    year_window = years_shown(list(public_calendar().values()), request.GET.get("until"))
    chapters = chapters_by_year(keys)
    return render(
        request,
        "reporting/implementer/detail.html",
        {
            "implementer": implementer,
            "tree": tree if tree.children else None,
            "units": branch.children,
            "aliases": [alias.name for alias in implementer.aliases.all()],
            "rows": coverage_by_year(
                activities_of(keys, chapters), year_window.years, chapters, implementers=keys
            ),
            "statuses": CoverageStatus,
            "shown": year_window,
            "chapters": chapters,
            "years": sorted({chapter.reporting_year.year for chapter in chapters}),
            "entries_count": entries_in(chapters),
            "strip": strip_of(entries_by_year_and_kind(chapters), year_window.years),
            "countries": countries_of(chapters),
            "figures": financing_figures(public_chapters_of(keys)),
        },
    )
