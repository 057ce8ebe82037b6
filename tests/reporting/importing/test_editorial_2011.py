"""The editorial titles of 2011 say nothing that their entries do not say."""

import re
from collections.abc import Iterator

import pytest

from program.rich_text import to_plain
from reporting.importing.reading import read_year_files
from reporting.importing.texts import stored_text
from reporting.importing.yaml_files import Node
from reporting.importing.year_files import YearFiles, entries_of
from tests.prepared import ROOT

_LONGEST = 90


@pytest.fixture(scope="module")
def files() -> YearFiles:
    return read_year_files(ROOT / "fixtures/2011")


def _titles(files: YearFiles) -> Iterator[tuple[str, str, str]]:
    """(what has the title, the title, everything that its entry names) of entries and events."""
    countries = {node["iso3"]: node for node in files.countries}
    implementers = {node["slug"]: node for node in files.implementers}
    for chapter in files.chapters:
        for _kind, _position, entry in entries_of(chapter):
            source = _source(entry, chapter, implementers[chapter["implementer"]], countries)
            yield entry["ref"], entry.get("title", ""), source
            for number, event in enumerate(entry.get("events") or [], start=1):
                yield f"{entry['ref']}, event {number}", event.get("title", ""), source


def _source(entry: Node, chapter: Node, implementer: Node, countries: dict[str, Node]) -> str:
    return _same_marks(
        " ".join(
            [
                to_plain(stored_text(entry["text"])),
                entry.get("heading", ""),
                entry.get("subheading", ""),
                chapter["heading"],
                *_names(implementer),
                *(
                    name
                    for iso3 in entry.get("countries") or {}
                    for name in _names(countries[iso3])
                ),
            ]
        )
    )


def _names(node: Node) -> list[str]:
    aliases = [alias["name"] for alias in node.get("aliases") or []]
    return [*node["names"].values(), node.get("acronym", ""), *aliases]


def _same_marks(text: str) -> str:
    return text.replace("’", "'").replace("U.S.", "US")


def test_every_entry_and_event_of_2011_has_a_title(files: YearFiles) -> None:
    assert not [name for name, title, _source in _titles(files) if not title]


def test_a_title_is_short(files: YearFiles) -> None:
    assert not [name for name, title, _source in _titles(files) if len(title) > _LONGEST]


def test_every_proper_name_and_number_of_a_title_is_in_its_entry(files: YearFiles) -> None:
    unsupported = []
    for name, title, source in _titles(files):
        for position, word in enumerate(re.findall(r"[^\W_]+", _same_marks(title))):
            is_name = word[0].isupper() and (position > 0 or word.isupper())
            is_number = any(character.isdigit() for character in word)
            if (is_name or is_number) and word.casefold() not in source.casefold():
                unsupported.append((name, word))
    assert not unsupported


def test_most_words_of_a_title_are_in_its_entry(files: YearFiles) -> None:
    """A title may put things in other words; it is still about the same subject."""
    foreign = []
    for name, title, source in _titles(files):
        words = re.findall(r"[^\W\d_]{5,}", _same_marks(title).casefold())
        found = [word for word in words if word[:5] in source.casefold()]
        if len(found) < len(words) / 2:
            foreign.append((name, title))
    assert not foreign
