"""Where the report prints an entry or a chapter, and by what it is known there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from reporting.models import Edition, Entry, PrintedPlace, ReportingYear, Submission
from reporting.queries.worded import Given, Worded

_REPORT = ("program__title", "cover__symbol", "cover__document_date")
_EDITION = ("editions__number", "editions__symbol", "editions__date")


@dataclass(frozen=True)
class Place:
    """A place in a year's report, which is known by `symbol` and was published in a year.

    `program` is the title of what it is a report on. `edition` is the number of the newest edition that has it; None before the first, when the report
    is what is accepted. Where editions are issued and none has it, it is not printed.
    """

    program: str
    anchor: str
    symbol: str
    published: int
    edition: int | None = None
    is_newest: bool = True
    is_printed: bool = True


def anchor_of_chapter(slug: str) -> str:
    """The anchor of an implementer's chapter, as the report's page has it."""
    return f"chapter-{slug}"


def anchor_of_entry(reference: str) -> str:
    return f"e-{reference}"


def place_of(about: Entry | Submission) -> Place:
    """The place of a public entry or chapter. Takes one query."""
    if isinstance(about, Submission):
        return place_in(about.reporting_year, anchor_of_chapter(about.implementer.slug))
    return place_in(about.submission.reporting_year, anchor_of_entry(about.reference))


def place_in(year: ReportingYear, anchor: str) -> Place:
    """The place with this anchor in the report of the year. Takes one query."""
    rows = _EDITIONS.rows(year=year.pk, anchor=anchor)
    program, symbol, day = rows[0][:3]
    editions = [row[3:] for row in rows if row[3] is not None]
    for number, symbol_of_edition, date, prints in editions:
        if prints:
            is_newest = number == editions[0][0]
            return Place(program, anchor, symbol_of_edition, date.year, number, is_newest=is_newest)
    if editions:
        return Place(program, anchor, "", year.year, is_newest=False, is_printed=False)
    return Place(program, anchor, symbol or "", day.year if day else year.year)


def _editions() -> QuerySet[Any, Any]:
    """What the report of a year is known by, with each of its editions, the newest first, and whether
    it has an anchor."""
    there = PrintedPlace.objects.filter(edition=OuterRef("editions"), anchor=Given("anchor").value)
    return (
        ReportingYear.objects.filter(pk=Given("year").value)
        .order_by("-editions__number")
        .values_list(*_REPORT, *_EDITION, Exists(there))
    )


_EDITIONS = Worded(_editions)


def newest_edition_with(reference: str) -> Edition | None:
    """The newest edition that prints the entry, with its content; None when none does."""
    return (
        Edition.objects.filter(places__anchor=anchor_of_entry(reference))
        .select_related("reporting_year__program")
        .order_by("number")
        .last()
    )
