"""Queries about entries."""

import datetime
from dataclasses import dataclass

from implementers.models import Implementer
from program.models import Activity, Country, Program
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind
from reporting.models import Entry
from reporting.models.entry import EntryQuerySet


@dataclass(frozen=True)
class EntryDetails:
    """An entry as readers see it: its content, and what the codes in it stand for.

    `year` is the calendar year of its report. `activities` and `countries` (with their roles) are
    those of the content, in its order. `continued_by` are references of later entries. The outcome
    is that of `EntryQuerySet.with_effective_outcome`.
    """

    reference: str
    year: int
    implementer: Implementer
    content: EntryContent
    activities: tuple[Activity, ...]
    countries: tuple[tuple[Country, str], ...]
    continued_by: tuple[str, ...]
    effective_outcome: str
    effective_outcome_source: str
    outcome_stated_at: datetime.datetime | None


def public_entries() -> EntryQuerySet:
    """Return the current Program's public entries, without those of demonstration years."""
    public: EntryQuerySet = Entry.objects.public()
    return public.of_current_program().without_demonstrations()


def next_year_entries(
    program: Program, year: int, *, is_demonstration: bool = False
) -> EntryQuerySet:
    """Return the public entries of the Program's report before `year` that are planned for it.

    They become the plans of `year` when it is opened. Those of a demonstration year become plans of
    another demonstration year only.
    """
    entries: EntryQuerySet = Entry.objects.public().in_column(EntryKind.NEXT_YEAR, year)
    of_program = entries.filter(submission__reporting_year__program=program)
    return of_program if is_demonstration else of_program.without_demonstrations()


def content_of(entry: Entry) -> EntryContent:
    """Return the content of an entry from `with_relations()` or `with_public_relations()`.

    Takes no query.
    """
    return EntryContent(
        kind=entry.kind,
        text=entry.text,
        language=entry.language,
        label=entry.label,
        heading=entry.heading,
        subheading=entry.subheading,
        activities=tuple(cited.activity.code for cited in entry.cited.all()),
        countries=tuple((role.country.iso3, role.role) for role in entry.country_roles.all()),
        events=tuple(
            EventContent(
                start=event.start,
                end=event.end,
                precision=event.precision,
                year_inferred=event.year_inferred,
                place=event.place,
                country=event.country.iso3 if event.country else "",
                title=event.title,
                title_source=event.title_source,
                subjects=tuple(subject.country.iso3 for subject in event.subjects.all()),
                background_source=event.background_source,
            )
            for event in entry.events.all()
        ),
        continues=tuple(link.earlier.reference for link in entry.links_back.all()),
        outcome=entry.outcome,
        outcome_reason=entry.outcome_reason,
        outcome_quotation=entry.outcome_quotation,
        documents=tuple((document.title, document.url) for document in entry.documents.all()),
        title=entry.title,
        title_source=entry.title_source,
        background_source=entry.background_source,
        themes=tuple(sorted((row.theme.code, row.source) for row in entry.entry_themes.all())),
    )


def details_of(entry: Entry) -> EntryDetails:
    """Return the details of an entry from `with_relations()` or `with_public_relations()`.

    Takes no query.
    """
    return EntryDetails(
        reference=entry.reference,
        year=entry.submission.reporting_year.year,
        implementer=entry.submission.implementer,
        content=content_of(entry),
        activities=tuple(cited.activity for cited in entry.cited.all()),
        countries=tuple((role.country, role.role) for role in entry.country_roles.all()),
        continued_by=tuple(link.later.reference for link in entry.links_forward.all()),
        effective_outcome=entry.effective_outcome,
        effective_outcome_source=entry.effective_outcome_source,
        outcome_stated_at=entry.outcome_stated_at,
    )
