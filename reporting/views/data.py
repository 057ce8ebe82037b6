"""/entries.csv … /events.ics : the lists to take away, with the filter in force."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from django_filters.rest_framework import FilterSet

from implementers.models import Implementer
from program.models import Country
from reporting.exporting import lists
from reporting.exporting.calendar import calendar_of
from reporting.exporting.tables import MEDIA_TYPES, Table, TableFormat, write_table
from reporting.filters import (
    ActivityFilter,
    ChapterFilter,
    CountryFilter,
    EntryFilter,
    FinancingFilter,
)
from reporting.models import Entry, Submission
from reporting.parameters import strange_parameter
from reporting.queries.activities import register_with_implementers
from reporting.queries.events import events_of
from reporting.queries.financing import public_financing
from reporting.views.site import site_of

_MAKERS: dict[str, tuple[Callable[[], QuerySet[Any]], type[FilterSet] | None]] = {
    "entries": (lambda: _entries(), EntryFilter),
    "events": (lambda: _entries(), EntryFilter),
    "countries": (lambda: Country.objects.order_by("name_en", "iso3"), CountryFilter),
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
    """A parameter that is strange or has a value that cannot be; the message names it."""


@require_safe
def list_file(request: HttpRequest, noun: str, file_format: str) -> HttpResponse:
    """A list as a file. A filter that cannot be is answered with status 400 and a sentence."""
    try:
        rows, chosen = _narrowed(request, noun)
    except ParameterRefused as error:
        return _refusal(error)
    table = _table(noun, rows, chosen, site=site_of(request))
    response = HttpResponse(
        write_table(table, TableFormat(file_format)),
        content_type=MEDIA_TYPES[TableFormat(file_format)],
    )
    response["Content-Disposition"] = f'attachment; filename="{noun}.{file_format}"'
    return response


@require_safe
def events_calendar(request: HttpRequest) -> HttpResponse:
    """The events as a calendar to subscribe to; filters like those of their list."""
    try:
        events, _chosen = _narrowed(request, "events")
    except ParameterRefused as error:
        return _refusal(error)
    # Not as the reader reached it: what a calendar knows an event by must be the same by every name.
    host = urlsplit(settings.SITE_URL).hostname or ""
    body = calendar_of(events, site=site_of(request), host=host)
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _narrowed(request: HttpRequest, noun: str) -> tuple[QuerySet[Any], Mapping[str, Any]]:
    """(the rows of a list that are asked for, the values they were asked for with).

    Raises `ParameterRefused`.
    """
    rows, filters = _MAKERS[noun]
    known = set(filters.base_filters) if filters else set()
    if strange := strange_parameter(request.GET, known):
        raise ParameterRefused(": ".join(strange))
    if filters is None:
        return rows(), {}
    narrowed = filters(request.GET, rows())
    if not narrowed.is_valid():
        raise ParameterRefused(
            "\n".join(f"{name}: {' '.join(words)}" for name, words in narrowed.errors.items())
        )
    found: QuerySet[Any] = narrowed.qs
    if noun == "events" and isinstance(narrowed, EntryFilter):
        found = narrowed.events_asked_for(events_of(found))
    return found, narrowed.form.cleaned_data


def _table(noun: str, rows: QuerySet[Any], chosen: Mapping[str, Any], *, site: str) -> Table:
    if noun == "countries":
        return lists.countries_table(rows, site=site, year=chosen["year"])
    make: Callable[..., Table] = getattr(lists, f"{noun}_table")
    return make(rows, site=site)


def _entries() -> QuerySet[Entry]:
    return Entry.objects.public().filter(submission__reporting_year__program__is_current=True)


def _chapters() -> QuerySet[Submission]:
    public = Submission.objects.public().filter(reporting_year__program__is_current=True)
    return (
        public.select_related("reporting_year", "implementer")
        .prefetch_related("financing")
        .order_by("reporting_year__year", "position")
    )


def _refusal(error: Exception) -> HttpResponse:
    return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
