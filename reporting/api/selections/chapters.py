"""The rows of chapters and of reporting years."""

from collections import defaultdict
from collections.abc import Collection, Hashable
from dataclasses import dataclass

from django.db.models import Case, F, Prefetch, QuerySet, When

from reporting.api.pagination import sort_key
from reporting.api.selections.entries import whole_entries
from reporting.api.sparse_fields import ALL, SparseFields
from reporting.enums import EntryKind, NarrativeKind
from reporting.models import ReportingYear, Submission, SubmissionActivity
from reporting.models.submission import SubmissionQuerySet
from reporting.numbering import chapter_numbers, group_in_part, part_of_report
from reporting.queries.editions import editions
from reporting.queries.financing import with_financing_state
from reporting.queries.narratives import public_narratives
from reporting.queries.years import current_years_reported

CHAPTER_ORDER = ("reporting_year__year", "position", "implementer__slug")


@dataclass(frozen=True)
class ChapterPosition:
    """The position of a chapter in its report: the part (1 or 2), and the number in the part."""

    part: int
    number: str


def year_rows() -> QuerySet[ReportingYear]:
    """The years that have a public chapter, with the title and the resolution of the Program."""
    return current_years_reported().annotate(
        program_title=F("program__short_title"), resolution=F("program__resolution__symbol")
    )


def years_with_chapters(fields: SparseFields = ALL) -> QuerySet[ReportingYear]:
    """The same years, with those chapters, narrative parts and editions that `fields` needs."""
    years = year_rows()
    if fields.want("chapters"):
        chapters = whole_chapters().order_by(*CHAPTER_ORDER)
        years = years.prefetch_related(Prefetch("submissions", chapters))
    if fields.want("narratives"):
        order = Case(
            *(When(kind=kind, then=position) for position, kind in enumerate(NarrativeKind.values))
        )
        parts = Prefetch("narratives", public_narratives().order_by(order), "public_narratives")
        years = years.prefetch_related(parts)
    if fields.want("editions"):
        years = years.prefetch_related(Prefetch("editions", editions()))
    return years


def chapter_rows() -> SubmissionQuerySet:
    return Submission.objects.public().of_current_program().without_demonstrations()


def whole_chapters() -> SubmissionQuerySet:
    chapters = chapter_rows().select_related("reporting_year", "implementer")
    return with_financing_state(chapters).annotate(
        sort_key=sort_key("reporting_year__year", "position", then="implementer__slug")
    )


def chapters_with_entries(fields: SparseFields = ALL) -> SubmissionQuerySet:
    """The public chapters, with those activities, entries and financing that `fields` needs."""
    chapters = whole_chapters()
    if fields.want("activities"):
        listed = SubmissionActivity.objects.select_related("activity__source")
        chapters = chapters.prefetch_related(Prefetch("listed_activities", listed))
    if fields.want("financing"):
        chapters = chapters.prefetch_related("financing")
    if fields.want(*EntryKind.values):
        entries = whole_entries().in_official_order()
        in_order = entries.order_by(*entries.query.order_by, "reference")
        chapters = chapters.prefetch_related(Prefetch("entries", in_order))
    return chapters


def chapter_positions(years: Collection[int]) -> dict[int, ChapterPosition]:
    """The positions of the public chapters of these years, by the chapter's key.

    `years` are keys of reporting years; each year is counted separately. Takes one query.
    """
    groups_by_part: dict[tuple[int, int], list[tuple[int, Hashable]]] = defaultdict(list)
    chapters = chapter_rows().filter(reporting_year__in=years).order_by(*CHAPTER_ORDER)
    columns = ("pk", "reporting_year", "implementer__kind", "implementer__parent")
    for pk, year, kind, parent in chapters.values_list(*columns):
        groups_by_part[year, part_of_report(kind)].append((pk, group_in_part(kind, parent)))
    return {
        pk: ChapterPosition(part, number)
        for (_year, part), chapter_groups in groups_by_part.items()
        for (pk, _group), (_letter, number) in zip(
            chapter_groups, chapter_numbers(group for _pk, group in chapter_groups), strict=True
        )
    }
