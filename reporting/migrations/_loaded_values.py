"""Digests of the records that `load_report` loaded, as `reporting.importing` computes them."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Prefetch

from reporting.migrations._checked_years import Rows, entry_prefetches

_BATCH = 200
Values = dict[str, Any]


def digests(rows: Rows, *, with_subjects: bool = True) -> dict[tuple[str, str], str]:
    """Return the digest of the present values of each record with long texts, by kind and key.

    Without `with_subjects` as before migration 0040, which says what events are about.
    """
    found = {}
    for key, values in _all_values(rows):
        if not with_subjects:
            for event in values.get("events", []):
                event.pop("subjects", None)
        found[key] = _digest(values)
    return found


def _digest(values: Values) -> str:
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _all_values(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    yield from _activities(rows)
    yield from _years(rows)
    yield from _narratives(rows)
    yield from _highlights(rows)
    yield from _chapters(rows)
    references = _keys(rows, "entry")
    for start in range(0, len(references), _BATCH):
        yield from _entries(rows, references[start : start + _BATCH])


def _keys(rows: Rows, kind: str) -> list[str]:
    return list(
        rows("reporting", "LoadedRecord")
        .filter(kind=kind)
        .order_by("key")
        .values_list("key", flat=True)
    )


def _columns(row: Any, *names: str) -> Values:
    return {name: getattr(row, name) for name in names}


def _activities(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    for row in rows("program", "Activity").select_related("program", "source"):
        columns = ("number", "position", "text", "short_title", "source_note", "language")
        values = {**_columns(row, *columns), "source": row.source.symbol if row.source else ""}
        yield ("activity", f"{row.program.slug}/{row.code}"), values


def _years(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    covers = rows("reporting", "ReportCover").select_related(
        "reporting_year__program", "under_resolution"
    )
    for row in covers:
        year = row.reporting_year
        columns = (
            *("council", "committees", "series", "symbol", "document_date", "original_language"),
            *("presented_by", "presented_to", "note"),
        )
        values = {
            **_columns(year, "title", "language"),
            **_columns(row, *columns),
            "under": row.under_resolution.symbol if row.under_resolution else "",
        }
        yield ("year", f"{year.program.slug}/{year.year}"), values


def _narratives(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    narratives = rows("reporting", "Narrative").filter(edition=None)
    for row in narratives.select_related("reporting_year"):
        values = _columns(row, "heading", "text", "language")
        yield ("narrative", f"{row.reporting_year.year}/{row.kind}"), values


def _highlights(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    supports = rows("reporting", "HighlightEntry").select_related("entry").order_by("position")
    highlights = rows("reporting", "Highlight").select_related("reporting_year")
    for row in highlights.prefetch_related(Prefetch("supports", supports)):
        entries = [support.entry.reference for support in row.supports.all()]
        values = {**_columns(row, "text", "language"), "entries": entries}
        yield ("highlight", f"{row.reporting_year.year}/{row.position}"), values


def _chapters(rows: Rows) -> Iterator[tuple[tuple[str, str], Values]]:
    listed = rows("reporting", "SubmissionActivity").select_related("activity")
    financing = rows("reporting", "Financing").filter(entry=None)
    chapters = (
        rows("reporting", "Submission")
        .filter(published_copy_of=None)
        .select_related("reporting_year", "implementer")
        .prefetch_related(
            Prefetch("listed_activities", listed.order_by("position")),
            Prefetch("financing", financing.order_by("position")),
        )
    )
    for row in chapters:
        columns = (
            *("position", "heading", "preamble", "lead_planned", "lead_executed"),
            *("lead_next_year", "language"),
        )
        values = {
            **_columns(row, *columns),
            "activities": [
                [listed.activity.code, listed.wording] for listed in row.listed_activities.all()
            ],
            "financing": [_financing(source) for source in row.financing.all()],
        }
        yield ("chapter", f"{row.reporting_year.year}/{row.implementer.slug}"), values


def _financing(row: Any) -> Values:
    amount = None if row.amount is None else f"{row.amount:.2f}"
    return {**_columns(row, "kind", "contributor", "currency", "text"), "amount": amount}


def _entries(rows: Rows, references: list[str]) -> Iterator[tuple[tuple[str, str], Values]]:
    entries = (
        rows("reporting", "Entry")
        .filter(reference__in=references, published_copy_of=None)
        .prefetch_related(*entry_prefetches(rows))
    )
    for row in entries:
        columns = (
            *("kind", "text", "language", "label", "heading", "subheading", "outcome"),
            *("outcome_reason", "position"),
        )
        values: Values = {
            **_columns(row, *columns),
            "activities": [cited.activity.code for cited in row.cited.all()],
            "countries": [[role.country.iso3, role.role] for role in row.country_roles.all()],
            "events": [_event(event) for event in row.events.all()],
            "continues": sorted({link.earlier.reference for link in row.links_back.all()}),
        }
        if quotation := getattr(row, "outcome_quotation", ""):  # since migration 0028
            values["outcome_quotation"] = quotation
        if documents := [[document.title, document.url] for document in row.documents.all()]:
            values["documents"] = documents
        values |= _title_and_background(row)
        if hasattr(row, "entry_themes"):  # since migration 0043
            themes = row.entry_themes.select_related("theme")
            if pairs := sorted([theme.theme.code, theme.source] for theme in themes):
                values["themes"] = pairs
        yield ("entry", row.reference), values


def _event(row: Any) -> Values:
    subjects: Values = {}
    if hasattr(row, "subjects"):  # since migration 0039
        about = row.subjects.order_by("pk").values_list("country__iso3", flat=True)
        subjects = {"subjects": list(about)} if about else {}
    return {
        **_columns(row, "precision", "year_inferred", "place"),
        **_title_and_background(row),
        **subjects,
        "start": row.start.isoformat(),
        "end": row.end.isoformat(),
        "country": row.country.iso3 if row.country else "",
    }


def _title_and_background(row: Any) -> Values:
    """Return those that are not empty; the columns exist since migration 0043."""
    names = ("title", "title_source", "background_source")
    return {name: value for name in names if (value := getattr(row, name, ""))}
