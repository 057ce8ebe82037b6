"""The public record of one country: how much there is by year, and the entries of a page."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import FilteredRelation, Q

from program.models import Country
from reporting.enums import EntryKind
from reporting.models import CountryFigures, EntryCountry, Submission, YearFigures
from reporting.queries.counting import countries_counted
from reporting.queries.country_parts import CONCERNING, PARTS, part_of
from reporting.queries.years import public_chapters_in

_KINDS = EntryKind.values


class Window(NamedTuple):
    """Entries of a part in its order: from `start` up to and without `stop`."""

    part: str
    start: int
    stop: int


@dataclass(frozen=True)
class CountryRecord:
    """What the current Program's public chapters hold on a country, by calendar year."""

    country: Country
    years: Mapping[int, CountryFigures]

    def of(self, year: int | None) -> "CountryRecord":
        """That of one calendar year; with None all of it."""
        if year is None:
            return self
        return CountryRecord(self.country, {y: f for y, f in self.years.items() if y == year})

    @property
    def counts(self) -> Counter[str]:
        """How many entries name it, by part."""
        return Counter(
            {part: sum(self._in_year(year, part) for year in self.years) for part in PARTS}
        )

    @property
    def concerning(self) -> int:
        """How many entries concern it: all but the mentions."""
        return sum(self.counts[part] for part in CONCERNING)

    @property
    def concerning_years(self) -> list[int]:
        """The calendar years that have any of these, oldest first."""
        found = {year for year, _kind in self.by_year_and_kind}
        return sorted(found)

    @property
    def by_year_and_kind(self) -> dict[tuple[int, str], int]:
        """How many of these each calendar year has of each kind."""
        found: Counter[tuple[int, str]] = Counter()
        for year, figures in self.years.items():
            for part in CONCERNING:
                for kind, number in figures.parts.get(part, {}).items():
                    found[year, kind] += number
        return found

    @property
    def chapters(self) -> set[int]:
        """The keys of the chapters that report these."""
        return {key for figures in self.years.values() for key in figures.chapters}

    @property
    def activities(self) -> set[int]:
        """The keys of the activities that these cite."""
        return {key for figures in self.years.values() for key in figures.activities}

    def entries(self, windows: Sequence[Window]) -> dict[str, list[int]]:
        """The keys of the entries of each window, by its part. Takes one query, none for none.

        The newest year first, each year in the official order. Only the years in which a window
        lies are read.
        """
        years = {year for window in windows for year, _before in self._years_of(window)}
        places = _entries_naming(self.country, years) if years else {}
        found = {}
        for window in windows:
            held = self._years_of(window)
            keys = [pk for year, _before in held for pk in places.get((year, window.part), ())]
            skipped = held[0][1] if held else 0
            found[window.part] = keys[window.start - skipped : window.stop - skipped]
        return found

    def _in_year(self, year: int, part: str) -> int:
        return sum(self.years[year].parts.get(part, {}).values())

    def _years_of(self, window: Window) -> list[tuple[int, int]]:
        """(year, how many entries of the part come before it), of the years the window lies in."""
        found, before = [], 0
        for year in sorted(self.years, reverse=True):
            number = self._in_year(year, window.part)
            if number and before < window.stop and before + number > window.start:
                found.append((year, before))
            before += number
        return found


def record_of(country: Country, calendar: Mapping[int, int]) -> CountryRecord:
    """The record of a country in these public years, each a calendar year by its key.

    Takes one query, and two more for each year whose figures are not kept.
    """
    kept = _kept(country, calendar)
    found = {calendar[key]: figures for key, figures in kept.items() if figures}
    for key in calendar.keys() - kept.keys():
        chapters = Submission.objects.public().filter(reporting_year=key)
        if figures := countries_counted(chapters, country=country.pk).get(country.pk):
            found[calendar[key]] = figures
    return CountryRecord(country, found)


def _kept(country: Country, years: Collection[int]) -> dict[int, CountryFigures | None]:
    """For each of these years (keys) whose figures are kept, those of the country in it, if any."""
    rows = (
        YearFigures.objects.filter(pk__in=years)
        .annotate(held=FilteredRelation("of_countries", condition=Q(of_countries__country=country)))
        .values_list("pk", "held__pk", "held__parts", "held__chapters", "held__activities")
    )
    return {
        year: CountryFigures(
            pk=pk,
            of_year_id=year,
            country_id=country.pk,
            parts=parts,
            chapters=chapters,
            activities=activities,
        )
        if pk
        else None
        for year, pk, parts, chapters, activities in rows
    }


def _entries_naming(country: Country, years: Collection[int]) -> dict[tuple[int, str], list[int]]:
    """By calendar year and part, the keys of the public entries, in the official order."""
    chapters = public_chapters_in(years)
    rows = EntryCountry.objects.filter(
        entry__submission__in=chapters.values("pk"), entry__deleted_at__isnull=True, country=country
    ).values_list(
        "entry",
        "entry__kind",
        "entry__submission__reporting_year__year",
        "entry__submission__position",
        "entry__position",
        "role",
    )
    roles: dict[tuple[int, int, int, int, int], set[str]] = {}
    for pk, kind, year, chapter, place, role in rows.order_by():
        key = (year, chapter, _KINDS.index(kind), place, pk)
        roles.setdefault(key, set()).add(role)
    found: dict[tuple[int, str], list[int]] = {}
    for key in sorted(roles):
        year, _chapter, column, _place, pk = key
        found.setdefault((year, part_of(_KINDS[column], roles[key])), []).append(pk)
    return found
