"""Questions about countries."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Value, When

from program.models import Country
from program.models.country import SubRegion
from reporting.enums import CountryRole, EntryKind, SubmissionStatus
from reporting.models import Entry, EntryCountry, Event
from reporting.models.entry import EntryQuerySet

# How an entry concerns a country; each entry that names it stands in exactly one of these parts.
PARTS = ("executed", "planned", "took-part", "mentioned")
CONCERNING = PARTS[:3]
_PAID = 20
_OUTSIDE = (CountryRole.PARTICIPANT, CountryRole.MENTIONED)


@dataclass
class CountryCounts:
    """How many public entries name a country, by part, and by (calendar year, kind) those that
    concern it."""

    parts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(PARTS, 0))
    by_year_and_kind: dict[tuple[int, str], int] = field(default_factory=dict)

    @property
    def concerning(self) -> int:
        return sum(self.parts[part] for part in CONCERNING)

    @property
    def years(self) -> list[int]:
        """Those in which anything concerns the country, oldest first."""
        return sorted({year for year, _kind in self.by_year_and_kind})


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


def entries_naming(country: Country) -> EntryQuerySet:
    """The current Program's public entries that name the country, each with its `part`."""
    rows = EntryCountry.objects.filter(entry=OuterRef("pk"), country=country)
    found: EntryQuerySet = (
        Entry.objects.public()
        .filter(
            submission__reporting_year__program__is_current=True,
            pk__in=EntryCountry.objects.filter(country=country).values("entry"),
        )
        .annotate(
            part=Case(
                When(
                    Exists(rows.exclude(role__in=_OUTSIDE)),
                    then=Case(
                        When(kind=EntryKind.EXECUTED, then=Value("executed")),
                        default=Value("planned"),
                    ),
                ),
                When(Exists(rows.filter(role=CountryRole.PARTICIPANT)), then=Value("took-part")),
                default=Value("mentioned"),
            )
        )
    )
    return found


def of_parts(entries: EntryQuerySet, *parts: str) -> EntryQuerySet:
    """Those of the entries from `entries_naming` that stand in any of `parts`."""
    return entries.filter(Q(("part__in", parts)))


def counts_of(entries: EntryQuerySet) -> CountryCounts:
    """The counts of entries from `entries_naming`. Takes one query."""
    columns = ("submission__reporting_year__year", "kind", "part")
    rows = entries.order_by().values_list(*columns).annotate(Count("pk"))
    found = CountryCounts()
    for year, kind, part, number in rows:
        found.parts[part] += number
        if part in CONCERNING:
            held = found.by_year_and_kind.get((year, kind), 0)
            found.by_year_and_kind[year, kind] = held + number
    return found


def events_in(country: Country, year: int | None) -> QuerySet[Event]:
    """The dated events of public entries that took or take place there, the latest first."""
    events = Event.objects.filter(
        country=country,
        entry__submission__status=SubmissionStatus.ACCEPTED,
        entry__submission__reporting_year__program__is_current=True,
        entry__deleted_at__isnull=True,
    )
    if year is not None:
        events = events.filter(entry__submission__reporting_year__year=year)
    return events.select_related("entry__submission__implementer").order_by(
        "-start", "-end", "-entry__reference", "-position"
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
