"""The words of frozen content, by cell and block: what each of its files has to print in order."""

from collections.abc import Iterator
from dataclasses import dataclass

from program.rich_text import to_plain
from reporting.document.content import Chapter, Column, Item, Report
from tests.reporting.words.passages import Passage, words_of


@dataclass(frozen=True)
class Cell:
    """A column of a chapter and its non-empty blocks, in order."""

    chapter: str
    column: str
    passages: tuple[Passage, ...]

    @property
    def words(self) -> list[str]:
        return words_of(self.passages)

    def __str__(self) -> str:
        return f"{self.chapter}-{self.column}"


def cells(report: Report) -> list[Cell]:
    return [cell for chapter in report.chapters for cell in _cells(chapter)]


def _cells(chapter: Chapter) -> Iterator[Cell]:
    activities = [chapter.preamble, *(activity.text for activity in chapter.activities)]
    yield _cell(chapter, "activities", activities)
    for column in chapter.columns:
        yield _cell(chapter, column.kind, _blocks(column))
    if chapter.prints_financing:
        yield _cell(chapter, "financing", (source.text for source in chapter.financing))


def _cell(chapter: Chapter, column: str, blocks: object) -> Cell:
    lines = [line for block in blocks for line in to_plain(block).splitlines()]
    passages = tuple(
        Passage(n, tuple(line.split())) for n, line in enumerate(lines) if line.split()
    )
    return Cell(chapter.implementer, column, passages)


def _blocks(column: Column) -> Iterator[str]:
    yield column.lead
    before: Item | None = None
    for item in column.items:
        is_new_heading = not before or before.heading != item.heading
        if is_new_heading:
            yield item.heading
        if is_new_heading or (before and before.subheading != item.subheading):
            yield item.subheading
        yield item.label
        yield item.text
        before = item
