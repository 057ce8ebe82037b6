"""By what results can be narrowed, and how many have each value."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from program.models import Country
from reporting.enums import CountryRole, EntryKind, Outcome
from reporting.models import EntryActivity, EntryCountry
from reporting.queries.counting import numbers_by
from reporting.search.results import FoundEntry

_SHOWN = 12  # values of a facet


@dataclass(frozen=True)
class FacetValue:
    """A value as the address has it, in words, and the number of entries found with it."""

    value: str
    label: str
    count: int


def facets_of(entries: Sequence[FoundEntry]) -> dict[str, list[FacetValue]]:
    """By name of a filter, the values that these entries have, the most frequent first.

    Takes two queries.
    """
    keys = [entry.pk for entry in entries]
    return {
        "year": _values((str(e.year), str(e.year)) for e in entries),
        "implementer": _values((e.implementer, e.acronym) for e in entries),
        "kind": _choices(EntryKind, (e.kind for e in entries)),
        "outcome": _choices(Outcome, (e.outcome for e in entries if e.outcome)),
        "country": _countries(keys),
        "activity": _activities(keys),
    }


def _countries(entries: Sequence[int]) -> list[FacetValue]:
    names = [f"name_{language}" for language in ("en", "es", "fr", "pt")]
    concerned = EntryCountry.objects.filter(entry__in=entries).exclude(role=CountryRole.MENTIONED)
    rows = numbers_by(
        concerned, "country__iso3", *(f"country__{name}" for name in names), of="entry"
    )
    return _sorted(
        (iso3, Country(**dict(zip(names, given, strict=True))).name, number)
        for iso3, *given, number in rows
    )


def _activities(entries: Sequence[int]) -> list[FacetValue]:
    cited = EntryActivity.objects.filter(entry__in=entries)
    rows = numbers_by(cited, "activity__code", "activity__short_title", of="entry")
    return _sorted((code, f"{code} {title}".strip(), number) for code, title, number in rows)


def _values(given: Iterable[tuple[str, str]]) -> list[FacetValue]:
    """The values of (value, label), one for each entry."""
    return _sorted((*key, number) for key, number in Counter(given).items())


def _choices(choices: type[TextChoices], given: Iterable[str]) -> list[FacetValue]:
    rows = Counter(given).items()
    return _sorted((value, str(choices(value).label), number) for value, number in rows)


def _sorted(rows: Iterable[tuple[str, str, int]]) -> list[FacetValue]:
    values = [FacetValue(*row) for row in rows]
    return sorted(values, key=lambda value: (-value.count, value.label))[:_SHOWN]
