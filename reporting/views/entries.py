"""/entries/<reference>/ : the permanent address of an entry."""

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
    """An entry that is no longer in the database, as an edition prints it."""

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
    """An entry with its relations, its lineage and its citation.

    The address is permanent: it also works for entries of an earlier Program, and for an entry that
    was deleted after an edition printed it.
    """
    entry = Entry.objects.public().for_display().filter(reference=reference).first()
    if entry is None:
        context: dict[str, object] = {"printed": printed_entry_or_404(reference)}
        return render(request, "reporting/entry/gone.html", context)
    context = {
        "entry": entry,
        "attachments": list(entry.attachments.all()),
        "contributors": list(entry.contributors.select_related("contributor")),
        "lineage": lineage_of(reference),
        "place": location_of(entry),
    }
    return render(request, "reporting/entry/detail.html", context)


def printed_entry_or_404(reference: str) -> PrintedEntry:
    """The entry as printed in the newest edition that contains it. Raises `Http404`."""
    edition = newest_edition_with(reference)
    if edition is None:
        raise Http404
    chapter, kind, item = _find_item(from_json(edition.content), reference)
    location = location_in(edition.reporting_year, anchor_of_entry(reference))
    return PrintedEntry(edition, chapter, kind, item, location)


def _find_item(report: Report, reference: str) -> tuple[Chapter, str, Item]:
    return next(
        (chapter, column.kind, item)
        for chapter in report.chapters
        for column in chapter.columns
        for item in column.items
        if item.reference == reference
    )
