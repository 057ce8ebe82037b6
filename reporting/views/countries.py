"""/countries/ … : the member states, other countries, and what concerns each."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from program.models import Country
from reporting.charts.map import legend, map_of
from reporting.charts.strip import Strip, strip_of
from reporting.models import Entry, Submission
from reporting.queries.countries import (
    PARTS,
    NamingEntry,
    activities_concerning,
    countries_outside,
    entries_naming,
    entries_paid_for,
    events_in,
    member_states_by_sub_region,
)
from reporting.queries.financing import financing_figures
from reporting.queries.grouping import EntryGroup, by_activity, by_implementer
from reporting.queries.totals import entries_by_country
from reporting.queries.years import public_years
from reporting.views.paging import page_or_404
from reporting.views.years_shown import chosen_year, years_shown

_FEW = 40  # entries of a part: all of a state in a printed report
_EVENTS = 30


@dataclass(frozen=True)
class PartShown:
    """A part of a country's entries: those on the page, in groups, and how many there are."""

    slug: str
    count: int
    shown: int
    groups: list[EntryGroup]


def country_list(request: HttpRequest) -> HttpResponse:
    """The member states by sub-region with a year's numbers, then the other countries."""
    years = [year.year for year in public_years()]
    latest = max(years, default=None)
    counted = None if request.GET.get("year") == "all" else chosen_year(request, years) or latest
    counts = entries_by_country(counted)
    sub_regions = member_states_by_sub_region(counted or latest, counts)
    states = [state for _region, states in sub_regions for state in states]
    return render(
        request,
        "reporting/country/list.html",
        {
            "sub_regions": sub_regions,
            "map": map_of(states),
            "legend": legend(states),
            "outside": countries_outside(counted or latest, counts),
            "years": years,
            "counted": counted,
        },
    )


def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    """What happened in a country or for it, where it took part, where it is only mentioned.

    `year` narrows all of it, `part` shows one part page by page, `by=activity` groups by activity.
    """
    if iso3 != iso3.upper():
        return redirect("country-detail", iso3=iso3.upper(), permanent=True)
    country = get_object_or_404(Country.objects.prefetch_related("oas_memberships"), iso3=iso3)
    known = [year.year for year in public_years()]
    year = chosen_year(request, known)
    everything = entries_naming(country)
    found = [entry for entry in everything if year in (None, entry.year)]
    concerning = [entry for entry in found if entry.concerns]
    counts = Counter(entry.part for entry in found)
    page = _page_of_part(request, found)
    grouped = request.GET.get("by") == "activity"
    shown = years_shown(known, request.GET.get("until"))
    events = list(events_in(country, year)[: _EVENTS + 1])
    return render(
        request,
        "reporting/country/detail.html",
        {
            "country": country,
            "memberships": country.oas_memberships.all(),
            "parts": _parts(_shown(found, page), counts, grouped=grouped),
            "tabs": [{"slug": part, "count": counts[part]} for part in PARTS],
            "page": page,
            "by_activity": grouped,
            "names_it": bool(everything),
            "concerning": concerning,
            "years": sorted({entry.year for entry in concerning}),
            "year": year,
            "shown": shown,
            "strip": _strip(everything, shown.years),
            "activities": activities_concerning(country, year),
            **_of_chapters(concerning),
            "paid": entries_paid_for(country),
            "events": events[:_EVENTS][::-1],
            "has_more_events": len(events) > _EVENTS,
        },
    )


def _strip(entries: Iterable[NamingEntry], years: Sequence[int]) -> Strip | None:
    return strip_of(Counter((entry.year, entry.kind) for entry in entries if entry.concerns), years)


def _page_of_part(request: HttpRequest, found: Iterable[NamingEntry]) -> tuple[str, Page] | None:
    """(the part that the address asks for alone, its page); None when it asks for none."""
    part = request.GET.get("part", "")
    if not part:
        return None
    if part not in PARTS:
        raise Http404(part[:20])
    keys = [entry.pk for entry in found if entry.part == part]
    return part, page_or_404(keys, _FEW, request)


def _shown(found: Iterable[NamingEntry], page: tuple[str, Page] | None) -> dict[str, list[int]]:
    """The keys on the page by part: those of one, or the first few of each."""
    if page:
        return {page[0]: list(page[1])}
    keys: dict[str, list[int]] = {part: [] for part in PARTS}
    for entry in found:
        if len(keys[entry.part]) < _FEW:
            keys[entry.part].append(entry.pk)
    return keys


def _parts(keys: dict[str, list[int]], counts: Counter[str], *, grouped: bool) -> list[PartShown]:
    """The parts with their entries, all loaded at once."""
    wanted = [pk for pks in keys.values() for pk in pks]
    entries = Entry.objects.public().filter(pk__in=wanted).with_facts()
    loaded = {entry.pk: entry for entry in entries}
    group = by_activity if grouped else by_implementer
    return [
        PartShown(part, counts[part], len(pks), group(loaded[pk] for pk in pks))
        for part, pks in keys.items()
    ]


def _of_chapters(concerning: Sequence[NamingEntry]) -> dict[str, object]:
    """What the sentence counts, and the financing of the chapters that it speaks of."""
    chapters = Submission.objects.filter(pk__in={entry.chapter for entry in concerning})
    return {
        "implementers": len({entry.implementer for entry in concerning}),
        "figures": financing_figures(chapters) if concerning else None,
    }
