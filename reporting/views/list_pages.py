"""/lists/<noun>/ : the rows that a printed number counts, one line for each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from implementers.models import Implementer
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.filtered_lists import ParameterRefused, filtered_list
from reporting.models import Entry, Event, Financing, Submission
from reporting.periods import describe_period
from reporting.queries.desk import background_words, column_of
from reporting.queries.occasions import name_places
from reporting.queries.titles import first_words, name_of, name_of_event
from reporting.views.paging import page_or_404

_ON_A_PAGE = 100


@dataclass(frozen=True)
class ListedLine:
    """A row of a list: its name with an address, and what else is said of it."""

    name: str
    address: str
    note: str = ""


@require_safe
def list_page(request: HttpRequest, noun: str) -> HttpResponse:
    """A filtered list, 100 lines on a page. An invalid filter gets status 400 and a message."""
    try:
        rows, _values = filtered_list(noun, request.GET, ignored=frozenset({"page"}))
    except ParameterRefused as error:
        context = {"title": _TITLES()[noun], "problem": str(error)}
        return render(request, "reporting/list/page.html", context, status=400)
    page = page_or_404(_loaded(noun, rows), _ON_A_PAGE, request)
    chosen = request.GET.copy()
    chosen.pop("page", None)
    return render(
        request,
        "reporting/list/page.html",
        {
            "title": _TITLES()[noun],
            "noun": noun,
            "page": page,
            "count": page.paginator.count,
            "lines": [
                _LINES[noun](row) for row in (name_places(page) if noun == "events" else page)
            ],
            "chosen": list(chosen.items()),
            "query": f"?{chosen.urlencode()}" if chosen else "",
        },
    )


def _TITLES() -> dict[str, str]:
    return {
        "entries": _("Entries"),
        "events": _("Dated events"),
        "countries": _("Countries"),
        "activities": _("Program activities"),
        "implementers": _("Implementers"),
        "chapters": _("Chapters"),
        "financing": _("Sources of financing"),
    }


def _loaded(noun: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    if noun == "entries":
        return (
            rows.select_related(
                "submission__reporting_year", "submission__implementer"
            ).newest_year_first()  # type: ignore[attr-defined]
        )
    return rows


def _entry(row: Entry) -> ListedLine:
    acronym = row.submission.implementer.acronym
    return ListedLine(
        name_of(row),
        reverse("entry-detail", args=[row.reference]),
        " · ".join(_parts(acronym, column_of(row), background_words(row), row.reference)),
    )


def _event(row: Event) -> ListedLine:
    acronym = row.entry.submission.implementer.acronym
    mark = background_words(row) or background_words(row.entry)
    return ListedLine(
        name_of_event(row),
        reverse("entry-detail", args=[row.entry.reference]),
        " · ".join(_parts(describe_period(row.period), row.shown_place, acronym, mark)),
    )


def _country(row: Country) -> ListedLine:
    return ListedLine(row.name, reverse("country-detail", args=[row.iso3]))


def _activity(row: Activity) -> ListedLine:
    name = row.short_title or first_words(row.text, 12)
    return ListedLine(f"{row.code} {name}".strip(), reverse("activity-detail", args=[row.code]))


def _implementer(row: Implementer) -> ListedLine:
    return ListedLine(str(row), reverse("implementer-detail", args=[row.slug]))


def _chapter(row: Submission) -> ListedLine:
    year = row.reporting_year.year
    return ListedLine(
        f"{row.implementer} {year}", reverse("chapter-detail", args=[year, row.implementer.slug])
    )


def _source(row: Financing) -> ListedLine:
    year, implementer = row.submission.reporting_year.year, row.submission.implementer
    return ListedLine(
        " ".join(to_plain(row.text).split()),
        reverse("chapter-detail", args=[year, implementer.slug]),
        f"{implementer.acronym} {year}",
    )


def _parts(*parts: str) -> Iterator[str]:
    return (part for part in parts if part)


_LINES: dict[str, Callable[[Any], ListedLine]] = {
    "entries": _entry,
    "events": _event,
    "countries": _country,
    "activities": _activity,
    "implementers": _implementer,
    "chapters": _chapter,
    "financing": _source,
}
