"""/entries/<reference>/ : an entry's permanent address."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reporting.document.content import Chapter, Item, Report
from reporting.document.freezing import from_json
from reporting.models import Edition, Entry
from reporting.queries.citations import PartOfReport
from reporting.queries.lineage import lineage_of
from reporting.queries.report_locations import (
    ReportLocation,
    anchor_of_entry,
    location_in,
    location_of,
    newest_edition_with,
)


@dataclass(frozen=True)
class PrintedEntry:
    """An entry that is gone from the record, as an edition prints it."""

    edition: Edition
    chapter: Chapter
    kind: str
    item: Item
    place: ReportLocation

    @property
    def cited(self) -> PartOfReport:
        return PartOfReport(
            author=self.chapter.full_name,
            name=self.chapter.name,
            year=self.edition.reporting_year,
            place=self.place,
            reference=self.item.reference,
        )


def entry_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """An entry with its facts, its story and its citation.

    Of whatever Program: the address is permanent and outlives the one that is current. It outlives
    the entry too, once an edition prints it.
    """
    entry = Entry.objects.public().for_display().filter(reference=reference).first()
    if entry is None:
        context: dict[str, object] = {"printed": printed_entry_or_404(reference)}
        return render(request, "reporting/entry/gone.html", context)
    context = {"entry": entry, "lineage": lineage_of(reference), "place": location_of(entry)}
    return render(request, "reporting/entry/detail.html", context)


def printed_entry_or_404(reference: str) -> PrintedEntry:
    """The entry as the newest edition that has it prints it."""
    edition = newest_edition_with(reference)
    if edition is None:
        raise Http404
    chapter, kind, item = _found_in(from_json(edition.content), reference)
    place = location_in(edition.reporting_year, anchor_of_entry(reference))
    return PrintedEntry(edition, chapter, kind, item, place)


def _found_in(report: Report, reference: str) -> tuple[Chapter, str, Item]:
    return next(
        (chapter, column.kind, item)
        for chapter in report.chapters
        for column in chapter.columns
        for item in column.items
        if item.reference == reference
    )
