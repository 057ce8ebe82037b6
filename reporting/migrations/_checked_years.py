"""Reads years from the historical models of 0026 as `reporting.checks.reading` reads them."""

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q

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
from reporting.checks.reading import gazetteer_of
from reporting.enums import EntryKind, column_year

Plain = Callable[[str], str]
Rows = Callable[[str, str], Any]  # the rows of a model, by application and name


def read_year(rows: Rows, year: Any, plain: Plain) -> CheckedYear:
    """Return the content of a year, with its long texts as `plain` returns them."""
    countries = list(rows("program", "Country").order_by("name_en").prefetch_related("aliases"))
    implementers = list(
        rows("implementers", "Implementer").order_by("position").prefetch_related("aliases")
    )
    activities = list(
        rows("program", "Activity")
        .filter(program=year.program_id)
        .order_by("position")
        .select_related("probably_same_as")
    )
    return CheckedYear(
        year=year.year,
        chapters=tuple(_chapter(row, year.year, plain) for row in _submissions(rows, year)),
        highlights=tuple(_highlight(row, plain) for row in _highlights(rows, year)),
        narratives=tuple(
            CheckedNarrative(row.kind, plain(row.text), row.language)
            for row in rows("reporting", "Narrative")
            .filter(reporting_year=year, edition=None)
            .order_by("kind")
        ),
        gazetteer=gazetteer_of(countries, implementers),
        members=frozenset(_members(rows, year.year)),
        same_activities=tuple(
            (row.code, row.probably_same_as.code) for row in activities if row.probably_same_as
        ),
        numbers=tuple(row.number for row in activities if row.number is not None),
        known_texts=tuple(_known_texts(activities, implementers, countries, plain)),
    )


def _known_texts(
    activities: Iterable[Any], implementers: Iterable[Any], countries: Iterable[Any], plain: Plain
) -> Iterator[str]:
    yield from (plain(row.text) for row in activities if row.text)
    yield from (row.name_en for row in implementers)
    for country in countries:
        yield country.name_en
        yield from (alias.name for alias in country.aliases.all())


def _members(rows: Rows, year: int) -> Any:
    day = datetime.date(year, 12, 31)
    memberships = rows("program", "OasMembership").filter(
        Q(start=None) | Q(start__lte=day), Q(end=None) | Q(end__gte=day), country=OuterRef("pk")
    )
    return rows("program", "Country").filter(Exists(memberships)).values_list("iso3", flat=True)


def _highlights(rows: Rows, year: Any) -> Any:
    supports = rows("reporting", "HighlightEntry").select_related("entry").order_by("position")
    return (
        rows("reporting", "Highlight")
        .filter(reporting_year=year)
        .order_by("position")
        .prefetch_related(Prefetch("supports", supports))
    )


def _highlight(row: Any, plain: Plain) -> CheckedHighlight:
    entries = [support.entry for support in row.supports.all()]
    return CheckedHighlight(
        row.position,
        plain(row.text or "\n\n".join(entry.text for entry in entries)),
        tuple(entry.reference for entry in entries),
        row.language,
    )


def _submissions(rows: Rows, year: Any) -> Any:
    entries = (
        rows("reporting", "Entry").filter(deleted_at=None).prefetch_related(*entry_prefetches(rows))
    )
    return (
        rows("reporting", "Submission")
        .filter(reporting_year=year, published_copy_of=None)
        .order_by("position")
        .select_related("implementer")
        .prefetch_related(
            Prefetch(
                "implementer__assignments",
                rows("implementers", "Assignment")
                .select_related("activity")
                .order_by("activity__position"),
            ),
            Prefetch(
                "listed_activities",
                rows("reporting", "SubmissionActivity")
                .select_related("activity")
                .order_by("position"),
            ),
            Prefetch(
                "financing",
                rows("reporting", "Financing").filter(entry__deleted_at=None).order_by("position"),
            ),
            Prefetch("entries", entries),
        )
    )


def entry_prefetches(rows: Rows) -> tuple[Prefetch, ...]:
    """Return the prefetches of everything that belongs to an entry."""
    return (
        Prefetch(
            "cited",
            rows("reporting", "EntryActivity").select_related("activity").order_by("position"),
        ),
        Prefetch(
            "country_roles",
            rows("reporting", "EntryCountry").select_related("country").order_by("pk"),
        ),
        Prefetch(
            "events", rows("reporting", "Event").select_related("country").order_by("position")
        ),
        Prefetch("documents", rows("reporting", "EntryDocument").order_by("position")),
        Prefetch(
            "links_back",
            rows("reporting", "EntryLink")
            .filter(
                earlier__deleted_at=None,
                later__deleted_at=None,
                earlier__published_copy_of=None,
            )
            .select_related("earlier")
            .order_by("earlier_id"),
        ),
    )


def _chapter(row: Any, year: int, plain: Plain) -> CheckedChapter:
    implementer = row.implementer
    name, acronym = implementer.name_en, implementer.acronym
    leads = {kind: plain(getattr(row, f"lead_{kind}")) for kind in EntryKind.values}
    return CheckedChapter(
        slug=implementer.slug,
        acronym=acronym,
        of_the_oas=implementer.kind == "oas",
        heading=row.heading or (name if acronym in name else f"{name} ({acronym})"),
        language=row.language,
        preamble=plain(row.preamble),
        leads=tuple((kind, lead) for kind, lead in leads.items() if lead),
        nothing_to_report=row.nothing_to_report,
        is_public=row.is_public,
        activities=tuple(
            CheckedActivity(
                listed.activity.code, plain(listed.activity.text), plain(listed.wording)
            )
            for listed in row.listed_activities.all()
        ),
        assigned=tuple(assignment.activity.code for assignment in implementer.assignments.all()),
        entries=tuple(_entry(entry, implementer.slug, year, plain) for entry in _ordered(row)),
        financing=tuple(
            CheckedFinancing(plain(source.text), source.amount, source.currency, source.contributor)
            for source in row.financing.all()
        ),
    )


def _ordered(chapter: Any) -> list[Any]:
    """Return the entries in official order: by column, and by place in it."""
    columns = EntryKind.values
    return sorted(chapter.entries.all(), key=lambda row: (columns.index(row.kind), row.position))


def _entry(row: Any, chapter: str, year: int, plain: Plain) -> CheckedEntry:
    return CheckedEntry(
        reference=row.reference,
        chapter=chapter,
        kind=row.kind,
        plain=plain(row.text),
        column_year=column_year(row.kind, year),
        language=row.language,
        label=row.label,
        heading=row.heading,
        subheading=row.subheading,
        activities=tuple(citation.activity.code for citation in row.cited.all()),
        countries=tuple((role.country.iso3, role.role) for role in row.country_roles.all()),
        events=tuple(
            CheckedEvent(
                event.start,
                event.end,
                event.precision,
                event.place,
                event.country.iso3 if event.country else "",
                event.year_inferred,
            )
            for event in row.events.all()
        ),
        continues=tuple(link.earlier.reference for link in row.links_back.all()),
        outcome=row.outcome,
        links=tuple(document.url for document in row.documents.all()),
    )
