"""Much data to measure with: the wording of a loaded year, spread over more years and chapters.

All that it makes is marked as a demonstration. Undertakings run on as in real chapters: what is
promised for the next year is planned in it, and most of what is planned is reported on.
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
    """How much is made: years, chapters a year, entries a chapter."""

    years: int
    implementers: int
    entries: int


@transaction.atomic
def make_large_data(source: ReportingYear, size: Size, *, seed: int) -> int:
    """Make `size.years` accepted demonstration years after `source`; how many entries.

    The entries of `source` are repeated word for word, drawn by lot, their dates moved to the year;
    the same `seed` makes the same. The search index is left to `rebuild_search`. Raises
    `IntegrityError` when one of the years is there already.
    """
    chapters = _chapters_of(source)
    sources = _entries_of(source)
    implementers = _implementers(chapters, size.implementers)
    random = Random(seed)
    promised: dict[int, list[Draft]] = {}
    number = 0
    for year in range(source.year + 1, source.year + 1 + size.years):
        reporting_year = _make_year(source, year)
        drafts: list[Draft] = []
        for place, implementer in enumerate(implementers):
            model = chapters[place % len(chapters)]
            chapter = _make_chapter(reporting_year, implementer, place, model, size.entries)
            held = promised.get(place, [])
            written = drafts_of(chapter, sources, held, size.entries, random)
            promised[place] = [draft for draft in written if draft.is_promise]
            drafts += written
        write_drafts(drafts)
        number += len(drafts)
    return number


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
    """Those of the chapters, then marked ones, to whom the activities of a chapter are assigned."""
    held = [chapter.implementer for chapter in chapters][:number]
    last = Implementer.objects.order_by("position").values_list("position", flat=True).last() or 0
    made = Implementer.objects.bulk_create(
        Implementer(
            slug=f"demonstration-{n}",
            acronym=f"DEMO-{n}",
            name_en=f"Demonstration implementer {n}",
            kind=ImplementerKind.OTHER,
            position=last + n,
        )
        for n in range(1, number - len(held) + 1)
    )
    Assignment.objects.bulk_create(
        Assignment(implementer=implementer, activity_id=listed.activity_id)
        for n, implementer in enumerate(made)
        for listed in chapters[n % len(chapters)].listed_activities.all()
    )
    return held + made


def _make_year(source: ReportingYear, year: int) -> ReportingYear:
    made = ReportingYear.objects.create(
        program=source.program,
        year=year,
        title=f"Demonstration report {year}",
        is_demonstration=True,
    )
    ReportCover.objects.create(reporting_year=made)
    return made


def _make_chapter(
    year: ReportingYear, implementer: Implementer, place: int, model: Submission, number: int
) -> Submission:
    """An accepted chapter that lists and is paid for as `model` is."""
    made = Submission.objects.create(
        reporting_year=year,
        implementer=implementer,
        position=place + 1,
        status=SubmissionStatus.ACCEPTED,
        origin=Origin.IMPORT,
        last_number=number,
    )
    publish(made)
    SubmissionActivity.objects.bulk_create(
        SubmissionActivity(
            submission=made, activity_id=listed.activity_id, position=listed.position
        )
        for listed in model.listed_activities.all()
    )
    Financing.objects.bulk_create(
        Financing(
            submission=made,
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
    return made
