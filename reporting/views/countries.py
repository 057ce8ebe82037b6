"""/countries/ … : the member states and other countries, and the entries that concern each."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from program.models import Country
from reporting.charts.map import legend, map_of
from reporting.charts.strip import strip_of
from reporting.enums import CountryRole
from reporting.models import Entry, Event, Submission
from reporting.queries.contributors import contributions_of
from reporting.queries.countries import (
    PARTS,
    CountryRecord,
    countries_outside,
    events_in,
    member_states_by_sub_region,
    record_of,
)
from reporting.queries.financing import StatedSources, stated_sources
from reporting.queries.grouping import EntryGroup, by_activity, by_implementer
from reporting.queries.occasions import join_events, name_places
from reporting.queries.statistics import entries_by_country
from reporting.queries.years import public_calendar, public_years, year_to_begin_with
from reporting.views.paging import page_or_404
from reporting.views.query_strings import query_string_of
from reporting.views.years_shown import chosen_year, years_shown

_ALL = 60  # entries; a country with at most this many, as one printed report has, shows all at once
_FIRST, _ON_A_PAGE = 12, 40  # entries of each part for other countries; on a page of one part
_EVENTS, _PAID = 30, 20


@dataclass(frozen=True)
class PartShown:
    """A part of a country's entries: those on the page, in groups, and how many there are."""

    slug: str
    count: int
    shown: int
    groups: list[EntryGroup]


@dataclass(frozen=True)
class ShownEvent:
    """An event, and the entries that report it, or another at the same time and place."""

    event: Event
    entries: list[Entry]


def country_list(request: HttpRequest) -> HttpResponse:
    """The member states by sub-region with the numbers of a year, then the other countries.

    `?year=` chooses the year or `all`; the default is the newest complete year.
    """
    years = public_years()
    first = year_to_begin_with(years)
    latest = first.year if first else None
    chosen = request.GET.get("year")
    calendar_years = [year.year for year in years]
    counted_year = None if chosen == "all" else chosen_year(request, calendar_years) or latest
    counts = entries_by_country(counted_year)
    sub_regions = member_states_by_sub_region(counted_year or latest, counts)
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
                for country in countries_outside(counted_year or latest, counts)
                if getattr(country, "entries_count", 0)
            ],
            "years": years,
            "counted": counted_year,
            "query": query_string_of(year=counted_year),
        },
    )


def country_detail(request: HttpRequest, iso3: str) -> HttpResponse:
    """The entries of a country, in parts: executed, planned, took part and mentioned.

    `?year=` filters the page, `?part=` shows one part page by page, and `?by=activity` groups the
    entries by activity.
    """
    if iso3 != iso3.upper():
        return redirect("country-detail", iso3=iso3.upper(), permanent=True)
    country = get_object_or_404(Country.objects.prefetch_related("oas_memberships"), iso3=iso3)
    calendar = public_calendar()
    calendar_years = list(calendar.values())
    year = chosen_year(request, calendar_years)
    record = record_of(country)
    filtered_record = record.of(year)
    page = _page_of_part(request, filtered_record)
    is_by_activity = request.GET.get("by") == "activity"
    year_window = years_shown(calendar_years, request.GET.get("until"))
    events = list(events_in(country, year)[: _EVENTS + 1]) if record.entries else []
    contributions = contributions_of(country)
    paid = list(contributions.entries[: _PAID + 1])
    contributed = list(contributions.sources[: _PAID + 1])
    return render(
        request,
        "reporting/country/detail.html",
        {
            "country": country,
            "memberships": country.oas_memberships.all(),
            "oas_status": country.oas_status_on(timezone.localdate()).label,
            "query": query_string_of(country=country.iso3, year=year, part=page[0] if page else ""),
            "calendar_query": query_string_of(event_country=country.iso3, year=year),
            "parts": _parts(filtered_record, page, grouped=is_by_activity),
            "tabs": [
                (part, filtered_record.counts[part])
                for part in PARTS
                if filtered_record.counts[part]
            ],
            "without": [part for part in PARTS if not filtered_record.counts[part]],
            "all": filtered_record.counts.total(),
            "page": page,
            "by_activity": is_by_activity,
            "names_it": bool(record.entries),
            "concerning": len(filtered_record.concerning),
            "years": filtered_record.concerning_years,
            "year": year,
            "shown": year_window,
            "strip": strip_of(record.by_year_and_kind, year_window.years),
            "activities": filtered_record.count_activities() if filtered_record.concerning else 0,
            "sources": _sources_of(filtered_record.chapters),
            "given": {
                "paid": paid[:_PAID],
                "contributed": contributed[:_PAID],
                "has_more_contributed": len(contributed) > _PAID,
                "contributors": contributions.contributors,
                "has_more_paid": len(paid) > _PAID,
                "paid_query": query_string_of(country=country.iso3, role=CountryRole.FUNDER),
            },
            "occasions": _occasions(events[:_EVENTS][::-1]),
            "has_more_events": len(events) > _EVENTS,
        },
    )


def _page_of_part(request: HttpRequest, record: CountryRecord) -> tuple[str, Page] | None:
    """(the part that `?part=` names, the page of its entries' keys); None without `?part=`.

    Raises `Http404` for an unknown part or page.
    """
    part = request.GET.get("part", "")
    if not part:
        page_or_404((), 1, request)
        return None
    if part not in PARTS:
        raise Http404(part[:20])
    return part, page_or_404(record.in_part(part), _ON_A_PAGE, request)


def _parts(
    record: CountryRecord, page: tuple[str, Page] | None, *, grouped: bool
) -> list[PartShown]:
    """One page of one part, or the beginning of every part, with the entries in groups.

    With at most `_ALL` entries in total, every part is shown in full, else its `_FIRST` entries.
    """
    if page:
        part, keys_of_page = page
        keys_by_part = {part: list(keys_of_page)}
    else:
        limit = None if len(record.entries) <= _ALL else _FIRST
        keys_by_part = {part: record.in_part(part)[:limit] for part in PARTS}
    entries = _entries_by_key([key for keys in keys_by_part.values() for key in keys])
    group = by_activity if grouped else by_implementer
    return [
        PartShown(part, record.counts[part], len(keys), group(entries[key] for key in keys))
        for part, keys in keys_by_part.items()
    ]


def _entries_by_key(keys: list[int]) -> dict[int, Entry]:
    return Entry.objects.for_display().in_bulk(keys) if keys else {}


def _occasions(events: Iterable[Event]) -> list[ShownEvent]:
    """The events in order; those at the same time and place, or confirmed to be one, are one."""
    shown: dict[tuple[object, ...], ShownEvent] = {}
    for joined in join_events(name_places(events)):
        event = joined.event
        key = (event.start, event.end, event.precision, event.shown_place, event.title)
        entries = shown.setdefault(key, ShownEvent(event, [])).entries
        for entry in (other.entry for other in joined.events):
            if entry not in entries:
                entries.append(entry)
    return list(shown.values())


def _sources_of(chapters: Collection[int]) -> StatedSources | None:
    """The sources of the chapters with these keys; None without chapters."""
    return stated_sources(Submission.objects.filter(pk__in=chapters)) if chapters else None
