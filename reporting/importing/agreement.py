"""Consistency of the files of a year: references have a target, and nothing is defined twice."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from reporting.enums import EntryKind
from reporting.importing.yaml_files import Node
from reporting.importing.year_files import YearFiles, entries_of


def disagreements(files: YearFiles) -> Iterator[str]:
    """Every inconsistency between files that are each valid, with its file and line."""
    codes = {str(node["code"]) for node in files.activities}
    columns = {
        node["ref"]: kind
        for chapter in files.chapters
        for kind, _position, node in entries_of(chapter)
    }
    yield from _program_problems(files)
    yield from _register_problems(files, codes)
    yield from _country_problems(files.countries)
    yield from _repeated(files.themes, "code")
    yield from _implementer_problems(files.implementers, codes)
    yield from _narrative_problems(files, columns)
    yield from _chapters_problems(files, codes)
    yield from _entries_problems(files, codes, columns)


def _program_problems(files: YearFiles) -> Iterator[str]:
    resolutions = _values(files.program["resolutions"], "key")
    yield from _repeated(files.program["resolutions"], "key")
    yield from _unknown(files.program["program"], "resolution", resolutions, _("resolution"))
    yield from _unknown(files.year, "under", resolutions, _("resolution"))
    yield from _unknown(files.year, "program", {files.program["program"]["slug"]}, _("Program"))


def _register_problems(files: YearFiles, codes: set[str]) -> Iterator[str]:
    sources = _values(files.program["resolutions"], "key") | set(files.other_sources) | {"chapter"}
    yield from _repeated(files.activities, "code")
    for node in files.activities:
        yield from _unknown(node, "source", sources, _("source"))
        yield from _unknown(node, "probably_same_as", codes, _("activity"))
        if node.get("probably_same_as") == node["code"]:
            yield f"{node.at('probably_same_as')}: " + _("an activity does not restate itself")


def _country_problems(countries: list[Node]) -> Iterator[str]:
    yield from _repeated(countries, "iso3")
    yield from _repeated(countries, "iso2")
    for node in countries:
        for membership in node.get("oas") or []:
            first, last = membership.get("from"), membership.get("to")
            if first and last and str(last) < str(first):
                yield f"{membership.location}: " + _("the membership ends before it starts")


def _implementer_problems(implementers: list[Node], codes: set[str]) -> Iterator[str]:
    yield from _repeated(implementers, "slug")
    yield from _repeated(implementers, "acronym")
    earlier_slugs: set[str] = set()
    for node in implementers:
        yield from _unknown(node, "activities", codes, _("activity"))
        yield from _unknown(node, "parent", earlier_slugs, _("implementer above this one"))
        earlier_slugs.add(node["slug"])


def _narrative_problems(files: YearFiles, references: Iterable[str]) -> Iterator[str]:
    yield from _repeated(files.narratives, "kind")
    for node in files.highlights:
        yield from _unknown(node, "entries", references, _("entry"))


def _chapters_problems(files: YearFiles, codes: set[str]) -> Iterator[str]:
    slugs = _values(files.implementers, "slug")
    yield from _repeated(files.chapters, "implementer")
    for chapter in files.chapters:
        yield from _unknown(chapter, "implementer", slugs, _("implementer"))
        for node in chapter.get("activities") or []:
            yield from _unknown(node, "code", codes, _("activity"))
        yield from _repeated(chapter.get("activities") or [], "code")
        for node in chapter.get("financing") or []:
            if node.get("amount") is not None and not node.get("currency"):
                yield f"{node.at('amount')}: " + _("an amount needs its currency")


def _entries_problems(files: YearFiles, codes: set[str], columns: dict[str, str]) -> Iterator[str]:
    countries = _values(files.countries, "iso3")
    implementers = _values(files.implementers, "slug")
    themes = _values(files.themes, "code")
    yield from _repeated(
        [node for chapter in files.chapters for _kind, _position, node in entries_of(chapter)],
        "ref",
    )
    for chapter in files.chapters:
        prefix = f"{files.number}-{chapter['implementer']}-"
        is_known_implementer = chapter["implementer"] in implementers
        for kind, _position, node in entries_of(chapter):
            if is_known_implementer and node["ref"].rpartition("-")[0] + "-" != prefix:
                yield f"{node.at('ref')}: " + _("“%(ref)s” does not begin with “%(start)s”") % {
                    "ref": node["ref"],
                    "start": prefix,
                }
            yield from _unknown(node, "activities", codes, _("activity"))
            yield from _unknown(node, "countries", countries, _("country"))
            yield from _unknown(node, "themes", themes, _("theme"))
            yield from _link_problems(kind, node, columns)
            yield from _rule_problems(kind, node)
            for event in node.get("events") or []:
                yield from _event_problems(event, node, countries)


def _link_problems(kind: str, node: Node, columns: dict[str, str]) -> Iterator[str]:
    """Problems of links. A link goes to an earlier column, so links cannot form a cycle."""
    yield from _unknown(node, "continues", columns, _("entry"))
    for reference in node.get("continues") or []:
        if reference not in columns:
            continue
        if EntryKind(columns[reference]).place >= EntryKind(kind).place:
            yield f"{node.at('continues')}: " + _(
                "“%(ref)s” is not in an earlier column, so it cannot be continued"
            ) % {"ref": reference}


def _rule_problems(kind: str, node: Node) -> Iterator[str]:
    if node.get("outcome") and kind != EntryKind.PLANNED:
        yield f"{node.at('outcome')}: " + _("only a planned entry has an outcome")
    if node.get("outcome") and not node.get("outcome_quotation"):
        yield f"{node.at('outcome')}: " + _(
            "quote the words of the printed report that state the outcome, as outcome_quotation"
        )
    if node.get("outcome_quotation") and not node.get("outcome"):
        yield f"{node.at('outcome_quotation')}: " + _("a quotation needs the outcome it states")
    if node.get("subheading") and not node.get("heading"):
        yield f"{node.at('subheading')}: " + _("a subheading needs a heading")


def _event_problems(event: Node, node: Node, countries: set[str]) -> Iterator[str]:
    yield from _unknown(event, "country", countries, _("country"))
    country = event.get("country")
    if country in countries and country not in (node.get("countries") or {}):
        yield f"{event.at('country')}: " + _(
            "the event's country %(country)s is not tagged on the entry"
        ) % {"country": country}


def _values(nodes: list[Node], key: str) -> set[str]:
    return {str(node[key]) for node in nodes}


def _unknown(node: Node, key: str, known: Iterable[str], what: str) -> Iterator[str]:
    """A message for each unknown value of `key`: itself, items of a list or keys of a mapping."""
    values = node.get(key)
    for value in values if isinstance(values, list | dict) else [values]:
        if value is not None and str(value) not in known:
            location = values.at(value) if isinstance(values, Node) else node.at(key)
            yield f"{location}: " + _("“%(value)s” is not a known %(what)s") % {
                "value": value,
                "what": what,
            }


def _repeated(nodes: list[Node], key: str) -> Iterator[str]:
    first_location: dict[str, str] = {}
    for node in nodes:
        value = str(node[key])
        if value in first_location:
            yield f"{node.at(key)}: " + _("%(key)s “%(value)s” is repeated; first at %(first)s") % {
                "key": key,
                "value": value,
                "first": first_location[value],
            }
        first_location.setdefault(value, node.at(key))
