"""The facets of the search: filters with their values, and the number of entries of each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from implementers.models import Implementer
from program.models import Activity, Country, Theme
from reporting.enums import EntryKind, outcome_words
from reporting.models import Entry, EntryCountry
from reporting.queries.statistics import NO_OUTCOME

# By the name of the filter in `EntryFilter`, in the order of the page.
HEADINGS = {
    "year": gettext_lazy("Year"),
    "country": gettext_lazy("Country"),
    "implementer": gettext_lazy("Implementer"),
    "kind": gettext_lazy("Column"),
    "theme": gettext_lazy("Theme or group"),
    "activity": gettext_lazy("Activity"),
    "outcome": gettext_lazy("Outcome"),
}
_SHOWN = 12  # values of a facet


@dataclass(frozen=True)
class FacetValue:
    """A value for the filter, its label, and the number of entries that have it.

    `rows` are these entries, for the tag `count`.
    """

    value: str
    label: str
    count: int
    rows: Any = None


def facet_values(name: str, entries: QuerySet[Entry]) -> list[FacetValue]:
    """The values of a facet that the entries have, the most frequent first. Takes one query."""
    values = sorted(_READERS[name](entries), key=lambda value: (-value.count, value.label))
    return values[:_SHOWN]


def filter_label(name: str, value: Any) -> str:
    """The label of a cleaned value of the filter."""
    if name == "country":
        return str(value.name)
    if name == "implementer":
        return str(value.acronym)
    if name == "theme":
        return str(value.name)
    if name == "kind":
        return str(EntryKind(value).label)
    if name == "outcome":
        return _("no follow-up reported") if value == NO_OUTCOME else outcome_words(value)
    return str(value)


def _years(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    for year, count in _counts(entries, "submission__reporting_year__year"):
        yield FacetValue(str(year), str(year), count)


def _kinds(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    for kind, count in _counts(entries, "kind"):
        yield FacetValue(kind, filter_label("kind", kind), count)


def _outcomes(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    plans = Entry.objects.filter(pk__in=entries, kind=EntryKind.PLANNED).with_effective_outcome()
    with_outcome = plans.exclude(effective_outcome="")  # type: ignore[misc]
    for outcome, count in _counts(with_outcome, "effective_outcome"):
        yield FacetValue(outcome, filter_label("outcome", outcome), count)


def _counts(entries: QuerySet[Entry], column: str) -> QuerySet[Any, tuple[Any, int]]:
    """(value of the column, number of entries that have it)."""
    return entries.order_by().values_list(column).annotate(Count("pk"))


def _implementers(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    implementers = Implementer.objects.filter(submissions__entries__in=entries)
    for implementer in implementers.annotate(entry_count=Count("submissions__entries")):
        label = filter_label("implementer", implementer)
        yield FacetValue(implementer.slug, label, implementer.entry_count)


def _countries(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    """The countries that the entries concern, without those only mentioned."""
    concerned = EntryCountry.objects.concerning().filter(entry__in=entries)
    countries = Country.objects.filter(entry_roles__in=concerned)
    for country in countries.annotate(entry_count=Count("entry_roles__entry", distinct=True)):
        yield FacetValue(country.iso3, filter_label("country", country), country.entry_count)


def _activities(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    activities = Activity.objects.filter(citations__entry__in=entries)
    for activity in activities.annotate(entry_count=Count("citations")):
        yield FacetValue(activity.code, filter_label("activity", activity), activity.entry_count)


def _themes(entries: QuerySet[Entry]) -> Iterable[FacetValue]:
    themes = Theme.objects.filter(entry_themes__entry__in=entries)
    for theme in themes.annotate(entry_count=Count("entry_themes")):
        yield FacetValue(theme.code, filter_label("theme", theme), theme.entry_count)


_READERS: dict[str, Callable[[QuerySet[Entry]], Iterable[FacetValue]]] = {
    "year": _years,
    "country": _countries,
    "implementer": _implementers,
    "kind": _kinds,
    "theme": _themes,
    "activity": _activities,
    "outcome": _outcomes,
}
