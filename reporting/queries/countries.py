"""The record of a country, and the parts of its page."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from program.models import Country, OasMembership
from program.models.country import SubRegion
from reporting.enums import CountryRole, EntryKind
from reporting.models import EntryActivity, EntryCountry, Event
from reporting.models.entry import EntryQuerySet
from reporting.queries.entries import public_entries
from reporting.queries.events import for_list, in_or_about, public_events

PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]


def entries_naming(entries: EntryQuerySet, country: Country) -> EntryQuerySet:
    """Return those of `entries` that name the country, each with its `country_part`.

    An entry that only mentions the country has the part "mentioned". One in which the country at
    most took part has "took-part". All others have the part of their column: "executed", or
    "planned" for both kinds of plan.
    """
    named = EntryCountry.objects.filter(entry=OuterRef("pk"), country=country)
    concerning = named.concerning()
    beyond_participation = concerning.exclude(role=CountryRole.PARTICIPANT)
    return entries.filter(Exists(named)).annotate(
        country_part=Case(
            When(~Exists(concerning), then=Value("mentioned")),
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
    """The current Program's public entries that name a country.

    They come newest year first and, within a year, in official order.
    """

    country: Country
    entries: Sequence[NamingEntry]

    def of(self, year: int | None) -> "CountryRecord":
        """Return the record of one calendar year; with None, the whole record."""
        if year is None:
            return self
        return CountryRecord(self.country, [entry for entry in self.entries if entry.year == year])

    def in_part(self, part: str) -> list[int]:
        """Return the keys of the entries of one part of the country's page."""
        return [entry.pk for entry in self.entries if entry.part == part]

    @cached_property
    def counts(self) -> Counter[str]:
        """The number of entries by part; a part without entries counts 0."""
        counts = Counter(dict.fromkeys(PARTS, 0))
        counts.update(entry.part for entry in self.entries)
        return counts

    @cached_property
    def concerning(self) -> list[NamingEntry]:
        """The entries that concern the country: all except mere mentions."""
        return [entry for entry in self.entries if entry.part in CONCERNING]

    @property
    def concerning_years(self) -> list[int]:
        """The calendar years of the concerning entries, oldest first."""
        return sorted({entry.year for entry in self.concerning})

    @property
    def by_year_and_kind(self) -> Counter[tuple[int, str]]:
        """The number of concerning entries by calendar year and kind."""
        return Counter((entry.year, entry.kind) for entry in self.concerning)

    @property
    def chapters(self) -> set[int]:
        """The keys of the chapters that report the concerning entries."""
        return {entry.chapter for entry in self.concerning}

    def count_activities(self) -> int:
        """Return how many Program activities the concerning entries cite. Takes one query."""
        cited = EntryActivity.objects.filter(entry__in=[entry.pk for entry in self.concerning])
        return cited.order_by().values("activity").distinct().count()


def record_of(country: Country) -> CountryRecord:
    """Return the record of a country. Takes one query."""
    rows = (
        entries_naming(public_entries(), country)
        .newest_year_first()
        .values_list(*_COLUMNS, "country_part")
    )
    return CountryRecord(country, list(map(NamingEntry._make, rows)))


def member_states_by_sub_region(
    year: int | None, counts: Mapping[int, int]
) -> list[tuple[str, list[Country]]]:
    """Return each sub-region's name with its member states of the OAS.

    Each state gets its `entries_count` from `counts`, which are by the country's key. `year` is the
    calendar year of membership, None for the current one.
    """
    by_region: dict[str, list[Country]] = {}
    for state in _counted(_members(year), counts):
        by_region.setdefault(state.sub_region, []).append(state)
    return [(str(region.label), by_region[region]) for region in SubRegion if region in by_region]


def most_concerned(counts: Mapping[int, int], number: int) -> list[Country]:
    """Return the `number` countries with the most entries; `counts` are by the country's key."""
    keys = sorted(counts, key=lambda key: -counts[key])[: 2 * number]
    countries = _counted(Country.objects.filter(pk__in=keys), counts)
    return sorted(countries, key=lambda country: -counts[country.pk])[:number]


def countries_on_record() -> QuerySet[Country]:
    """Return those that are or were member states, and those that a public entry names."""
    named = EntryCountry.objects.filter(country=OuterRef("pk"), entry__in=public_entries())
    was_member = OasMembership.objects.filter(country=OuterRef("pk"))
    return Country.objects.filter(Exists(was_member) | Exists(named))


def countries_outside(year: int | None, counts: Mapping[int, int]) -> list[Country]:
    """Return the countries and territories that are not member states, with `entries_count`."""
    return _counted(Country.objects.exclude(pk__in=_members(year)), counts)


def _members(year: int | None) -> QuerySet[Country]:
    """Return the member states of the OAS in the calendar year, None for those of today."""
    countries = Country.objects
    return (
        countries.members_on(timezone.localdate()) if year is None else countries.members_in(year)
    )


def _counted(countries: Iterable[Country], counts: Mapping[int, int]) -> list[Country]:
    """Sort the countries by name, and set their `entries_count`."""
    by_name = sorted(countries, key=lambda country: country.name)
    for country in by_name:
        country.entries_count = counts.get(country.pk, 0)  # type: ignore[attr-defined]
    return by_name


def events_in(country: Country, year: int | None) -> QuerySet[Event]:
    """Return the dated events of public entries in or about the country, the latest first.

    What is background, such as an earthquake, is left out.
    """
    events = public_events().of_activities().filter(in_or_about(country))
    if year is not None:
        events = events.filter(entry__submission__reporting_year__year=year)
    return for_list(events).reverse()
