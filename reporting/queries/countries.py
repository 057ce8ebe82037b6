"""Questions about countries."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from program.models import Country
from program.models.country import SubRegion
from reporting.enums import CountryRole, EntryKind, SubmissionStatus
from reporting.models import Entry, EntryActivity, EntryCountry, Event

# How an entry concerns a country; each entry that names it stands in exactly one of these parts.
PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]
_PAID = 20
_KINDS = EntryKind.values
_PUBLIC = Q(
    entry__submission__status=SubmissionStatus.ACCEPTED,
    entry__submission__reporting_year__program__is_current=True,
    entry__deleted_at__isnull=True,
)


@dataclass(frozen=True)
class NamingEntry:
    """As little of an entry that names a country as puts thousands of them in order."""

    pk: int
    part: str
    kind: str
    year: int
    chapter: int
    implementer: int

    @property
    def concerns(self) -> bool:
        return self.part in CONCERNING


def member_states_by_sub_region(
    year: int | None, counts: Mapping[int, int]
) -> list[tuple[str, list[Country]]]:
    """(name of the sub-region, its member states of the OAS with `entries_count` out of `counts`).

    `year` is the calendar year of membership, None for this one; `counts` are by the country's key.
    """
    found: dict[str, list[Country]] = {}
    states = Country.objects.members_in(year or datetime.date.today().year)
    for state in _counted(states, counts):
        found.setdefault(state.sub_region, []).append(state)
    return [(str(region.label), found[region]) for region in SubRegion if region in found]


def most_concerned(counts: Mapping[int, int], number: int) -> list[Country]:
    """The `number` countries with the most entries of `counts`, which are by the country's key."""
    keys = sorted(counts, key=lambda key: -counts[key])[: 2 * number]
    found = _counted(Country.objects.filter(pk__in=keys), counts)
    return sorted(found, key=lambda country: -counts[country.pk])[:number]


def countries_outside(year: int | None, counts: Mapping[int, int]) -> list[Country]:
    """Countries and territories that are no member states of the OAS, with `entries_count`."""
    members = Country.objects.members_in(year or datetime.date.today().year)
    return _counted(Country.objects.exclude(pk__in=members), counts)


def _counted(countries: Iterable[Country], counts: Mapping[int, int]) -> list[Country]:
    """By name, each with its `entries_count`."""
    found = sorted(countries, key=lambda country: country.name)
    for country in found:
        country.entries_count = counts.get(country.pk, 0)  # type: ignore[attr-defined]
    return found


def entries_naming(country: Country) -> list[NamingEntry]:
    """The current Program's public entries that name the country, however many. Takes one query.

    The newest year first, each year in the official order.
    """
    rows = EntryCountry.objects.filter(_PUBLIC, country=country).values_list(
        "entry",
        "role",
        "entry__kind",
        "entry__submission__reporting_year__year",
        "entry__submission",
        "entry__submission__implementer",
        "entry__submission__position",
        "entry__position",
    )
    roles: dict[int, set[str]] = {}
    found: dict[int, tuple[int, ...]] = {}
    for pk, role, kind, year, chapter, implementer, chapter_place, place in rows.order_by():
        roles.setdefault(pk, set()).add(role)
        column = _KINDS.index(kind)
        found[pk] = (-year, chapter_place, column, place, pk, chapter, implementer)
    return [
        NamingEntry(
            pk, _part(_KINDS[column], roles[pk]), _KINDS[column], -year, chapter, implementer
        )
        for year, _place, column, _position, pk, chapter, implementer in sorted(found.values())
    ]


def _part(kind: str, roles: set[str]) -> str:
    if roles == {CountryRole.MENTIONED}:
        return "mentioned"
    if roles <= {CountryRole.PARTICIPANT, CountryRole.MENTIONED}:
        return "took-part"
    return "executed" if kind == EntryKind.EXECUTED else "planned"


def activities_concerning(country: Country, year: int | None) -> int:
    """How many activities the public entries cite that concern the country. Takes one query."""
    concerning = EntryCountry.objects.filter(_PUBLIC, country=country).exclude(
        role=CountryRole.MENTIONED
    )
    if year is not None:
        concerning = concerning.filter(entry__submission__reporting_year__year=year)
    cited = EntryActivity.objects.filter(entry__in=concerning.values("entry"))
    return cited.order_by().values("activity").distinct().count()


def events_in(country: Country, year: int | None) -> QuerySet[Event]:
    """The dated events of public entries that took or take place there, the latest first."""
    events = Event.objects.filter(_PUBLIC, country=country)
    if year is not None:
        events = events.filter(entry__submission__reporting_year__year=year)
    return (
        events.select_related("entry__submission__implementer")
        .defer("entry__text", "entry__submission__preamble")
        .order_by("-start", "-end", "-entry__reference", "-position")
    )


def entries_paid_for(country: Country) -> list[Entry]:
    """The newest public entries that name the country as one that paid, twenty at most."""
    paid = EntryCountry.objects.filter(country=country, role=CountryRole.FUNDER)
    return list(
        Entry.objects.public()
        .filter(submission__reporting_year__program__is_current=True, pk__in=paid.values("entry"))
        .select_related("submission__implementer")
        .newest_year_first()[:_PAID]
    )
