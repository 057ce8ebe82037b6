"""What the marks of documents name, as a page shows it: read at once, and no more of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from implementers.models import Implementer
from program.models import Activity, Country
from program.models.base import NAMES, readers_name
from reporting.queries.activities import NamedActivity
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded
from reporting.queries.years import current_years_reported

_COUNTRY, _ACTIVITY, _IMPLEMENTER, _YEAR = range(4)
_FACETS = ("country", "activity", "implementer")
_WIDTH = 1 + len(NAMES)  # of a row: texts, as many as a country has
_NOTHING = Value("", output_field=CharField())


class NamedCountry(NamedTuple):
    """`name` is that in the reader's language."""

    iso3: str
    name: str


class NamedImplementer(NamedTuple):
    slug: str
    acronym: str


@dataclass(frozen=True)
class Names:
    """By their keys as marks hold them; and the calendar years of which anything is public."""

    countries: dict[str, NamedCountry] = field(default_factory=dict)
    activities: dict[str, NamedActivity] = field(default_factory=dict)
    implementers: dict[str, NamedImplementer] = field(default_factory=dict)
    years: list[int] = field(default_factory=list)


def names_of(keys: Mapping[str, Iterable[str]]) -> Names:
    """What these keys, by facet, are of, and all public years, the newest first. Takes one query."""
    names = Names()
    asked = {facet: literal(map(int, keys[facet])) for facet in _FACETS}
    for kind, pk, *texts in _NAMED.rows(**asked):
        if kind == _COUNTRY:
            names.countries[str(pk)] = NamedCountry(texts[0], readers_name(texts[1:]))
        elif kind == _ACTIVITY:
            names.activities[str(pk)] = NamedActivity(*texts[:3])
        elif kind == _IMPLEMENTER:
            names.implementers[str(pk)] = NamedImplementer(*texts[:2])
        else:
            names.years.append(int(texts[0]))
    names.years.sort(reverse=True)
    return names


def _rows() -> QuerySet[Any]:
    """(kind, key, texts) of countries, activities, implementers and years."""
    countries, activities, implementers = (these(Given(facet)) for facet in _FACETS)
    named = [
        _part(_COUNTRY, Country.objects.filter(pk__in=countries), ("iso3", *NAMES)),
        _part(_ACTIVITY, Activity.objects.filter(pk__in=activities), NamedActivity._fields),
        _part(
            _IMPLEMENTER, Implementer.objects.filter(pk__in=implementers), NamedImplementer._fields
        ),
    ]
    years = _part(_YEAR, current_years_reported(), (Cast("year", CharField()),))
    return years.union(*named, all=True)


def _part(kind: int, rows: QuerySet[Any], columns: Sequence[Any]) -> QuerySet[Any]:
    missing = [_NOTHING] * (_WIDTH - len(columns))
    return rows.order_by().values_list(Value(kind), "pk", *columns, *missing)


_NAMED = Worded(_rows)
