"""The differences between two editions: by entry, and in the report's own parts.

Paragraph numbers are not compared: they depend on the entries before.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from program.rich_text import to_plain
from reporting.document.content import Chapter, EventTag, Item, Report
from reporting.enums import CountryRole, EntryKind, NarrativeKind, Precision, outcome_words
from reporting.periods import Period, describe_period


class Fate(StrEnum):
    """The kind of change of an entry from one edition to the next."""

    NEW = "new"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class FieldChange:
    """A field whose text differs; `name` is its label."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class EntryChange:
    """An entry that is new, removed or changed; a new or removed one has all its fields."""

    reference: str
    chapter: str
    fate: Fate
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Changes:
    """The differences in printed order; `parts` are those outside entries."""

    entries: tuple[EntryChange, ...]
    parts: tuple[FieldChange, ...]

    def __bool__(self) -> bool:
        return bool(self.entries or self.parts)


def compare(before: Report, after: Report) -> Changes:
    """The changes from one report to another of the same year.

    The symbol and the date of the cover are not compared: each edition has its own.
    """
    return Changes(
        entries=tuple(_entry_changes(before, after)),
        parts=tuple(_differing(_parts(before), _parts(after))),
    )


def _entry_changes(before: Report, after: Report) -> Iterator[EntryChange]:
    """The changes in the order of the later report, then the removed entries."""
    old, new = _entries(before), _entries(after)
    for reference, (chapter, fields) in new.items():
        earlier = old.get(reference)
        changed = tuple(_differing(earlier[1] if earlier else {}, fields))
        if changed:
            yield EntryChange(reference, chapter, Fate.CHANGED if earlier else Fate.NEW, changed)
    for reference, (chapter, fields) in old.items():
        if reference not in new:
            yield EntryChange(reference, chapter, Fate.REMOVED, tuple(_differing(fields, {})))


def _entries(report: Report) -> dict[str, tuple[str, dict[str, str]]]:
    """(acronym of the chapter, fields) of each entry, by reference."""
    return {
        item.reference: (chapter.acronym, _item_fields(column.kind, item))
        for chapter in report.chapters
        for column in chapter.columns
        for item in column.items
    }


def _item_fields(kind: str, item: Item) -> dict[str, str]:
    return {
        _("Column"): str(EntryKind(kind).label),
        _("Label"): item.label,
        _("Heading"): item.heading,
        _("Subheading"): item.subheading,
        _("Text"): to_plain(item.text),
        _("Program activities"): "\n".join(tag.code for tag in item.activities),
        _("Countries"): "\n".join(
            f"{tag.name}: {CountryRole(tag.role).label}" for tag in item.countries
        ),
        _("Dated events"): "\n".join(_event_words(event) for event in item.events),
        _("Continues"): "\n".join(link.reference for link in item.continues),
        _("Outcome"): "\n".join(
            filter(None, (outcome_words(item.stated_outcome), item.outcome_statement))
        )
        if item.stated_outcome
        else "",
        _("Attached files"): "\n".join(
            f"{file.name} (SHA-256 {file.sha256})" for file in item.attachments
        ),
    }


def _event_words(event: EventTag) -> str:
    when = describe_period(Period(event.start, event.end, Precision(event.precision)))
    return ", ".join(part for part in (when, event.place, event.country) if part)


def _parts(report: Report) -> dict[str, str]:
    """The texts outside entries, by a label that says where each one is printed."""
    cover = report.cover
    parts = {
        _("Title"): report.title,
        _("Presented by"): cover.presented_by,
        _("Presented to"): cover.presented_to,
        _("Note on the cover"): to_plain(cover.note),
        _("Highlights"): "\n".join(to_plain(highlight.text) for highlight in report.highlights),
        _("Order of the chapters"): "\n".join(chapter.acronym for chapter in report.chapters),
    }
    for narrative in report.narratives():
        name = narrative.heading or str(NarrativeKind(narrative.kind).label)
        parts[name] = to_plain(narrative.text)
    for chapter in report.chapters:
        for name, text in _chapter_parts(chapter).items():
            parts[f"{chapter.acronym}: {name}"] = text
    return parts


def _chapter_parts(chapter: Chapter) -> dict[str, str]:
    leads = {column.heading: to_plain(column.lead) for column in chapter.columns}
    return {
        _("heading"): chapter.heading,
        _("text before its activities"): to_plain(chapter.preamble),
        _("activities"): "\n".join(
            f"{activity.code}: {to_plain(activity.text)}" for activity in chapter.activities
        ),
        _("nothing to report"): to_plain(chapter.nothing_to_report),
        _("financing"): "\n".join(to_plain(source.text) for source in chapter.financing),
        **leads,
    }


def _differing(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[FieldChange]:
    for name in {**after, **before}:
        old_text, new_text = before.get(name, ""), after.get(name, "")
        if old_text != new_text:
            yield FieldChange(name, old_text, new_text)
