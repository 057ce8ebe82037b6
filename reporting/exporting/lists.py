"""The lists of the portal as tables, with the codes that the API uses."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.functional import SimpleLazyObject

from implementers.models import Implementer
from program.models import Activity, Country
from program.rich_text import to_plain
from reporting.enums import concerns
from reporting.exporting.tables import Cell, Table
from reporting.models import Entry, Event, Financing, ReportingYear, Submission
from reporting.models.entry import EntryQuerySet
from reporting.queries.entries import content_of
from reporting.queries.financing import financing_state
from reporting.queries.occasions import name_places
from reporting.queries.statistics import (
    entries_by_activity,
    entries_by_country,
    statistics_of_chapters,
)

_CHUNK = 2000  # entries whose relations are loaded at once


def entries_table(entries: EntryQuerySet, *, site: str) -> Table:
    """Entries with their relations; their addresses begin with `site`."""
    return Table(
        "entries",
        (
            "id", "year", "implementer", "kind", "title", "title_source", "label",
            "heading", "subheading", "text", "activities", "countries", "mentioned", "dates",
            "places", "outcome", "outcome_source", "outcome_quotation", "outcome_reason",
            "continues", "documents", "language", "url", "themes", "background_source",
        ),
        (_entry_row(entry, site=site) for entry in _in_chunks(entries)),
    )  # fmt: skip


def _in_chunks(entries: EntryQuerySet) -> Iterator[Entry]:
    ordered = entries.with_public_relations().in_official_order()
    yield from ordered.iterator(chunk_size=_CHUNK)


def _entry_row(entry: Entry, *, site: str) -> tuple[Cell, ...]:
    content = content_of(entry)
    roles = content.countries
    return (
        entry.reference,
        entry.submission.reporting_year.year,
        entry.submission.implementer.slug,
        content.kind,
        content.title,
        content.title_source,
        content.label,
        content.heading,
        content.subheading,
        to_plain(content.text),
        _joined(content.activities),
        _joined(iso3 for iso3, role in roles if concerns(role)),
        _joined(iso3 for iso3, role in roles if not concerns(role)),
        _joined(f"{event.start}/{event.end}" for event in content.events),
        _joined(event.place for event in content.events if event.place),
        entry.effective_outcome,
        entry.effective_outcome_source,
        entry.outcome_quotation,
        to_plain(content.outcome_reason),
        _joined(content.continues),
        _joined(address for _title, address in content.documents),
        content.language,
        f"{site}/entries/{entry.reference}/",
        _joined(code for code, _source in content.themes),
        content.background_source,
    )


def events_table(events: QuerySet[Event], *, site: str) -> Table:
    return Table(
        "events",
        (
            *("start", "end", "precision", "place", "country", "title", "subjects"),
            *("entry", "year", "implementer", "url", "title_source", "background_source"),
            "place_name",
        ),
        (
            (
                event.start,
                event.end,
                event.precision,
                event.place,
                event.country.iso3 if event.country else "",
                event.title,
                _joined(subject.country.iso3 for subject in event.subjects.all()),
                event.entry.reference,
                event.entry.submission.reporting_year.year,
                event.entry.submission.implementer.slug,
                f"{site}/entries/{event.entry.reference}/",
                event.title_source,
                event.background_source or event.entry.background_source,
                event.shown_place,
            )
            for event in name_places(events)
        ),
    )


def countries_table(
    countries: QuerySet[Country], *, site: str, year: ReportingYear | None = None
) -> Table:
    """Countries with the number of public entries, of all years or of one, that concern them."""
    counts = SimpleLazyObject(lambda: entries_by_country(year.year if year else None))
    return Table(
        "countries",
        ("code", "name_en", "name_es", "name_fr", "name_pt", "sub_region", "entries", "url"),
        (
            (
                row.iso3, row.name_en, row.name_es, row.name_fr, row.name_pt, row.sub_region,
                counts.get(row.pk, 0), f"{site}/countries/{row.iso3}/",
            )
            for row in countries
        ),
    )  # fmt: skip


def activities_table(activities: QuerySet[Activity], *, site: str) -> Table:
    """Activities with their implementers and the number of public entries that cite them."""
    counts = SimpleLazyObject(entries_by_activity)
    return Table(
        "activities",
        ("code", "number", "short_title", "text", "assigned_to", "entries", "url"),
        (
            (
                row.code, row.number, row.short_title, to_plain(row.text),
                _joined(implementer.slug for implementer in row.implementers.all()),
                counts.get(row.pk, 0), f"{site}/activities/{row.code}/",
            )
            for row in activities
        ),
    )  # fmt: skip


def implementers_table(implementers: QuerySet[Implementer], *, site: str) -> Table:
    return Table(
        "implementers",
        ("id", "acronym", "name_en", "name_es", "name_fr", "name_pt", "kind", "part_of", "url"),
        (
            (
                row.slug, row.acronym, row.name_en, row.name_es, row.name_fr, row.name_pt, row.kind,
                row.parent.slug if row.parent else "", f"{site}/implementers/{row.slug}/",
            )
            for row in implementers
        ),
    )  # fmt: skip


def chapters_table(chapters: QuerySet[Submission], *, site: str) -> Table:
    """Chapters with their entries by kind, their financing state and the reason of an empty one."""
    statistics = SimpleLazyObject(lambda: statistics_of_chapters(row.pk for row in chapters))
    return Table(
        "chapters",
        (
            "year", "implementer", "planned", "executed", "next_year", "financing",
            "nothing_to_report", "nothing_to_report_reason", "url",
        ),
        (
            (
                row.reporting_year.year,
                row.implementer.slug,
                *statistics[row.pk].by_kind.values(),
                financing_state(row),
                row.nothing_to_report,
                to_plain(row.nothing_to_report_reason),
                f"{site}/years/{row.reporting_year.year}/{row.implementer.slug}/",
            )
            for row in chapters
        ),
    )  # fmt: skip


def financing_table(sources: QuerySet[Financing], *, site: str) -> Table:
    """Sources of financing as stated: an amount only if one is stated, the currency as printed."""
    return Table(
        "financing",
        (
            "year", "implementer", "entry", "kind", "contributor", "amount", "currency", "text",
            "language", "url",
        ),
        (
            (
                row.submission.reporting_year.year,
                row.submission.implementer.slug,
                row.entry.reference if row.entry else "",
                row.kind,
                row.contributor,
                _number(row.amount),
                row.currency,
                to_plain(row.text),
                row.language,
                f"{site}/years/{row.submission.reporting_year.year}"
                f"/{row.submission.implementer.slug}/",
            )
            for row in sources
        ),
    )  # fmt: skip


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))
