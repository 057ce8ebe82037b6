"""By what results can be narrowed, and how many have each value."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.enums import EntryKind, Outcome
from reporting.queries.keys import these
from reporting.search.marks import LETTERS, choice_of
from reporting.search.tokens import FACET

_Named = TypeVar("_Named", bound=Model)
_SHOWN = 12  # values of a facet


@dataclass(frozen=True)
class FacetValue:
    """A value as the address has it, in words, and the number of entries found with it; None where
    what was found is not all."""

    value: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Facets:
    """What the marks of documents say, and how often; what they name, by the keys they hold."""

    counted: Mapping[str, Counter[str]]
    countries: Mapping[str, Country]
    activities: Mapping[str, Activity]
    implementers: Mapping[str, Implementer]

    def values(self) -> dict[str, list[FacetValue]]:
        """By name of a filter, the values that entries have, the most frequent first."""
        return {facet: self._values_of(facet) for facet in LETTERS}

    def _values_of(self, facet: str) -> list[FacetValue]:
        named = (
            (-number, words)
            for value, number in self.counted[facet].items()
            if (words := self._words(facet, value))
        )
        most = sorted(named, key=lambda one: (one[0], one[1][1]))[:_SHOWN]
        return [FacetValue(*words, -number) for number, words in most]

    def _words(self, facet: str, value: str) -> tuple[str, str] | None:
        """A value as the address has it and as one reads it; none for what has just gone."""
        if facet == "country":
            country = self.countries.get(value)
            return (country.iso3, country.name) if country else None
        if facet == "activity":
            activity = self.activities.get(value)
            return (activity.code, str(activity)) if activity else None
        if facet == "implementer":
            implementer = self.implementers.get(value)
            return (implementer.slug, implementer.acronym) if implementer else None
        if facet == "year":
            return value, value
        choice = choice_of(EntryKind if facet == "kind" else Outcome, value)
        return choice.value, str(choice.label)


def with_other_years(found: Sequence[FacetValue], years: Iterable[int]) -> list[FacetValue]:
    """The values of the facet of years, and after them all other `years`: where the newest alone were
    found, the others are there to be chosen too."""
    known = {value.value for value in found}
    others = (str(year) for year in years if str(year) not in known)
    return [*found, *(FacetValue(year, year, None) for year in others)]


def facets_of(documents: Iterable[str]) -> Facets:
    """The facets of documents, of which each is given by its marks. Takes three queries."""
    counted: dict[str, Counter[str]] = {letter: Counter() for letter in LETTERS.values()}
    start = len(FACET)
    for mark, number in Counter(mark for marks in documents for mark in marks.split()).items():
        counted[mark[start]][mark[start + 1 :]] = number
    facets = {facet: counted[letter] for facet, letter in LETTERS.items()}
    return Facets(
        counted=facets,
        countries=_named(Country.objects.all(), facets["country"]),
        activities=_named(Activity.objects.all(), facets["activity"]),
        implementers=_named(Implementer.objects.all(), facets["implementer"]),
    )


def _named(rows: QuerySet[_Named], keys: Iterable[str]) -> dict[str, _Named]:
    return {str(row.pk): row for row in rows.filter(pk__in=these(list(map(int, keys)))).order_by()}
