"""By what results can be narrowed, and how many have each value."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reporting.enums import EntryKind, Outcome
from reporting.search.marks import LETTERS, choice_of
from reporting.search.named import Names, names_of
from reporting.search.tokens import FACET

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
    names: Names

    def values(self, *, with_other_years: bool = False) -> dict[str, list[FacetValue]]:
        """By name of a filter, the values that entries have, the most frequent first.

        Where the newest alone were found, the others are there to be chosen `with_other_years`.
        """
        values = {facet: self._values_of(facet) for facet in LETTERS}
        if with_other_years:
            known = {value.value for value in values["year"]}
            others = (str(year) for year in self.names.years if str(year) not in known)
            values["year"] += [FacetValue(year, year, None) for year in others]
        return values

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
            return self.names.countries.get(value)
        if facet == "activity":
            activity = self.names.activities.get(value)
            return (activity.code, str(activity)) if activity else None
        if facet == "implementer":
            return self.names.implementers.get(value)
        if facet == "year":
            return value, value
        choice = choice_of(EntryKind if facet == "kind" else Outcome, value)
        return choice.value, str(choice.label)


def facets_of(documents: Iterable[str]) -> Facets:
    """The facets of documents, of which each is given by its marks. Takes one query."""
    counted: dict[str, Counter[str]] = {letter: Counter() for letter in LETTERS.values()}
    start = len(FACET)
    for mark, number in Counter(mark for marks in documents for mark in marks.split()).items():
        counted[mark[start]][mark[start + 1 :]] = number
    facets = {facet: counted[letter] for facet, letter in LETTERS.items()}
    return Facets(counted=facets, names=names_of(facets))
