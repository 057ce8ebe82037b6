"""By what results can be narrowed, and how many have each value."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from program.models import Country
from reporting.enums import CountryRole, EntryKind, Outcome
from reporting.models import SearchDocument

_SHOWN = 12  # values of a facet
_CONCERNS = [role for role in CountryRole.values if role != CountryRole.MENTIONED]
_SUBMISSION = "entry__submission__"
_COUNTRY = "entry__country_roles__country__"
_ACTIVITY = "entry__cited__activity__"


@dataclass(frozen=True)
class FacetValue:
    """A value as the address has it, in words, and the number of entries found with it."""

    value: str
    label: str
    count: int


def facets_of(found: QuerySet[SearchDocument]) -> dict[str, list[FacetValue]]:
    """By name of a filter, the values that the entries found have, the most frequent first.

    `found` comes from `matching`. Takes three queries.
    """
    entries = found.filter(entry__isnull=False).order_by()
    return {**_columns(entries), "country": _countries(entries), "activity": _activities(entries)}


def _columns(found: QuerySet[SearchDocument]) -> dict[str, list[FacetValue]]:
    """The facets of which an entry has one value each, counted in one query."""
    counts: dict[str, Counter[tuple[str, str]]] = {
        name: Counter() for name in ("year", "implementer", "kind", "outcome")
    }
    rows = found.values_list(
        f"{_SUBMISSION}reporting_year__year",
        f"{_SUBMISSION}implementer__slug",
        f"{_SUBMISSION}implementer__acronym",
        "entry__kind",
        "entry__outcome",
    ).annotate(number=Count("pk"))
    for year, slug, acronym, kind, outcome, number in rows:
        counts["year"][str(year), str(year)] += number
        counts["implementer"][slug, acronym] += number
        counts["kind"][kind, str(EntryKind(kind).label)] += number
        if outcome:
            counts["outcome"][outcome, str(Outcome(outcome).label)] += number
    return {name: _values((*key, n) for key, n in count.items()) for name, count in counts.items()}


def _countries(found: QuerySet[SearchDocument]) -> list[FacetValue]:
    names = [f"name_{language}" for language in ("en", "es", "fr", "pt")]
    rows = (
        found.filter(entry__country_roles__role__in=_CONCERNS)
        .values_list(f"{_COUNTRY}iso3", *(f"{_COUNTRY}{name}" for name in names))
        .annotate(number=Count("entry", distinct=True))
    )
    return _values(
        (iso3, Country(**dict(zip(names, given, strict=True))).name, number)
        for iso3, *given, number in rows
    )


def _activities(found: QuerySet[SearchDocument]) -> list[FacetValue]:
    rows = (
        found.filter(entry__cited__isnull=False)
        .values_list(f"{_ACTIVITY}code", f"{_ACTIVITY}short_title")
        .annotate(number=Count("entry", distinct=True))
    )
    return _values((code, f"{code} {title}".strip(), number) for code, title, number in rows)


def _values(rows: Iterable[tuple[str, str, int]]) -> list[FacetValue]:
    values = [FacetValue(*row) for row in rows]
    return sorted(values, key=lambda value: (-value.count, value.label))[:_SHOWN]
