"""Chapters, and the years they stand in."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from implementers.models import ImplementerKind
from reporting.api.choosing import ALL, Fields
from reporting.api.selections.entries import whole_entries
from reporting.enums import EntryKind
from reporting.models import Entry, ReportingYear, Submission, SubmissionActivity
from reporting.models.submission import SubmissionQuerySet
from reporting.numbering import chapter_numbers
from reporting.queries.kept import entries_in_chapter, number_of

CHAPTER_ORDER = ("reporting_year__year", "position", "pk")
YEAR_ORDER = ("-year", "pk")


@dataclass(frozen=True)
class Place:
    """Where a chapter stands in its report: the half (1 or 2) and the number there."""

    part: int
    number: str


def year_rows() -> QuerySet[ReportingYear]:
    """Years of which anything is public."""
    return ReportingYear.objects.filter(
        Exists(Submission.objects.public().filter(reporting_year=OuterRef("pk"))),
        program__is_current=True,
    )


def whole_years(fields: Fields = ALL) -> QuerySet[ReportingYear]:
    """With their counts."""
    found = ReportingYear.objects.select_related("program__resolution")
    public = Submission.objects.public().filter(reporting_year=OuterRef("pk"))
    entries = Entry.objects.public().filter(submission__reporting_year=OuterRef("pk"))
    if fields.want("chapters_count"):
        chapters = Coalesce(F("figures__chapters"), number_of(public, "reporting_year"))
        found = found.annotate(chapters_count=chapters)
    if fields.want("entries_count"):
        counted = number_of(entries, "submission__reporting_year")
        held = F("figures__planned") + F("figures__executed") + F("figures__next_year")
        found = found.annotate(entries_count=Coalesce(held, counted))
    return found


def years_with_chapters(fields: Fields = ALL) -> QuerySet[ReportingYear]:
    found = whole_years(fields)
    if not fields.want("chapters"):
        return found
    chapters = whole_chapters().filter(pk__in=chapter_rows()).order_by(*CHAPTER_ORDER)
    return found.prefetch_related(Prefetch("submissions", chapters))


def chapter_rows() -> SubmissionQuerySet:
    return Submission.objects.public().filter(reporting_year__program__is_current=True)


def whole_chapters(fields: Fields = ALL) -> SubmissionQuerySet:
    found = Submission.objects.public().select_related("reporting_year", "implementer")
    if fields.want("entries_count"):
        found = found.annotate(entries_count=entries_in_chapter())
    return found


def chapters_with_entries(fields: Fields = ALL) -> SubmissionQuerySet:
    """With the activities, the columns and the financing that are asked for."""
    found = whole_chapters(fields)
    if fields.want("activities"):
        listed = SubmissionActivity.objects.select_related("activity__source")
        found = found.prefetch_related(Prefetch("listed_activities", listed))
    if fields.want("financing"):
        found = found.prefetch_related("financing")
    if fields.want(*EntryKind.values):
        entries = whole_entries().in_official_order()
        in_order = entries.order_by(*entries.query.order_by, "pk")
        found = found.prefetch_related(Prefetch("entries", in_order))
    return found


def chapter_places() -> dict[int, Place]:
    """Part and number of every public chapter, counted within its year. Takes one query."""
    halves: dict[tuple[int, int], list[tuple[int, int | str | None]]] = defaultdict(list)
    rows = (
        chapter_rows()
        .order_by(*CHAPTER_ORDER)
        .values_list("pk", "reporting_year_id", "implementer__kind", "implementer__parent_id")
    )
    for pk, year, kind, parent in rows:
        in_oas = kind == ImplementerKind.OAS
        halves[year, 1 if in_oas else 2].append((pk, parent if in_oas else kind))
    return {
        pk: Place(part, number)
        for (_year, part), half in halves.items()
        for (pk, _group), (_letter, number) in zip(
            half, chapter_numbers(group for _pk, group in half), strict=True
        )
    }
