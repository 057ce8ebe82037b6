"""/countries/ … : the member states, other countries, and what concerns each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from program.models import Country
from reporting.charts.map import legend, map_of
from reporting.charts.strip import strip_of
from reporting.models import Entry, Event, Submission
from reporting.queries.countries import (
    PARTS,
    CountryRecord,
    countries_outside,
    entries_paid_for,
    events_in,
    member_states_by_sub_region,
    record_of,
)
from reporting.queries.financing import FinancingFigures, financing_figures
from reporting.queries.grouping import EntryGroup, by_activity, by_implementer
from reporting.queries.statistics import entries_by_country
from reporting.queries.years import public_calendar, public_years, year_to_begin_with
from reporting.views.narrowing import query_of
from reporting.views.paging import page_or_404
from reporting.views.years_shown import chosen_year, years_shown

_ALL = 60  # entries: all of a state in a printed report are shown at once
_FIRST, _ON_A_PAGE = 12, 40  # of each part where there are more, and page by page
_EVENTS = 30


@dataclass(frozen=True)
class PartShown:
    """A part of a country's entries: those on the page, in groups, and how many there are."""

    slug: str
    count: int
    shown: int
    groups: list[EntryGroup]


@dataclass(frozen=True)
class Occasion:
    """A time and place, and the entries that tell of it."""

    event: Event
    entries: list[Entry]


def country_list(request: HttpRequest) -> HttpResponse:
    """The member states by sub-region with a year's numbers, then the other countries.

    Before a reader chooses, of the newest whole year.
    """
    years = public_years()
    first = year_to_begin_with(years)
    latest = first.year if first else None
    chosen = request.GET.get("year")
    known = [year.year for year in years]
    counted = None if chosen == "all" else chosen_year(request, known) or latest
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
            "outside": [
                country
                for country in countries_outside(counted or latest, counts)
                if getattr(country, "entries_count", 0)
            ],
            "years": years,
            "counted": counted,
            "query": query_of(year=counted),
        },
    )


def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    """What happened in a country or for it, where it took part, where it is only mentioned.

    `year` narrows all of it, `part` shows one part page by page, `by=activity` groups by activity.
    """
    if iso3 != iso3.upper():
        return redirect("country-detail", iso3=iso3.upper(), permanent=True)
    country = get_object_or_404(Country.objects.prefetch_related("oas_memberships"), iso3=iso3)
    calendar = public_calendar()
    known = list(calendar.values())
    year = chosen_year(request, known)
    record = record_of(country)
    found = record.of(year)
    page = _page_of_part(request, found)
    grouped = request.GET.get("by") == "activity"
    shown = years_shown(known, request.GET.get("until"))
    events = list(events_in(country, year)[: _EVENTS + 1]) if record.entries else []
    return render(
        request,
        "reporting/country/detail.html",
        {
            "country": country,
            "memberships": country.oas_memberships.all(),
            "query": query_of(country=country.iso3, year=year, part=page[0] if page else ""),
            "calendar_query": query_of(event_country=country.iso3, year=year),
            "parts": _parts(found, page, grouped=grouped),
            "tabs": [(part, found.counts[part]) for part in PARTS if found.counts[part]],
            "without": [part for part in PARTS if not found.counts[part]],
            "all": found.counts.total(),
            "page": page,
            "by_activity": grouped,
            "names_it": bool(record.entries),
            "concerning": len(found.concerning),
            "years": found.concerning_years,
            "year": year,
            "shown": shown,
            "strip": strip_of(record.by_year_and_kind, shown.years),
            "activities": found.count_activities() if found.concerning else 0,
            "figures": _financing_of(found.chapters),
            "paid": entries_paid_for(country) if record.entries else [],
            "occasions": _occasions(events[:_EVENTS][::-1]),
            "has_more_events": len(events) > _EVENTS,
        },
    )


def _page_of_part(request: HttpRequest, record: CountryRecord) -> tuple[str, Page] | None:
    """(the part that the address asks for alone, its page); None when it asks for none."""
    part = request.GET.get("part", "")
    if not part:
        page_or_404((), 1, request)
        return None
    if part not in PARTS:
        raise Http404(part[:20])
    return part, page_or_404(range(record.counts[part]), _ON_A_PAGE, request)


def _parts(
    record: CountryRecord, page: tuple[str, Page] | None, *, grouped: bool
) -> list[PartShown]:
    """A page of one part, or the beginning of each part, with their entries in groups.

    All entries are shown at once where there are few.
    """
    if page:
        shown = {page[0]: record.in_part(page[0])[page[1].start_index() - 1 : page[1].end_index()]}
    else:
        most = _ON_A_PAGE if len(record.entries) <= _ALL else _FIRST
        shown = {part: record.in_part(part)[:most] for part in PARTS}
    entries = _entries_by_key([key for keys in shown.values() for key in keys])
    group = by_activity if grouped else by_implementer
    return [
        PartShown(part, record.counts[part], len(keys), group(entries[key] for key in keys))
        for part, keys in shown.items()
    ]


def _entries_by_key(keys: list[int]) -> dict[int, Entry]:
    return Entry.objects.for_display().in_bulk(keys) if keys else {}


def _occasions(events: Iterable[Event]) -> list[Occasion]:
    """In the order of the events; what several entries say of one time and place stands once."""
    found: dict[tuple[object, ...], Occasion] = {}
    for event in events:
        key = (event.start, event.end, event.precision, event.place)
        occasion = found.setdefault(key, Occasion(event, []))
        if event.entry not in occasion.entries:
            occasion.entries.append(event.entry)
    return list(found.values())


def _financing_of(chapters: Collection[int]) -> FinancingFigures | None:
    """The financing of the chapters (keys) that the sentence speaks of, and how many report them."""
    return financing_figures(Submission.objects.filter(pk__in=chapters)) if chapters else None
