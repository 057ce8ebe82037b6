"""The record of countries, and the parts of a country's page."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When

from program.models import Country
from program.models.country import SubRegion
from reporting.enums import CountryRole, EntryKind
from reporting.models import Entry, EntryActivity, EntryCountry, Event
from reporting.models.entry import EntryQuerySet
from reporting.queries.entries import public_entries
from reporting.queries.events import public_events

PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]


def entries_naming(entries: EntryQuerySet, country: Country) -> EntryQuerySet:
    """Those of `entries` that name the country in any role, each with its `country_part`.

    Only mentioned: "mentioned". At most participating beside: "took-part". Else by the column the
    entry was reported under: "executed", or "planned" for both kinds of plan.
    """
    named = EntryCountry.objects.filter(entry=OuterRef("pk"), country=country)
    beyond_mention = named.exclude(role=CountryRole.MENTIONED)
    beyond_participation = beyond_mention.exclude(role=CountryRole.PARTICIPANT)
    return entries.filter(Exists(named)).annotate(
        country_part=Case(
            When(~Exists(beyond_mention), then=Value("mentioned")),
            When(~Exists(beyond_participation), then=Value("took-part")),
            When(kind=EntryKind.EXECUTED, then=Value("executed")),
            default=Value("planned"),
        )
    )


_COLUMNS = ("pk", "kind", "submission__reporting_year__year", "submission")


class NamingEntry(NamedTuple):
    """An entry that names the country; `year` is the calendar year, `part` one of `PARTS`."""

    pk: int
    kind: str
    year: int
    chapter: int
    part: str


@dataclass(frozen=True)
class CountryRecord:
    """The current Program's public entries that name a country, the newest year first and each year
    in the official order."""

    country: Country
    entries: Sequence[NamingEntry]

    def of(self, year: int | None) -> "CountryRecord":
        """The record of one calendar year; with None all of it."""
        if year is None:
            return self
        return CountryRecord(self.country, [entry for entry in self.entries if entry.year == year])

    def in_part(self, part: str) -> list[int]:
        """The keys of the entries of one part of the country's page."""
        return [entry.pk for entry in self.entries if entry.part == part]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many entries name the country, by part; a part without any counts 0."""
        counts = Counter(dict.fromkeys(PARTS, 0))
        counts.update(entry.part for entry in self.entries)
        return counts

    @cached_property
    def concerning(self) -> list[NamingEntry]:
        """The entries that concern the country: all but the mentions."""
        return [entry for entry in self.entries if entry.part in CONCERNING]

    @property
    def concerning_years(self) -> list[int]:
        """The calendar years of these, oldest first."""
        return sorted({entry.year for entry in self.concerning})

    @property
    def by_year_and_kind(self) -> Counter[tuple[int, str]]:
        """How many of these each calendar year has of each kind."""
        return Counter((entry.year, entry.kind) for entry in self.concerning)

    @property
    def chapters(self) -> set[int]:
        """The keys of the chapters that report these."""
        return {entry.chapter for entry in self.concerning}

    def count_activities(self) -> int:
        """How many Program activities these cite. Takes one query."""
        cited = EntryActivity.objects.filter(entry__in=[entry.pk for entry in self.concerning])
        return cited.order_by().values("activity").distinct().count()


def record_of(country: Country) -> CountryRecord:
    """The record of a country. Takes one query."""
    rows = (
        entries_naming(public_entries(), country)
        .newest_year_first()
        .values_list(*_COLUMNS, "country_part")
    )
    return CountryRecord(country, list(map(NamingEntry._make, rows)))


_PAID = 20


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
