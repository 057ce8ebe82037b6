"""A large data set for measurements: the texts of a loaded year in more years and chapters.

All generated years are marked as demonstrations. Chains continue as in real chapters: what is
planned for the next year is planned in that year, and most plans are reported on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from django.db import transaction

from implementers.models import Assignment, Implementer, ImplementerKind
from reporting.actions.publishing import publish
from reporting.enums import Origin, SubmissionStatus
from reporting.importing.large.entries import Draft, drafts_of, write_drafts
from reporting.models import (
    Entry,
    Financing,
    ReportCover,
    ReportingYear,
    Submission,
    SubmissionActivity,
)


@dataclass(frozen=True)
class Size:
    """The amount of data: years, chapters in each year, and entries in each chapter."""

    years: int
    implementers: int
    entries: int


@transaction.atomic
def make_large_data(source: ReportingYear, size: Size, *, seed: int) -> int:
    """Make `size.years` accepted demonstration years after `source`; returns the number of entries.

    The entries repeat random ones of `source`, with their dates moved to the year; the same `seed`
    gives the same data. `rebuild_search` must update the search index afterwards. Raises
    `IntegrityError` when one of the years exists already.
    """
    chapters = _chapters_of(source)
    sources = _entries_of(source)
    implementers = _implementers(chapters, size.implementers)
    random = Random(seed)
    promised: dict[int, list[Draft]] = {}
    entry_count = 0
    for year in range(source.year + 1, source.year + 1 + size.years):
        reporting_year = _make_year(source, year)
        drafts: list[Draft] = []
        for index, implementer in enumerate(implementers):
            model = chapters[index % len(chapters)]
            chapter = _make_chapter(reporting_year, implementer, index, model, size.entries)
            promised_before = promised.get(index, [])
            written = drafts_of(chapter, sources, promised_before, size.entries, random)
            promised[index] = [draft for draft in written if draft.is_promise]
            drafts += written
        write_drafts(drafts)
        entry_count += len(drafts)
    return entry_count


def _chapters_of(source: ReportingYear) -> list[Submission]:
    return list(
        Submission.objects.public()
        .filter(reporting_year=source)
        .select_related("implementer")
        .prefetch_related("listed_activities", "financing")
        .in_official_order()
    )


def _entries_of(source: ReportingYear) -> list[Entry]:
    return list(
        Entry.objects.public()
        .filter(submission__reporting_year=source)
        .select_related("submission__reporting_year")
        .prefetch_related("cited", "country_roles", "events")
        .in_official_order()
    )


def _implementers(chapters: Sequence[Submission], number: int) -> list[Implementer]:
    """The implementers of the chapters, then new ones with the activities of a chapter.

    `number` is that of all of them.
    """
    existing = [chapter.implementer for chapter in chapters][:number]
    last = Implementer.objects.order_by("position").values_list("position", flat=True).last() or 0
    created = Implementer.objects.bulk_create(
        Implementer(
            slug=f"demonstration-{index}",
            acronym=f"DEMO-{index}",
            name_en=f"Demonstration implementer {index}",
            kind=ImplementerKind.OTHER,
            position=last + index,
        )
        for index in range(1, number - len(existing) + 1)
    )
    Assignment.objects.bulk_create(
        Assignment(implementer=implementer, activity_id=listed.activity_id)
        for index, implementer in enumerate(created)
        for listed in chapters[index % len(chapters)].listed_activities.all()
    )
    return existing + created


def _make_year(source: ReportingYear, year: int) -> ReportingYear:
    reporting_year = ReportingYear.objects.create(
        program=source.program,
        year=year,
        title=f"Demonstration report {year}",
        is_demonstration=True,
    )
    ReportCover.objects.create(reporting_year=reporting_year)
    return reporting_year


def _make_chapter(
    year: ReportingYear, implementer: Implementer, index: int, model: Submission, entry_count: int
) -> Submission:
    """An accepted chapter with the listed activities and the financing of `model`."""
    chapter = Submission.objects.create(
        reporting_year=year,
        implementer=implementer,
        position=index + 1,
        status=SubmissionStatus.ACCEPTED,
        origin=Origin.IMPORT,
        last_number=entry_count,
    )
    publish(chapter)
    SubmissionActivity.objects.bulk_create(
        SubmissionActivity(
            submission=chapter, activity_id=listed.activity_id, position=listed.position
        )
        for listed in model.listed_activities.all()
    )
    Financing.objects.bulk_create(
        Financing(
            submission=chapter,
            position=stated.position,
            kind=stated.kind,
            contributor=stated.contributor,
            amount=stated.amount,
            currency=stated.currency,
            text=stated.text,
            language=stated.language,
        )
        for stated in model.financing.all()
        if stated.entry_id is None
    )
    return chapter
