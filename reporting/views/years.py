"""/years/ … : the reporting years and their chapters as data."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from reporting.enums import EntryKind
from reporting.exceptions import UnknownYear
from reporting.models import Entry, ReportingYear, Submission
from reporting.queries.events import events_of
from reporting.queries.implementers import with_kind_counts
from reporting.queries.totals import totals_of, year_totals
from reporting.queries.years import get_year, public_years


def year_list(request: HttpRequest) -> HttpResponse:
    """The years of which anything is public."""
    years = public_years()
    totals = totals_of(years)
    return render(
        request, "reporting/year/list.html", {"years": [(year, totals[year.pk]) for year in years]}
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
        },
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
