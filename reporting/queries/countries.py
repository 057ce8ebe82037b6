"""Questions about countries."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from program.models import Country
from program.models.country import SubRegion
from reporting.enums import CountryRole
from reporting.models import Entry, EntryCountry, Event
from reporting.queries.entries import public_entries
from reporting.queries.events import public_events

_PAID = 20


def member_states_by_sub_region(
    year: int | None, counts: Mapping[int, int]
) -> list[tuple[str, list[Country]]]:
    """(name of the sub-region, its member states of the OAS with `entries_count` out of `counts`).

    `year` is the calendar year of membership, None for this one; `counts` are by the country's key.
    """
    found: dict[str, list[Country]] = {}
    for state in _counted(_members(year), counts):
        found.setdefault(state.sub_region, []).append(state)
    return [(str(region.label), found[region]) for region in SubRegion if region in found]


def most_concerned(counts: Mapping[int, int], number: int) -> list[Country]:
    """The `number` countries with the most entries of `counts`, which are by the country's key."""
    keys = sorted(counts, key=lambda key: -counts[key])[: 2 * number]
    found = _counted(Country.objects.filter(pk__in=keys), counts)
    return sorted(found, key=lambda country: -counts[country.pk])[:number]


def countries_outside(year: int | None, counts: Mapping[int, int]) -> list[Country]:
    """Countries and territories that are no member states of the OAS, with `entries_count`."""
    return _counted(Country.objects.exclude(pk__in=_members(year)), counts)


def _members(year: int | None) -> QuerySet[Country]:
    """The member states of the OAS in the calendar year, None for this one."""
    return Country.objects.members_in(year or timezone.localdate().year)


def _counted(countries: Iterable[Country], counts: Mapping[int, int]) -> list[Country]:
    """By name, each with its `entries_count`."""
    found = sorted(countries, key=lambda country: country.name)
    for country in found:
        country.entries_count = counts.get(country.pk, 0)  # type: ignore[attr-defined]
    return found


def events_in(country: Country, year: int | None) -> QuerySet[Event]:
    """The dated events of public entries that took or take place there, the latest first."""
    events = public_events().filter(country=country)
    if year is not None:
        events = events.filter(entry__submission__reporting_year__year=year)
    return (
        events.select_related("entry__submission__implementer", "entry__submission__reporting_year")
        .only(
            "start",
            "end",
            "precision",
            "year_inferred",
            "place",
            "entry__reference",
            "entry__kind",
            "entry__text",
            "entry__language",
            "entry__submission__implementer__acronym",
            "entry__submission__reporting_year__year",
        )
        .order_by("-start", "-end", "-entry__reference", "-position")
    )


def entries_paid_for(country: Country) -> list[Entry]:
    """The newest public entries that name the country as one that paid, twenty at most."""
    paid = EntryCountry.objects.filter(country=country, role=CountryRole.FUNDER)
    return list(
        public_entries()
        .filter(pk__in=paid.values("entry"))
        .select_related("submission__implementer")
        .newest_year_first()[:_PAID]
    )
