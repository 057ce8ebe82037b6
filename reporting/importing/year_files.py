"""The files of a reporting year, read and held against each other before anything is written.

The format is described in docs/fixtures.md.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from implementers.models import ImplementerKind
from program.models import Language
from program.models.country import AliasKind, CountryKind, SubRegion
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import CountryRole, EntryKind, FinancingKind, NarrativeKind, Outcome
from reporting.exceptions import FilesRefused, PeriodRefused
from reporting.importing.yaml_files import Node, read_file
from reporting.periods import parse_period

_ENTRY_KEYS = {
    "ref",
    "label",
    "heading",
    "subheading",
    "text",
    "language",
    "activities",
    "countries",
    "events",
    "continues",
    "outcome",
    "outcome_reason",
}
_CHAPTER_KEYS = {
    "implementer",
    "heading",
    "language",
    "source_lines",
    "preamble",
    "activities",
    "leads",
    *EntryKind.values,
    "financing",
}
_EVENT_KEYS = {"when", "place", "country", "year_inferred"}


@dataclass
class YearFiles:
    """All files of a year. After `read_year_files` every reference in them resolves."""

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


def read_year_files(directory: Path) -> YearFiles:
    """Read and check the files of a year in `directory`.

    Raises `FilesRefused` with every problem found: an unknown key, code, country, implementer or
    reference, a missing text, an impossible date; each with file and line.
    """
    program = read_file(directory, "program.yaml")
    year = read_file(directory, "year.yaml")
    narratives = read_file(directory, "narratives.yaml")
    files = YearFiles(
        program=program,
        activities=_list(read_file(directory, "activities.yaml"), "activities"),
        countries=_list(read_file(directory, "countries.yaml"), "countries"),
        implementers=_list(read_file(directory, "implementers.yaml"), "implementers"),
        year=year,
        narratives=_list(narratives, "narratives"),
        highlights=_list(narratives, "highlights"),
        chapters=[
            read_file(directory, f"chapters/{slug}.yaml") for slug in year.get("chapters", [])
        ],
        other_sources={
            node["key"]: node["title"] for node in _list(program, "other_sources", optional=True)
        },
    )
    problems = list(_problems(files))
    if problems:
        raise FilesRefused(problems)
    return files


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
        year_inferred=bool(node.get("year_inferred", False)),
        place=node.get("place", ""),
        country=node.get("country", ""),
    )


def _list(node: Node, key: str, *, optional: bool = False) -> list[Node]:
    found = node.get(key)
    if found is None and optional:
        return []
    if not isinstance(found, list) or not all(isinstance(item, Node) for item in found):
        raise FilesRefused([f"{node.place}: expected a list of mappings under “{key}”"])
    return found


def _problems(files: YearFiles) -> Iterator[str]:
    codes = {str(node.get("code")) for node in files.activities}
    countries = {node.get("iso3") for node in files.countries}
    implementers = {str(node.get("slug")) for node in files.implementers}
    references = {
        str(node.get("ref"))
        for chapter in files.chapters
        for _kind, _place, node in entries_of(chapter)
    }
    yield from _register_problems(files, codes)
    yield from _country_problems(files.countries)
    yield from _implementer_problems(files.implementers, implementers, codes)
    yield from _narrative_problems(files, references)
    for chapter in files.chapters:
        yield from _chapter_problems(chapter, implementers, codes)
        for kind, _place, node in entries_of(chapter):
            yield from _entry_problems(kind, node, files.language, codes, countries, references)


def _register_problems(files: YearFiles, codes: set[str]) -> Iterator[str]:
    resolutions = {node.get("key") for node in files.program.get("resolutions", [])}
    sources = resolutions | set(files.other_sources) | {"chapter"}
    program = files.program.get("program") or Node()
    yield from _missing(program, "slug", "title", "short_title", "resolution")
    yield from _unknown(program, [program.get("resolution")], resolutions, "resolution")
    yield from _unknown(files.year, [files.year.get("under")], resolutions, "resolution")
    yield from _missing(files.year, "year", "title", "chapters")
    yield from _repeated(files.activities, "code")
    for node in files.activities:
        yield from _stray(
            node, {"code", "text", "short_title", "source", "probably_same_as", "language"}
        )
        yield from _unknown(node, [node.get("source")], sources, "source")
        yield from _unknown(node, [node.get("probably_same_as")], codes, "activity")


def _country_problems(countries: list[Node]) -> Iterator[str]:
    yield from _repeated(countries, "iso3")
    for node in countries:
        yield from _missing(node, "iso2", "iso3", "names", "sub_region")
        yield from _unknown(node, [node.get("sub_region")], SubRegion.values, "sub-region")
        yield from _unknown(node, [node.get("kind")], CountryKind.values, "kind")
        for alias in node.get("aliases") or []:
            yield from _missing(alias, "name", "kind")
            yield from _unknown(alias, [alias.get("kind")], AliasKind.values, "kind of alias")
            yield from _unknown(alias, [alias.get("language")], Language.values, "language")


def _implementer_problems(
    implementers: list[Node], slugs: set[str], codes: set[str]
) -> Iterator[str]:
    yield from _repeated(implementers, "slug")
    for node in implementers:
        yield from _missing(node, "slug", "acronym", "kind", "names")
        yield from _unknown(node, [node.get("kind")], ImplementerKind.values, "kind")
        yield from _unknown(node, [node.get("parent")], slugs, "implementer")
        yield from _unknown(node, node.get("activities") or [], codes, "activity")


def _narrative_problems(files: YearFiles, references: set[str]) -> Iterator[str]:
    for node in files.narratives:
        yield from _missing(node, "kind", "text")
        yield from _unknown(node, [node.get("kind")], NarrativeKind.values, "part of the report")
    for node in files.highlights:
        yield from _missing(node, "text")
        yield from _unknown(node, node.get("entries") or [], references, "entry")


def _chapter_problems(chapter: Node, slugs: set[str], codes: set[str]) -> Iterator[str]:
    yield from _stray(chapter, _CHAPTER_KEYS)
    yield from _missing(chapter, "implementer", "heading")
    yield from _unknown(chapter, [chapter.get("implementer")], slugs, "implementer")
    yield from _stray(chapter.get("leads") or Node(), set(EntryKind.values))
    for node in chapter.get("activities") or []:
        yield from _missing(node, "code")
        yield from _unknown(node, [node.get("code")], codes, "activity")
    for node in chapter.get("financing") or []:
        yield from _missing(node, "text", "kind")
        yield from _unknown(node, [node.get("kind")], FinancingKind.values, "kind of financing")
        if node.get("amount") is not None and not node.get("currency"):
            yield f"{node.place}: an amount needs its currency"


def _entry_problems(
    kind: str,
    node: Node,
    language: str,
    codes: set[str],
    countries: set[str | None],
    references: set[str],
) -> Iterator[str]:
    yield from _stray(node, _ENTRY_KEYS)
    yield from _missing(node, "ref", "text")
    yield from _unknown(node, node.get("activities") or [], codes, "activity")
    yield from _unknown(node, node.get("continues") or [], references, "entry")
    yield from _unknown(node, [node.get("outcome")], Outcome.values, "outcome")
    yield from _unknown(node, list(node.get("countries") or {}), countries, "country")
    yield from _unknown(
        node, [role for _iso3, role in _country_roles(node)], CountryRole.values, "role"
    )
    if node.get("outcome") and kind != EntryKind.PLANNED:
        yield f"{node.place}: only a planned entry has an outcome"
    for event in node.get("events") or []:
        yield from _stray(event, _EVENT_KEYS)
        yield from _missing(event, "when")
        yield from _unknown(event, [event.get("country")], countries, "country")
        if event.get("country") and event["country"] not in (node.get("countries") or {}):
            yield f"{event.place}: the event's country {event['country']} is not tagged on the entry"
    if "text" in node and all("when" in event for event in node.get("events") or []):
        try:
            entry_content(kind, node, language)
        except PeriodRefused as error:
            yield f"{node.place}: {error}"


def _stray(node: Node, known: set[str]) -> Iterator[str]:
    for key in node:
        if key not in known:
            yield f"{node.place}: “{key}” is not a key known here"


def _missing(node: Node, *keys: str) -> Iterator[str]:
    for key in keys:
        if node.get(key) in (None, "", []):
            yield f"{node.place}: “{key}” is missing"


def _unknown(
    node: Node, values: Iterable[object], known: Iterable[object], what: str
) -> Iterator[str]:
    allowed = {str(value) for value in known}
    for value in values:
        if value is not None and str(value) not in allowed:
            yield f"{node.place}: “{value}” is not a known {what}"


def _repeated(nodes: list[Node], key: str) -> Iterator[str]:
    seen: set[str] = set()
    for node in nodes:
        if node.get(key) is None:
            yield f"{node.place}: “{key}” is missing"
        elif str(node[key]) in seen:
            yield f"{node.place}: {key} “{node[key]}” stands twice"
        seen.add(str(node.get(key)))
