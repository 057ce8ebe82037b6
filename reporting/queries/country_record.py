"""The public record of one country: the entries that name it, by part of its page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from program.models import Country
from reporting.models import EntryActivity
from reporting.queries.country_parts import CONCERNING, PARTS, entries_naming
from reporting.queries.entries import public_entries

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
