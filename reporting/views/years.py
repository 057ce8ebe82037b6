"""/years/ … : the reporting years and their chapters as data."""

from collections.abc import Sequence
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.charts.rows import Rows, rows_of
from reporting.charts.strip import strip_of
from reporting.enums import EntryKind, Outcome
from reporting.exceptions import UnknownYear
from reporting.models import Entry, ReportingYear, Submission
from reporting.queries.activities import register
from reporting.queries.countries import most_concerned
from reporting.queries.events import events_of
from reporting.queries.figures import UNSAID, by_year_and_kind, marks_by_year, plans_by_year
from reporting.queries.financing import financing_figures
from reporting.queries.implementers import with_kind_counts
from reporting.queries.marks import Mark, marks_of_activities
from reporting.queries.totals import entries_by_country, totals_of, year_totals
from reporting.queries.years import get_year, public_years
from reporting.views.years_shown import years_shown

_COUNTRIES = 12  # in the chart of a year


def year_list(request: HttpRequest) -> HttpResponse:
    """The years of which anything is public."""
    public = public_years()
    shown = years_shown([year.year for year in public], request.GET.get("until"))
    years = [year for year in public if year.year in shown.years]
    totals = totals_of(years)
    return render(
        request,
        "reporting/year/list.html",
        {
            "years": [(year, totals[year.pk]) for year in years],
            "shown": shown,
            **_charts(shown.years, beside=shown.years),
        },
    )


def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    """A year's public chapters."""
    reporting_year = public_year_or_404(year)
    chapters = with_kind_counts(reporting_year.submissions.public()).select_related("implementer")
    return render(
        request,
        "reporting/year/detail.html",
        {
            "reporting_year": reporting_year,
            "totals": year_totals(reporting_year),
            "chapters": list(chapters.order_by("position")),
            "next_year": year + 1,
            "countries": _countries(year),
            "figures": financing_figures(reporting_year.submissions.public()),
            **_charts(
                [year], beside=years_shown([y.year for y in public_years()], str(year)).years
            ),
        },
    )


def _charts(years: Sequence[int], *, beside: Sequence[int]) -> dict[str, object]:
    """Of calendar years: the register's activities by mark, what plans became, entries by kind.

    The entries are drawn `beside` those of other years, where there are any.
    """
    entries = Entry.objects.public().filter(submission__reporting_year__program__is_current=True)
    marks = marks_by_year(marks_of_activities(register(), years), years)
    plans = plans_by_year(entries.filter(submission__reporting_year__year__in=years))
    by_kind = by_year_and_kind(entries.filter(submission__reporting_year__year__in=beside))
    return {
        "strip": strip_of(by_kind, beside),
        "activities": rows_of(((year, "", marks[year]) for year in reversed(years)), Mark.choices),
        "plans": rows_of(
            ((year, "", plans.get(year, {})) for year in reversed(years)),
            [*Outcome.choices, (UNSAID, _("nothing said"))],
        ),
    }


def _countries(year: int) -> Rows | None:
    """The countries that most entries of a calendar year concern."""
    counts = entries_by_country(year)
    return rows_of(
        (
            (
                country.name,
                reverse("country-detail", args=[country.iso3]),
                {"entries": counts[country.pk]},
            )
            for country in most_concerned(counts, _COUNTRIES)
        ),
        [("entries", _("Entries"))],
    )


def chapter_detail(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """One public chapter: its activities, its entries by column, its financing."""
    submission = get_object_or_404(
        Submission.objects.public()
        .filter(reporting_year__program__is_current=True)
        .select_related("reporting_year__program", "reporting_year__cover", "implementer")
        .prefetch_related("listed_activities__activity", "financing"),
        reporting_year__year=year,
        implementer__slug=slug,
    )
    entries = list(submission.entries.with_facts().in_official_order())
    return render(
        request,
        "reporting/year/chapter.html",
        {
            "submission": submission,
            "columns": [
                (kind, submission.leads[kind], [entry for entry in entries if entry.kind == kind])
                for kind in EntryKind
            ],
            "next_year": year + 1,
        },
    )


def year_calendar(request: HttpRequest, year: int) -> HttpResponse:
    """The dated events of a year's public chapters, month by month."""
    reporting_year = public_year_or_404(year)
    events = events_of(Entry.objects.public().filter(submission__reporting_year=reporting_year))
    months = groupby(events, key=lambda event: event.start.replace(day=1))
    return render(
        request,
        "reporting/year/calendar.html",
        {
            "reporting_year": reporting_year,
            "months": [(month, list(events)) for month, events in months],
        },
    )


def public_year_or_404(year: int) -> ReportingYear:
    """The year, when anything of it is public. Raises `Http404` otherwise."""
    try:
        reporting_year = get_year(year)
    except UnknownYear as error:
        raise Http404(str(error)) from error
    if not reporting_year.submissions.public().exists():
        raise Http404
    return reporting_year
