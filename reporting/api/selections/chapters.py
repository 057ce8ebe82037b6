"""Chapters, and the years they stand in."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, QuerySet, When

from implementers.models import ImplementerKind
from program.models.base import NAMES
from reporting.api.pagination import sort_key
from reporting.api.selections.entries import whole_entries
from reporting.api.sparse_fields import ALL, SparseFields
from reporting.enums import EntryKind, NarrativeKind
from reporting.models import ReportingYear, Submission, SubmissionActivity
from reporting.models.submission import SubmissionQuerySet
from reporting.numbering import chapter_numbers
from reporting.queries.editions import editions
from reporting.queries.financing import with_financing_state
from reporting.queries.narratives import public_narratives
from reporting.queries.years import current_years_reported

CHAPTER_ORDER = ("reporting_year__year", "position", "pk")
_OF_IMPLEMENTER = ("slug", "acronym", "kind", *NAMES)
_OF_CHAPTER = ("position", "heading", "language", "nothing_to_report", "nothing_to_report_reason")


@dataclass(frozen=True)
class ChapterPosition:
    """Where a chapter stands in its report: the half (1 or 2) and the number there."""

    part: int
    number: str


def year_rows() -> QuerySet[ReportingYear]:
    """Years of which anything is public, with what is shown of the Program."""
    return current_years_reported().annotate(
        program_title=F("program__short_title"), resolution=F("program__resolution__symbol")
    )


def years_with_chapters(fields: SparseFields = ALL) -> QuerySet[ReportingYear]:
    """With the chapters, the report's own parts and the editions that are asked for."""
    found = year_rows()
    if fields.want("chapters"):
        chapters = chapters_as_listed().order_by(*CHAPTER_ORDER)
        found = found.prefetch_related(Prefetch("submissions", chapters))
    if fields.want("narratives"):
        order = Case(*(When(kind=kind, then=n) for n, kind in enumerate(NarrativeKind.values)))
        parts = Prefetch("narratives", public_narratives().order_by(order), "public_narratives")
        found = found.prefetch_related(parts)
    if fields.want("editions"):
        found = found.prefetch_related(Prefetch("editions", editions()))
    return found


def chapter_rows() -> SubmissionQuerySet:
    return Submission.objects.public().of_current_program()


def whole_chapters() -> SubmissionQuerySet:
    chapters = chapter_rows().select_related("reporting_year", "implementer")
    return with_financing_state(chapters).annotate(
        sort_key=sort_key("reporting_year__year", "position")
    )


def chapters_as_listed() -> SubmissionQuerySet:
    """Without what no list shows: their texts above all."""
    return whole_chapters().only(
        *_OF_CHAPTER,
        "reporting_year__year",
        *(f"implementer__{name}" for name in _OF_IMPLEMENTER),
    )


def chapters_with_entries(fields: SparseFields = ALL) -> SubmissionQuerySet:
    """With the activities, the columns and the financing that are asked for."""
    found = whole_chapters()
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


def chapter_positions(years: Collection[int]) -> dict[int, ChapterPosition]:
    """Part and number of the public chapters of these years (keys), counted within each.

    Takes one query.
    """
    halves: dict[tuple[int, int], list[tuple[int, int | str | None]]] = defaultdict(list)
    chapters = chapter_rows().filter(reporting_year__in=years).order_by(*CHAPTER_ORDER)
    columns = ("pk", "reporting_year", "implementer__kind", "implementer__parent")
    for pk, year, kind, parent in chapters.values_list(*columns):
        in_oas = kind == ImplementerKind.OAS
        halves[year, 1 if in_oas else 2].append((pk, parent if in_oas else kind))
    return {
        pk: ChapterPosition(part, number)
        for (_year, part), half in halves.items()
        for (pk, _group), (_letter, number) in zip(
            half, chapter_numbers(group for _pk, group in half), strict=True
        )
    }
