"""A proposal: what a file would add to a chapter, as values and as JSON."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from program.rich_text import to_plain
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, concerns
from reporting.exporting.year_json import event_as_json
from reporting.importing.proposals.financing import ProposedSource


@dataclass(frozen=True)
class ProposedEntry:
    """An entry that a file proposes. `doubts` are sentences; `confidence` is between 0 and 1.

    `place` is where it stands in the file. A label is as printed, with its colon.
    """

    content: EntryContent
    numbers: tuple[int, ...]
    place: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProposedActivity:
    """A Program activity that a file lists. `code` is None if it is not in the register."""

    code: str | None
    number: int | None
    text: str


@dataclass(frozen=True)
class Proposal:
    """Everything that a file proposes for one chapter."""

    implementer: str
    year: int
    language: str
    file: str
    preamble: str = ""
    leads: tuple[tuple[str, str], ...] = ()
    activities: tuple[ProposedActivity, ...] = ()
    entries: tuple[ProposedEntry, ...] = ()
    financing: tuple[ProposedSource, ...] = ()
    warnings: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the proposal in the shape of the JSON export of a year, plain texts only."""
        leads = dict(self.leads)
        return {
            "implementer": self.implementer,
            "year": self.year,
            "language": self.language,
            "preamble": to_plain(self.preamble),
            "leads": {kind: to_plain(leads.get(kind, "")) for kind in EntryKind.values},
            "activities": [
                {"code": activity.code, "number": activity.number, "text": to_plain(activity.text)}
                for activity in self.activities
            ],
            **{
                kind: [
                    _entry(entry, f"{kind}-{number}", self.file)
                    for number, entry in enumerate(self.of_kind(kind), start=1)
                ]
                for kind in EntryKind.values
            },
            "financing": [_source(source, self.file) for source in self.financing],
            "warnings": list(self.warnings),
        }

    def of_kind(self, kind: str) -> list[ProposedEntry]:
        return [entry for entry in self.entries if entry.content.kind == kind]


def _entry(entry: ProposedEntry, identifier: str, file: str) -> dict[str, Any]:
    content = entry.content
    return {
        "id": identifier,
        "label": content.label,
        "heading": content.heading,
        "subheading": content.subheading,
        "text": to_plain(content.text),
        "activity_codes": list(content.activities),
        "activity_numbers": list(entry.numbers),
        "countries": sorted({code for code, role in content.countries if concerns(role)}),
        "country_roles": [{"country": code, "role": role} for code, role in content.countries],
        "events": [event_as_json(event) for event in content.events],
        "continues": list(content.continues),
        "outcome": content.outcome,
        "confidence": entry.confidence,
        "doubts": list(entry.doubts),
        "source": {"file": file, "place": entry.place},
    }


def _source(source: ProposedSource, file: str) -> dict[str, Any]:
    return {
        "kind": source.kind,
        "contributor": source.contributor,
        "amount": _number(source.amount),
        "currency": source.currency,
        "text": to_plain(source.text),
        "source": {"file": file, "place": source.place},
    }


def _number(amount: Decimal | None) -> int | float | None:
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)
