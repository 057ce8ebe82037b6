"""Reads a year from the database as the content that is checked."""

from collections.abc import Iterable, Iterator

from implementers.models import Implementer, ImplementerKind
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.checks.content import (
    CheckedActivity,
    CheckedChapter,
    CheckedEntry,
    CheckedEvent,
    CheckedFinancing,
    CheckedHighlight,
    CheckedNarrative,
    CheckedYear,
)
from reporting.entry_content import EntryContent
from reporting.enums import column_year
from reporting.models import ReportingYear, Submission
from reporting.queries.checking import YearRows, rows_to_check
from reporting.queries.entries import content_of
from reporting.recognition.data.well_known_bodies import WELL_KNOWN_BODIES
from reporting.recognition.gazetteer import (
    BodyName,
    CountryName,
    Gazetteer,
    How,
    NamedBody,
    NamedCountry,
)

_LANGUAGES = ("en", "es", "fr", "pt")


def read_year(reporting_year: ReportingYear) -> CheckedYear:
    """The content of the year, drafts included. The number of queries does not grow with it."""
    rows = rows_to_check(reporting_year)
    gazetteer = gazetteer_of(rows.countries, rows.implementers)
    return CheckedYear(
        year=reporting_year.year,
        chapters=tuple(_chapter(row, reporting_year.year) for row in rows.submissions),
        highlights=tuple(
            CheckedHighlight(
                row.position,
                to_plain(row.text or "".join(support.entry.text for support in row.supports.all())),
                tuple(support.entry.reference for support in row.supports.all()),
                row.language,
            )
            for row in rows.highlights
        ),
        narratives=tuple(
            CheckedNarrative(row.kind, to_plain(row.text), row.language) for row in rows.narratives
        ),
        gazetteer=gazetteer,
        members=rows.members,
        same_activities=tuple(_pairs_of_same_activities(rows.activities)),
        numbers=tuple(row.number for row in rows.activities if row.number is not None),
        known_texts=tuple(_known_texts(rows)),
    )


def gazetteer_of(countries: Iterable[Country], implementers: Iterable[Implementer]) -> Gazetteer:
    """The names that recognition looks for. The aliases must be prefetched."""
    return Gazetteer(
        countries=tuple(_country(row) for row in countries),
        bodies=(*(_body(row) for row in implementers), *WELL_KNOWN_BODIES),
    )


def _country(row: Country) -> NamedCountry:
    names = [CountryName(name, How.NAME, language) for name, language in _names(row)]
    aliases = [
        CountryName(alias.name, How(alias.kind), alias.language) for alias in row.aliases.all()
    ]
    return NamedCountry(row.iso3, (*names, *aliases))


def _body(row: Implementer) -> NamedBody:
    names = [BodyName(name, language) for name, language in _names(row)]
    aliases = [BodyName(alias.name, alias.language) for alias in row.aliases.all()]
    return NamedBody(row.slug, (BodyName(row.acronym, "en"), *names, *aliases))


def _names(row: Country | Implementer) -> Iterator[tuple[str, str]]:
    for language in _LANGUAGES:
        if name := getattr(row, f"name_{language}"):
            yield name, language


def _pairs_of_same_activities(activities: Iterable[Activity]) -> Iterator[tuple[str, str]]:
    for row in activities:
        if row.probably_same_as:
            yield row.code, row.probably_same_as.code


def _known_texts(rows: YearRows) -> Iterator[str]:
    yield from (to_plain(row.text) for row in rows.activities if row.text)
    for implementer in rows.implementers:
        yield implementer.name_en
    for country in rows.countries:
        yield country.name_en
        yield from (alias.name for alias in country.aliases.all())


def _chapter(row: Submission, year: int) -> CheckedChapter:
    implementer = row.implementer
    return CheckedChapter(
        slug=implementer.slug,
        acronym=implementer.acronym,
        of_the_oas=implementer.kind == ImplementerKind.OAS,
        heading=row.heading or str(implementer),
        language=row.language,
        preamble=to_plain(row.preamble),
        leads=tuple((kind, to_plain(lead)) for kind, lead in row.leads.items() if lead),
        nothing_to_report=row.nothing_to_report,
        is_public=row.is_public,
        activities=tuple(
            CheckedActivity(
                listed.activity.code, to_plain(listed.activity.text), to_plain(listed.wording)
            )
            for listed in row.listed_activities.all()
        ),
        assigned=tuple(assignment.activity.code for assignment in implementer.assignments.all()),
        entries=tuple(
            checked_entry(
                content_of(entry), reference=entry.reference, chapter=implementer.slug, year=year
            )
            for entry in row.entries.all()
        ),
        financing=tuple(
            CheckedFinancing(
                to_plain(source.text), source.amount, source.currency, source.contributor
            )
            for source in row.financing.all()
        ),
    )


def checked_entry(
    content: EntryContent, *, reference: str, chapter: str, year: int
) -> CheckedEntry:
    """The content of an entry as it is checked; `chapter` is a slug, `year` the report's."""
    return CheckedEntry(
        reference=reference,
        chapter=chapter,
        kind=content.kind,
        plain=to_plain(content.text),
        column_year=column_year(content.kind, year),
        language=content.language,
        label=content.label,
        heading=content.heading,
        subheading=content.subheading,
        activities=content.activities,
        countries=content.countries,
        events=tuple(
            CheckedEvent(
                event.start,
                event.end,
                event.precision,
                event.place,
                event.country,
                event.year_inferred,
            )
            for event in content.events
        ),
        continues=content.continues,
        outcome=content.outcome,
        links=tuple(url for _title, url in content.documents),
    )
