"""A year as JSON, in the stable format that docs/addresses.md describes."""

import json
from typing import Any

from django.utils.translation import gettext as _

from program.rich_text import to_plain
from reporting.document.content import (
    Chapter,
    EventTag,
    FinancingSource,
    Item,
    ListedActivity,
    Report,
)
from reporting.entry_content import EventContent
from reporting.enums import EntryKind, concerns


def year_as_json(report: Report) -> str:
    """The data of the report as JSON text; the same content gives the same text."""
    return json.dumps(year_as_dict(report), ensure_ascii=False, indent=2) + "\n"


def year_as_dict(report: Report) -> dict[str, Any]:
    """The data of the report: plain texts, dates in ISO 8601, amounts as numbers.

    The items of a list in a text become lines.
    """
    return {
        "year": report.year,
        "title": report.title,
        **({"notice": demonstration_notice()} if report.is_demonstration else {}),
        "narratives": {
            narrative.kind: {"heading": narrative.heading, "text": to_plain(narrative.text)}
            for narrative in report.narratives()
        },
        "highlights": [
            {"text": to_plain(highlight.text), "entries": list(highlight.references)}
            for highlight in report.highlights
        ],
        "chapters": [
            _chapter(chapter, section.number)
            for section in report.sections
            for chapter in section.chapters
        ],
    }


def demonstration_notice() -> str:
    """The sentence that marks data made from a demonstration year."""
    return _("Demonstration: the content of this year is made up for practice.")


def _chapter(chapter: Chapter, part: int) -> dict[str, Any]:
    return {
        "part": part,
        "number": chapter.number,
        "heading": chapter.heading,
        "implementer": chapter.implementer,
        "acronym": chapter.acronym,
        "preamble": to_plain(chapter.preamble),
        "leads": {column.kind: to_plain(column.lead) for column in chapter.columns},
        "activities": [_activity(activity) for activity in chapter.activities],
        **{kind: [_item(item) for item in chapter.column(kind).items] for kind in EntryKind.values},
        "financing": [_financing(source) for source in chapter.financing],
    }


def _activity(activity: ListedActivity) -> dict[str, Any]:
    return {
        "code": activity.code,
        "number": activity.number,
        "text": to_plain(activity.text),
        "source": activity.source,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.reference,
        "label": item.label,
        "heading": item.heading,
        "subheading": item.subheading,
        "text": to_plain(item.text),
        "activity_codes": [tag.code for tag in item.activities],
        "activity_numbers": [tag.number for tag in item.activities if tag.number is not None],
        "countries": sorted({tag.iso3 for tag in item.countries if concerns(tag.role)}),
        "country_roles": [{"country": tag.iso3, "role": tag.role} for tag in item.countries],
        "events": [event_as_json(event) for event in item.events],
        "continues": [link.reference for link in item.continues],
        "outcome": item.outcome,
        "outcome_source": item.outcome_source,
        "outcome_quotation": item.outcome_quotation,
    }


def _financing(source: FinancingSource) -> dict[str, Any]:
    amount = source.amount
    is_integral = amount is not None and amount == amount.to_integral_value()
    return {
        "kind": source.kind,
        "contributor": source.contributor,
        "amount": None if amount is None else int(amount) if is_integral else float(amount),
        "currency": source.currency,
        "text": to_plain(source.text),
    }


def event_as_json(event: EventTag | EventContent) -> dict[str, str]:
    """The event of an item, as `export_year` and `import_submission` print it."""
    return {
        "start": event.start.isoformat(),
        "end": event.end.isoformat(),
        "precision": event.precision,
        "place": event.place,
        "country": event.country,
    }
