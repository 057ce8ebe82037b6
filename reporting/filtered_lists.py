"""The lists of the portal with their filters: the same for pages, files and counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django_filters.rest_framework import FilterSet

from implementers.models import Implementer
from reporting.filters import (
    ActivityFilter,
    ChapterFilter,
    CountryFilter,
    EntryFilter,
    EventFilter,
    FinancingFilter,
)
from reporting.models import Submission
from reporting.queries.activities import register_with_implementers
from reporting.queries.countries import countries_on_record
from reporting.queries.entries import public_entries
from reporting.queries.events import events_of
from reporting.queries.financing import public_financing
from reporting.query_params import validate_query_params

_MAKERS: dict[str, tuple[Callable[[], QuerySet[Any]], type[FilterSet] | None]] = {
    "entries": (public_entries, EntryFilter),
    "events": (lambda: events_of(public_entries()), EventFilter),
    "countries": (lambda: countries_on_record().order_by("name_en", "iso3"), CountryFilter),
    "activities": (register_with_implementers, ActivityFilter),
    "implementers": (
        lambda: Implementer.objects.select_related("parent").order_by("position"),
        None,
    ),
    "chapters": (lambda: _chapters(), ChapterFilter),
    "financing": (public_financing, FinancingFilter),
}
NOUNS = tuple(_MAKERS)


class ParameterRefused(Exception):
    """A query parameter is unknown or has an invalid value; the message names it."""


def filtered_list(
    noun: str, parameters: QueryDict, *, ignored: frozenset[str] = frozenset()
) -> tuple[QuerySet[Any], Mapping[str, Any]]:
    """Return the rows of a list that the parameters select, and the valid values of these.

    Parameters in `ignored` are not filters. Raises `ParameterRefused`.
    """
    rows, filters = _MAKERS[noun]
    known = set(filters.base_filters) if filters else set()
    if problems := validate_query_params(parameters, known | ignored):
        raise ParameterRefused(": ".join(problems))
    if filters is None:
        return rows(), {}
    filterset = filters(parameters, rows())
    if not filterset.is_valid():
        raise ParameterRefused(
            "\n".join(f"{name}: {' '.join(errors)}" for name, errors in filterset.errors.items())
        )
    return filterset.qs, filterset.form.cleaned_data


@dataclass(frozen=True)
class CountedRows:
    """The rows that a printed number counts: a list, and the filters that select them."""

    noun: str
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, noun: str, **parameters: object) -> "CountedRows":
        """Return the rows with these values; empty ones are no filter."""
        given = {name: str(value) for name, value in parameters.items() if value not in ("", None)}
        return cls(noun, tuple(given.items()))

    @property
    def address(self) -> str:
        """The address of the page that lists the rows."""
        query = urlencode(self.parameters)
        return reverse("list-page", args=[self.noun]) + (f"?{query}" if query else "")

    def count(self) -> int:
        """Return how many there are. Takes a query."""
        parameters = QueryDict(mutable=True)
        parameters.update(dict(self.parameters))
        rows, _values = filtered_list(self.noun, parameters)
        return rows.count()


def _chapters() -> QuerySet[Submission]:
    return (
        Submission.objects.public()
        .of_current_program()
        .without_demonstrations()
        .select_related("reporting_year", "implementer")
        .prefetch_related("financing")
        .order_by("reporting_year__year", "position")
    )
