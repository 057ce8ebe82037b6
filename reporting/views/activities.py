"""/activities/ … : the register of Program activities."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from program.models import Activity
from reporting.charts.strip import strip_of
from reporting.enums import CoverageStatus
from reporting.filters import EntryFilter
from reporting.queries.activities import (
    chapters_listing,
    implementers_concerned,
    register_with_implementers,
    restatements_of,
    wordings_of,
)
from reporting.queries.chains import (
    chains_among,
    entries_citing,
    last_executed,
    newest_of_each,
    paginate_chains,
    undertakings,
)
from reporting.queries.coverage import YearCoverage, coverage_by_implementer, coverage_by_year
from reporting.queries.entries import public_entries
from reporting.queries.reference_texts import versions_of
from reporting.queries.years import public_calendar, public_chapters_in
from reporting.views.paging import page_or_404
from reporting.views.query_strings import query_string_of
from reporting.views.years_shown import years_shown

_ENTRIES = 20  # on a page; the entries of one undertaking stay together
# The attribute that represents the value of each filter in the address.
_FILTERS = {"year": "year", "implementer": "slug"}


def activity_list(request: HttpRequest) -> HttpResponse:
    """The register: each activity, its implementers, and its coverage in each year."""
    activities = list(register_with_implementers())
    years = list(public_calendar().values())
    year_window = years_shown(years, request.GET.get("until"))
    rows = coverage_by_year(activities, year_window.years, public_chapters_in(year_window.years))
    return render(
        request,
        "reporting/activity/list.html",
        {
            "numbered": _group_empty_rows(row for row in rows if row.head.number is not None),
            "unnumbered": _group_empty_rows(row for row in rows if row.head.number is None),
            "with_text": sum(bool(activity.text) for activity in activities),
            "shown": year_window,
            "statuses": CoverageStatus,
        },
    )


def activity_detail(request: HttpRequest, code: str) -> HttpResponse:
    """An activity: its text, its implementers, and what was planned and executed for it."""
    current = Activity.objects.of_current_program()
    activity = (
        current.filter(code=code)
        .select_related("source", "probably_same_as", "program__resolution")
        .first()
    )
    if not activity:
        activity_in_other_case = get_object_or_404(current, code__iexact=code)
        return redirect("activity-detail", code=activity_in_other_case.code, permanent=True)
    years = list(public_calendar().values())
    citing = entries_citing(activity)
    implementers = implementers_concerned(activity, {entry.implementer for entry in citing})
    requested = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    entry_filter = EntryFilter(requested, public_entries().citing(activity))
    values = entry_filter.form.cleaned_data if entry_filter.is_valid() else {}
    chosen = {name: getattr(values[name], key) for name, key in _FILTERS.items() if name in values}
    starts = newest_of_each((implementer for implementer, _is_assigned in implementers), citing)
    if chosen:
        keys = set(entry_filter.qs.values_list("pk", flat=True))
        starts = [entry for entry in starts if entry.pk in keys]
    chains = chains_among(citing, starts)
    page = page_or_404(paginate_chains(chains, _ENTRIES), 1, request)
    year_window = years_shown(years, request.GET.get("until"))
    last = last_executed(citing)
    return render(
        request,
        "reporting/activity/detail.html",
        {
            "activity": activity,
            "assigned": [implementer for implementer, is_assigned in implementers if is_assigned],
            "restatements": restatements_of(activity),
            "wordings": wordings_of(activity),
            "translations": activity.translations.all(),
            "versions": versions_of(activity),
            "listings": [] if citing else chapters_listing(activity),
            "citing": citing,
            "reporting": {entry.implementer for entry in citing},
            "strip": strip_of(
                Counter((entry.year, entry.kind) for entry in citing), year_window.years
            ),
            "first_year": min((entry.year for entry in citing), default=None),
            "last_year": max((entry.year for entry in citing), default=None),
            "last_executed": last,
            "silent_since": last if last and last < max(years, default=last) else None,
            "rows": coverage_by_implementer(
                activity,
                [implementer for implementer, _is_assigned in implementers],
                year_window.years,
                public_chapters_in(year_window.years),
            ),
            "statuses": CoverageStatus,
            "shown": year_window,
            "problems": [message for errors in entry_filter.errors.values() for message in errors],
            "chosen": chosen,
            "query": query_string_of(activity=activity.code, **chosen),
            "page": page,
            "chains": chains,
            "undertakings": undertakings(page[0] if chains else []),
        },
    )


def _group_empty_rows(rows: Iterable[YearCoverage]) -> list[list[YearCoverage]]:
    """The rows in groups: consecutive rows without content form one, any other row is alone.

    A row has no content when its activity has no text and is assigned to no implementer.
    """
    runs = groupby(rows, key=_is_empty)
    return [
        group
        for is_empty, run in runs
        for group in ([list(run)] if is_empty else ([row] for row in run))
    ]


def _is_empty(row: YearCoverage) -> bool:
    not_assigned = all(status == CoverageStatus.NOT_ASSIGNED for _year, status in row.cells)
    return not row.head.text and not_assigned
