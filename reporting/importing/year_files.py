"""The files of a reporting year. docs/fixtures.md describes their format."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from program.models import Language
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import EntryKind, MarkSource, TitleSource
from reporting.importing.texts import stored_text
from reporting.importing.yaml_files import Node
from reporting.periods import parse_period


@dataclass
class YearFiles:
    """All files of a year. `read_year_files` returns only valid ones."""

    program: Node
    activities: list[Node]
    countries: list[Node]
    implementers: list[Node]
    year: Node
    narratives: list[Node]
    highlights: list[Node]
    chapters: list[Node]
    themes: list[Node] = field(default_factory=list)
    other_sources: dict[str, str] = field(default_factory=dict)
    contributors: list[Node] = field(default_factory=list)
    places: list[Node] = field(default_factory=list)
    same_events: list[list[str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        return int(self.year["year"])

    @property
    def language(self) -> str:
        return str(self.year.get("language", Language.EN))


def entries_of(chapter: Node) -> Iterator[tuple[str, int, Node]]:
    """(kind, position in the column, entry) of a chapter, in printed order."""
    for kind in EntryKind.values:
        for position, node in enumerate(chapter.get(kind) or [], start=1):
            yield kind, position, node


def entry_content(kind: str, node: Node, language: str) -> EntryContent:
    """The content of an entry in a file. Raises `PeriodRefused` for an impossible date."""
    return EntryContent(
        kind=kind,
        text=stored_text(node["text"]),
        language=node.get("language", language),
        label=node.get("label", ""),
        heading=node.get("heading", ""),
        subheading=node.get("subheading", ""),
        activities=tuple(str(code) for code in node.get("activities") or []),
        countries=tuple(_country_roles(node)),
        events=tuple(_events(node)),
        continues=tuple(node.get("continues") or []),
        outcome=node.get("outcome", ""),
        outcome_reason=stored_text(node.get("outcome_reason", "")),
        outcome_quotation=node.get("outcome_quotation", ""),
        title=node.get("title", ""),
        title_source=TitleSource.EDITORIAL if node.get("title") else "",
        background_source=_background_source(node),
        themes=tuple(sorted((code, MarkSource.EDITORIAL) for code in node.get("themes") or [])),
    )


def _background_source(node: Node) -> str:
    return MarkSource.EDITORIAL if node.get("is_background") else ""


def _country_roles(node: Node) -> Iterator[tuple[str, str]]:
    for iso3, roles in (node.get("countries") or {}).items():
        for role in roles if isinstance(roles, list) else [roles]:
            yield iso3, role


def _events(node: Node) -> Iterator[EventContent]:
    """The events of an entry with the countries that they are about, which another file names."""
    subjects = node.get("event_subjects") or []
    for number, event in enumerate(node.get("events") or []):
        about = subjects[number] if number < len(subjects) else ()
        yield replace(_event(event), subjects=tuple(about))


def _event(node: Node) -> EventContent:
    period = parse_period(str(node["when"]))
    return EventContent(
        start=period.start,
        end=period.end,
        precision=period.precision,
        year_inferred=node.get("year_inferred", False),
        place=node.get("place", ""),
        country=node.get("country", ""),
        title=node.get("title", ""),
        title_source=TitleSource.EDITORIAL if node.get("title") else "",
        background_source=_background_source(node),
    )
