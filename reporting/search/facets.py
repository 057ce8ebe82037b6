"""By what results can be narrowed, and how many have each value."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from program.models import Country
from reporting.enums import CountryRole, EntryKind, Outcome
from reporting.models import Entry, EntryActivity, EntryCountry
from reporting.queries.counting import numbers_by

_SHOWN = 12  # values of a facet


@dataclass(frozen=True)
class FacetValue:
    """A value as the address has it, in words, and the number of entries found with it."""

    value: str
    label: str
    count: int


def facets_of(entries: Sequence[int]) -> dict[str, list[FacetValue]]:
    """By name of a filter, the values that these entries (keys) have, the most frequent first.

    Takes three queries.
    """
    return {**_columns(entries), "country": _countries(entries), "activity": _activities(entries)}


def _columns(entries: Sequence[int]) -> dict[str, list[FacetValue]]:
    """The facets of which an entry has one value each."""
    counts: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("year", "implementer", "kind", "outcome")
    }
    rows = Counter(
        Entry.objects.filter(pk__in=entries)
        .order_by()
        .values_list(
            "submission__reporting_year__year",
            "submission__implementer__slug",
            "submission__implementer__acronym",
            "kind",
            "outcome",
        )
    )
    for (year, slug, acronym, kind, outcome), number in rows.items():
        counts["year"][str(year), str(year)] += number
        counts["implementer"][slug, acronym] += number
        counts["kind"][kind, str(EntryKind(kind).label)] += number
        if outcome:
            counts["outcome"][outcome, str(Outcome(outcome).label)] += number
    return {name: _values((*key, n) for key, n in count.items()) for name, count in counts.items()}


def _countries(entries: Sequence[int]) -> list[FacetValue]:
    names = [f"name_{language}" for language in ("en", "es", "fr", "pt")]
    concerned = EntryCountry.objects.filter(entry__in=entries).exclude(role=CountryRole.MENTIONED)
    rows = numbers_by(
        concerned, "country__iso3", *(f"country__{name}" for name in names), of="entry"
    )
    return _values(
        (iso3, Country(**dict(zip(names, given, strict=True))).name, number)
        for iso3, *given, number in rows
    )


def _activities(entries: Sequence[int]) -> list[FacetValue]:
    cited = EntryActivity.objects.filter(entry__in=entries)
    rows = numbers_by(cited, "activity__code", "activity__short_title", of="entry")
    return _values((code, f"{code} {title}".strip(), number) for code, title, number in rows)


def _values(rows: Iterable[tuple[str, str, int]]) -> list[FacetValue]:
    values = [FacetValue(*row) for row in rows]
    return sorted(values, key=lambda value: (-value.count, value.label))[:_SHOWN]
