"""The words that the source prints in each cell. Nothing here reads a text of the YAML files.

Of those files only the line ranges, the labels and the headings are used. What a line prints
besides words of the report (bullets, numbers, the colon after a label) is told apart here, and
all of it stands in left_out.yaml, so that nothing is left out unseen.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from tests.prepared import FIXTURES
from tests.reporting.words.passages import Passage, words_of

COLUMNS = ("activities", "planned", "executed", "next_year", "financing")
CHAPTERS: list[str] = yaml.safe_load((FIXTURES / "year.yaml").read_text())["chapters"]

_BULLET = r"(?:[•·*]|[-o](?=\s|$))"
# "1.", "79.Promote", "70., 73., 75. IOM", "67. and 75. In", "70, 74, 75. Prevent", "5- Statelessness"
_NUMBERS = r"(?:\d+[.,]+\s*(?:and\s+)?)*\d+[.-](?!\d)"
_ROMAN = r"[IVX]+\.(?=\s)"
_MARK = re.compile(rf"\s*(?:{_BULLET}|{_NUMBERS}|{_ROMAN})\s*")


@dataclass(frozen=True)
class Cell:
    """One cell of the official table, by implementer and column; `marks` are no words of it."""

    chapter: str
    column: str
    lines: str
    passages: tuple[Passage, ...]
    marks: tuple[str, ...]

    @property
    def numbers(self) -> list[str]:
        """The numbers among its marks: of Program activities or of a list's items."""
        return re.findall(r"\d+", " ".join(self.marks))

    @property
    def words(self) -> list[str]:
        return words_of(self.passages)

    def __str__(self) -> str:
        return f"{self.chapter}-{self.column}"


@cache
def cells() -> tuple[Cell, ...]:
    """Every cell in which the source prints words."""
    return tuple(cell for chapter in CHAPTERS for cell in _cells_of(chapter))


@cache
def narratives() -> dict[str, tuple[Passage, ...]]:
    """The report's own parts with their headings, by kind."""
    return {
        row["kind"]: _read(row["source_lines"], [row.get("heading", "")])[0]
        for row in _load("narratives.yaml")["narratives"]
    }


@cache
def highlights() -> tuple[tuple[Passage, ...], ...]:
    rows = _load("narratives.yaml")["highlights"]
    return tuple(_read(row["source_lines"], [])[0] for row in rows)


@cache
def left_out() -> dict:
    """The committed list of all that the source prints and the report does not repeat."""
    text = Path(__file__).with_name("left_out.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)


def printed_lines(lines: str) -> Iterator[tuple[int, str]]:
    """Number and text of each line of a range ("63-73") that is not blank, spaces made even."""
    first, _dash, last = str(lines).partition("-")
    for number in range(int(first), int(last or first) + 1):
        if line := " ".join(_source()[number - 1].split()):
            yield number, line


def lines_read() -> set[int]:
    """The numbers of all lines that a cell, a narrative or a highlight is taken from."""
    report = _load("narratives.yaml")
    ranges = [row["source_lines"] for row in report["narratives"] + report["highlights"]]
    for chapter in CHAPTERS:
        ranges += _load(f"chapters/{chapter}.yaml")["source_lines"].values()
    return {number for lines in ranges for number, _line in printed_lines(lines)}


def _cells_of(chapter: str) -> Iterator[Cell]:
    held = _load(f"chapters/{chapter}.yaml")
    for column, lines in held["source_lines"].items():
        entries = held[column] if column in ("planned", "executed", "next_year") else []
        yield Cell(chapter, column, lines, *_read(lines, _headings(entries)))


def _headings(entries: list[dict]) -> list[str]:
    """The headings and labels of a column's entries, in printed order."""
    found: list[str] = []
    above = ("", "")
    for entry in entries:
        heading, subheading = entry.get("heading", ""), entry.get("subheading", "")
        found += [heading] if heading != above[0] else []
        found += [subheading] if (heading, subheading) != above else []
        found += [entry.get("label", "")]
        above = heading, subheading
    return found


def _read(lines: str, headings: list[str]) -> tuple[tuple[Passage, ...], tuple[str, ...]]:
    """The passages of a range of lines, and the marks that are no words."""
    waiting = [heading for heading in headings if heading]
    passages: list[Passage] = []
    marks: list[str] = []
    for number, line in printed_lines(lines):
        opening = _MARK.match(line)
        marks += [opening[0].strip()] if opening else []
        line = line[opening.end() :] if opening else line
        if waiting and line.startswith(waiting[0]):
            heading = waiting.pop(0)
            passages.append(Passage(number, tuple(heading.split())))
            rest = line.removeprefix(heading)
            line = rest.lstrip(" :")
            marks += [":"] if ":" in rest.removesuffix(line) else []
        passages.append(Passage(number, tuple(line.split())))
    assert not waiting, f"Lines {lines} of the source do not print {waiting[0]!r}"
    return tuple(passage for passage in passages if passage.words), tuple(marks)


@cache
def _source() -> list[str]:
    return (FIXTURES / "source" / "annual-report-2011.txt").read_text(encoding="utf-8").split("\n")


@cache
def _load(name: str) -> dict:
    return yaml.safe_load((FIXTURES / name).read_text(encoding="utf-8"))
