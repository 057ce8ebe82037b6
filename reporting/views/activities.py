"""/activities/ … : the Program's register."""

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
from reporting.queries.coverage import CoverageRow, coverage_by_implementer, coverage_by_year
from reporting.queries.entries import public_entries
from reporting.queries.years import public_calendar, public_chapters_in
from reporting.views.narrowing import query_of
from reporting.views.paging import page_or_404
from reporting.views.years_shown import years_shown

_ENTRIES = 20  # on a page; an undertaking is never parted
_FILTERS = {"year": "year", "implementer": "slug"}  # with what an address calls their values
ActivityRow = CoverageRow[Activity, int]


def activity_list(request: HttpRequest) -> HttpResponse:
    """The register: what each activity asks for, of whom, and its coverage in each year."""
    activities = list(register_with_implementers())
    years = list(public_calendar().values())
    shown = years_shown(years, request.GET.get("until"))
    rows = coverage_by_year(activities, shown.years, public_chapters_in(shown.years))
    return render(
        request,
        "reporting/activity/list.html",
        {
            "numbered": _folded(row for row in rows if row.head.number is not None),
            "unnumbered": _folded(row for row in rows if row.head.number is None),
            "with_text": sum(bool(activity.text) for activity in activities),
            "shown": shown,
            "statuses": CoverageStatus,
        },
    )


def activity_detail(request: HttpRequest, code: str) -> HttpResponse:
    """An activity's text, who it is assigned to, and all that was promised and done on it."""
    current = Activity.objects.of_current_program()
    activity = (
        current.filter(code=code)
        .select_related("source", "probably_same_as", "program__resolution")
        .first()
    )
    if not activity:
        other_case = get_object_or_404(current, code__iexact=code)
        return redirect("activity-detail", code=other_case.code, permanent=True)
    years = list(public_calendar().values())
    citing = entries_citing(activity)
    concerned = implementers_concerned(activity, {entry.implementer for entry in citing})
    asked = {name: request.GET[name] for name in _FILTERS if request.GET.get(name)}
    narrowed = EntryFilter(asked, public_entries().citing(activity))
    values = narrowed.form.cleaned_data if narrowed.is_valid() else {}
    chosen = {name: getattr(values[name], key) for name, key in _FILTERS.items() if name in values}
    starts = newest_of_each((one for one, _is_assigned in concerned), citing)
    if chosen:
        keys = set(narrowed.qs.values_list("pk", flat=True))
        starts = [entry for entry in starts if entry.pk in keys]
    chains = chains_among(citing, starts)
    page = page_or_404(paginate_chains(chains, _ENTRIES), 1, request)
    shown = years_shown(years, request.GET.get("until"))
    last = last_executed(citing)
    return render(
        request,
        "reporting/activity/detail.html",
        {
            "activity": activity,
            "assigned": [one for one, is_assigned in concerned if is_assigned],
            "restatements": restatements_of(activity),
            "wordings": wordings_of(activity),
            "listings": [] if citing else chapters_listing(activity),
            "citing": citing,
            "reporting": {entry.implementer for entry in citing},
            "strip": strip_of(Counter((entry.year, entry.kind) for entry in citing), shown.years),
            "first_year": min((entry.year for entry in citing), default=None),
            "last_year": max((entry.year for entry in citing), default=None),
            "last_executed": last,
            "silent_since": last if last and last < max(years, default=last) else None,
            "rows": coverage_by_implementer(
                activity,
                [implementer for implementer, _is_assigned in concerned],
                shown.years,
                public_chapters_in(shown.years),
            ),
            "statuses": CoverageStatus,
            "shown": shown,
            "problems": [message for errors in narrowed.errors.values() for message in errors],
            "chosen": chosen,
            "query": query_of(activity=activity.code, **chosen),
            "page": page,
            "chains": chains,
            "undertakings": undertakings(page[0] if chains else []),
        },
    )


def _folded(rows: Iterable[ActivityRow]) -> list[list[ActivityRow]]:
    """The rows one by one, but those that follow one another and say nothing, as one.

    Nothing is said of a number without words that is assigned to nobody.
    """
    runs = groupby(rows, key=_says_nothing)
    return [
        part
        for says_nothing, run in runs
        for part in ([list(run)] if says_nothing else ([row] for row in run))
    ]


def _says_nothing(row: ActivityRow) -> bool:
    not_assigned = all(status == CoverageStatus.NOT_ASSIGNED for _year, status in row.cells)
    return not row.head.text and not_assigned
