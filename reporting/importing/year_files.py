"""The files of a reporting year, read and found in order. Their format: docs/fixtures.md."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from program.models import Language
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind
from reporting.importing.yaml_files import Node
from reporting.periods import parse_period


@dataclass
class YearFiles:
    """All files of a year. Those that `read_year_files` gives are in order."""

    program: Node
    activities: list[Node]
    countries: list[Node]
    implementers: list[Node]
    year: Node
    narratives: list[Node]
    highlights: list[Node]
    chapters: list[Node]
    other_sources: dict[str, str] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return int(self.year["year"])

    @property
    def language(self) -> str:
        return str(self.year.get("language", Language.EN))


def entries_of(chapter: Node) -> Iterator[tuple[str, int, Node]]:
    """(kind, place in the column, entry) of a chapter, in printed order."""
    for kind in EntryKind.values:
        for place, node in enumerate(chapter.get(kind) or [], start=1):
            yield kind, place, node


def entry_content(kind: str, node: Node, language: str) -> EntryContent:
    """An entry of a file as a value. Raises `PeriodRefused` for an impossible date."""
    return EntryContent(
        kind=kind,
        text=node["text"],
        language=node.get("language", language),
        label=node.get("label", ""),
        heading=node.get("heading", ""),
        subheading=node.get("subheading", ""),
        activities=tuple(str(code) for code in node.get("activities") or []),
        countries=tuple(_country_roles(node)),
        events=tuple(_event(event) for event in node.get("events") or []),
        continues=tuple(node.get("continues") or []),
        outcome=node.get("outcome", ""),
        outcome_reason=node.get("outcome_reason", ""),
    )


def _country_roles(node: Node) -> Iterator[tuple[str, str]]:
    for iso3, roles in (node.get("countries") or {}).items():
        for role in roles if isinstance(roles, list) else [roles]:
            yield iso3, role


def _event(node: Node) -> EventContent:
    period = parse_period(str(node["when"]))
    return EventContent(
        start=period.start,
        end=period.end,
        precision=period.precision,
        year_inferred=node.get("year_inferred", False),
        place=node.get("place", ""),
        country=node.get("country", ""),
    )
