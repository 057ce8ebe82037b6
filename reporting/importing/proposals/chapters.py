"""Finds the chapter of one implementer in a file: its tables and their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reporting.enums import EntryKind, column_year
from reporting.exceptions import FileRefused
from reporting.importing.proposals.columns import (
    ITEM_COLUMNS,
    TableColumn,
    TableColumns,
    columns_by_order,
    read_columns,
    read_heading,
)
from reporting.importing.proposals.reference import KnownImplementer
from reporting.importing.sources.model import FileRow, Line, Source, SourceCell, SourceTable
from reporting.recognition.names import fold, tokens

_LONGEST_HEADING = 220  # characters
_LONGEST_OF_ROWS = 3  # rows that a table's headings may take


@dataclass
class FoundChapter:
    """What a file says for one implementer: cells by column, or rows with one item each."""

    implementer: str = ""  # slug; empty: no heading names one
    heading: str = ""
    cells: dict[TableColumn, list[SourceCell]] = field(default_factory=dict)
    rows: list[dict[TableColumn, SourceCell]] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_table: bool = False
    undivided: SourceCell | None = None  # a flattened table that has lost its columns

    def words(self) -> str:
        texts = [cell.text for column in self.cells.values() for cell in column]
        texts += [cell.text for row in self.rows for cell in row.values()]
        return " ".join(fold(" ".join(texts)).split())


class Headings:
    """Which implementer a heading names, by the names on record."""

    def __init__(self, implementers: Sequence[KnownImplementer]) -> None:
        self._names: list[tuple[tuple[str, ...], str]] = []
        for known in implementers:
            for name in known.names:
                if len(keys := _keys(name)) > 1:
                    self._names.append((keys, known.slug))
        self._acronyms = [
            (name, known.slug)
            for known in implementers
            for name in (known.acronym, *known.names)
            if (" " not in name and name.upper() == name) or name == known.acronym
        ]

    def implementer(self, text: str) -> str:
        """Return the slug of the implementer that a heading names, empty for none."""
        if not text or len(text) > _LONGEST_HEADING:
            return ""
        keys = _keys(text)
        found = [
            (len(name), -keys.index(name[0]), slug)
            for name, slug in self._names
            if _contains(keys, name)
        ]
        named = [slug for word, slug in self._acronyms if _has_word(text, word)]
        if found:
            longest = max(found)
            return longest[2]
        return named[-1] if named else ""


def _keys(text: str) -> tuple[str, ...]:
    small = {
        "of",
        "the",
        "for",
        "on",
        "de",
        "la",
        "del",
        "los",
        "las",
        "des",
        "du",
        "le",
        "da",
        "do",
        "e",
        "y",
        "and",
        "et",
        "&",
    }
    return tuple(token.key for token in tokens(text) if token.key not in small)


def _contains(keys: Sequence[str], name: Sequence[str]) -> bool:
    return any(
        tuple(keys[at : at + len(name)]) == tuple(name) for at in range(len(keys) - len(name) + 1)
    )


def _has_word(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", text))


def find_chapters(source: Source, headings: Headings, year: int) -> list[FoundChapter]:
    """Return the chapters of a file in its order. Raises `FileRefused` if it has no table."""
    reader = _ChapterReader(headings, year)
    blocks = source.blocks
    if any(isinstance(block, SourceTable) and block.name == "flat" for block in blocks):
        reader.read_flattened(blocks)
    else:
        for block in blocks:
            if isinstance(block, Line):
                reader.take_heading(block.text)
            else:
                reader.read_table(block)
    chapters = [chapter for chapter in reader.chapters if chapter.has_table]
    if not chapters:
        raise FileRefused(
            _(
                "The file has no table with the columns of a chapter: Program activities, programmed,"
                " executed, programmed for next year. Use the template of the year."
            )
        )
    return chapters


def choose(
    chapters: Sequence[FoundChapter], slug: str, children: frozenset[str], year: int
) -> tuple[FoundChapter, list[str]]:
    """Return the chapter of the implementer, with warnings. Raises `FileRefused`.

    A chapter without an implementer in its heading is taken for that of the implementer. A copy of
    a chapter is left out. Tables that go on after one another are one chapter.
    """
    own = [chapter for chapter in chapters if chapter.implementer == slug]
    unnamed = [chapter for chapter in chapters if not chapter.implementer]
    others = [chapter for chapter in chapters if chapter.implementer not in ("", slug)]
    if not own and others and not unnamed:
        related = [chapter for chapter in others if chapter.implementer in children]
        if not related:
            raise FileRefused(
                _("The file is the chapter of another implementer: “%(heading)s”.")
                % {"heading": others[0].heading[:100]}
            )
        own = related
    warnings: list[str] = []
    kept: list[FoundChapter] = []
    for chapter in own or unnamed:
        if any(_is_copy(chapter, other) for other in kept):
            warnings.append(
                _("The chapter is in the file twice (“%(heading)s”). The copy was left out.")
                % {"heading": chapter.heading[:100]}
            )
        else:
            kept.append(chapter)
    if others and own:
        warnings.append(_("The file has chapters of other implementers, which were left out."))
    chapter = _merged(kept)
    _require_year(chapter, year)
    return chapter, [*warnings, *dict.fromkeys(chapter.problems)]


def _is_copy(one: FoundChapter, other: FoundChapter) -> bool:
    first, second = one.words(), other.words()
    return bool(first) and (first == second or _overlap(first, second) > 0.95)


def _overlap(one: str, other: str) -> float:
    first, second = set(one.split()), set(other.split())
    return len(first & second) / max(len(first | second), 1)


def _merged(chapters: Sequence[FoundChapter]) -> FoundChapter:
    whole = FoundChapter(chapters[0].implementer, chapters[0].heading, has_table=True)
    for chapter in chapters:
        for column, cells in chapter.cells.items():
            whole.cells.setdefault(column, []).extend(cells)
        whole.rows += chapter.rows
        whole.undivided = whole.undivided or chapter.undivided
        whole.years += chapter.years
        whole.problems += chapter.problems
    return whole


def _require_year(chapter: FoundChapter, year: int) -> None:
    """Refuse a file whose headings name other years. Raises `FileRefused`."""
    stated = set(chapter.years)
    if stated and not stated & {year, column_year(EntryKind.NEXT_YEAR, year)}:
        raise FileRefused(
            _("The file is about another year: its headings name %(years)s, not %(year)d.")
            % {"years": ", ".join(map(str, sorted(stated))), "year": year}
        )
    if len(stated) > 1 and max(stated) == year and min(stated) == year - 1:
        raise FileRefused(
            _("The file is about the year %(stated)d: its next year is %(year)d.")
            % {"stated": year - 1, "year": year}
        )


class _ChapterReader:
    def __init__(self, headings: Headings, year: int) -> None:
        self.chapters: list[FoundChapter] = []
        self._headings = headings
        self._year = year
        self._slug = self._heading = ""
        self._columns: TableColumns | None = None  # of the last headings
        self._chapter: FoundChapter | None = None

    def take_heading(self, text: str) -> bool:
        """Begin a chapter if `text` is a heading that names an implementer."""
        slug = self._headings.implementer(text)
        if not slug:
            return False
        self._slug, self._heading, self._chapter = slug, text, None
        return True

    def read_table(self, table: SourceTable) -> None:
        # A sheet of its own has headings of its own.
        columns = None if table.is_sheet else self._columns
        has_headings = False
        at = 0
        while at < len(table.rows):
            row = table.rows[at]
            found, length = self._headings_at(table.rows, at)
            in_rows = columns is not None and columns.is_one_item_a_row
            if found is not None and (found.is_one_item_a_row or not in_rows):
                columns, has_headings = found, True
                self._begin(found)
                at += length
                continue
            at += 1
            texts = [cell.text for cell in row.cells]
            filled = [text for text in texts if text]
            if not filled:
                continue
            if (
                len(filled) == 1
                and (row.spans_all or not has_headings)
                and self._take_title(filled[0], row)
            ):
                continue
            if columns is None or (not has_headings and not _fits(columns, table)):
                columns = None if table.is_sheet else columns_by_order(_used_width(table))
                if columns is None:
                    return
                self._begin(columns)
                self._chapter_here().problems.append(
                    _("A table has no headings. Its columns were taken in the official order.")
                )
                has_headings = True
            self._take_row(row, columns)

    def _take_title(self, text: str, row: FileRow) -> bool:
        if self.take_heading(text):
            return True
        return row.spans_all and len(text) <= _LONGEST_HEADING and not self._has_table()

    def _has_table(self) -> bool:
        return self._chapter is not None and self._chapter.has_table

    def _headings_at(self, rows: Sequence[FileRow], at: int) -> tuple[TableColumns | None, int]:
        """Return the columns that the rows from `at` on head, and how many rows that takes.

        Headings may take several rows: a merged one over the programmed and executed columns.
        """
        texts = [cell.text for cell in rows[at].cells]
        found = read_columns(texts, self._year)
        if found is not None:
            return found, 1
        for length in range(2, _LONGEST_OF_ROWS + 1):
            if at + length > len(rows):
                break
            part = [[cell.text for cell in row.cells] for row in rows[at : at + length]]
            if any(len(text) > 120 for texts in part for text in texts):
                break
            if not any(read_heading(text).column for text in part[0]):
                break
            joined = [" ".join(filter(None, column)) for column in zip(*part, strict=False)]
            found = read_columns(joined, self._year)
            if found is not None:
                return found, length
        return None, 0

    def _begin(self, columns: TableColumns) -> None:
        self._columns = columns
        chapter = self._chapter_here()
        chapter.has_table = True
        chapter.years += columns.years
        for problem, year in columns.problems:
            if problem == "same-year":
                chapter.problems.append(
                    _("Two columns are headed %(year)d. The last one was read as next year's.")
                    % {"year": year}
                )

    def _chapter_here(self) -> FoundChapter:
        if self._chapter is None:
            self._chapter = FoundChapter(self._slug, self._heading)
            self.chapters.append(self._chapter)
        return self._chapter

    def _take_row(self, row: FileRow, columns: TableColumns) -> None:
        chapter = self._chapter_here()
        chapter.has_table = True
        cells = {
            column: cell
            for column, cell in zip(columns.by_position, row.cells, strict=False)
            if column is not None
        }
        if columns.is_one_item_a_row:
            chapter.rows.append(cells)
            return
        if row.spans_all:
            first = next((cell for cell in row.cells if not cell.is_empty), None)
            if first is not None:
                chapter.problems.append(
                    _("%(place)s is as wide as the table and was left out: “%(words)s”.")
                    % {"place": first.place, "words": first.text[:80]}
                )
            return
        for column, cell in cells.items():
            chapter.cells.setdefault(column, []).append(cell)

    def read_flattened(self, blocks: Sequence[Line | SourceTable]) -> None:
        """Read tables of which only the cells are left, one after another.

        The cells between two headings of chapters are those of one row. A chapter without headings
        of columns has those of the chapter before it.
        """
        cells = [block.rows[0].cells[0] for block in blocks if isinstance(block, SourceTable)]
        for block in blocks:
            if isinstance(block, SourceTable):
                break
            self.take_heading(block.text)
        order: tuple[TableColumn | None, ...] = ()
        row: list[SourceCell] = []
        at = 0
        while at < len(cells):
            found = self._flat_headings(cells, at)
            if found is not None:
                self._place_flat(row, order)
                order, row, self._columns = found.by_position, [], found
                at += len(found.by_position)
                continue
            cell = cells[at]
            at += 1
            title, rest = _title_of(cell)
            if title:
                self._place_flat(row, order)
                row = []
                if not self.take_heading(title):
                    self._slug, self._heading, self._chapter = "?", title, None
                if rest is not None:  # the first cell stands below the heading
                    row.append(rest)
                continue
            row.append(cell)
        self._place_flat(row, order)

    def _flat_headings(self, cells: Sequence[SourceCell], at: int) -> TableColumns | None:
        for size in (5, 4, 3):
            texts = [cell.text for cell in cells[at : at + size]]
            if len(texts) == size and all(texts):
                found = read_columns(texts, self._year)
                if found is not None and all(found.by_position):
                    is_whole = found.by_position[0] is TableColumn.ACTIVITIES
                    return found if is_whole else None
        return None

    def _place_flat(self, cells: Sequence[SourceCell], order: Sequence[TableColumn | None]) -> None:
        if not order or all(cell.is_empty for cell in cells):
            return
        chapter = self._chapter_here()
        if len(cells) == 1:
            chapter.has_table, chapter.undivided = True, cells[0]
            return
        chapter.has_table = True
        if self._columns is not None:
            chapter.years = list(self._columns.years)
        columns = [*order, *([TableColumn.FINANCING] if TableColumn.FINANCING not in order else [])]
        for column, cell in zip(columns, cells, strict=False):
            if column is not None:
                chapter.cells.setdefault(column, []).append(cell)


_TITLE = re.compile(r"\s*(?:[A-Z]\s?\.(?:\s?[A-Z]?\d)?|Implementers other than\b)")


def _title_of(cell: SourceCell) -> tuple[str, SourceCell | None]:
    """Return the heading that a cell of flattened text begins with, and what stands below it."""
    filled = [line for line in cell.lines if not line.is_empty]
    if not filled or len(filled[0].text) > _LONGEST_HEADING or not _TITLE.match(filled[0].text):
        return "", None
    return filled[0].text, SourceCell(tuple(filled[1:]), cell.place) if filled[1:] else None


def _fits(columns: TableColumns, table: SourceTable) -> bool:
    return abs(len(columns.by_position) - _used_width(table)) <= 1


def _used_width(table: SourceTable) -> int:
    """Return the number of columns up to the last one that has any text."""
    widths = (
        max(
            (index for index, cell in enumerate(row.cells, start=1) if not cell.is_empty), default=0
        )
        for row in table.rows
    )
    return max(*widths, 0) if table.is_sheet else table.width


def item_cells(chapter: FoundChapter) -> Iterator[tuple[TableColumn, list[SourceCell]]]:
    """Yield the cells of each of the three columns of items."""
    for column in ITEM_COLUMNS:
        yield column, chapter.cells.get(column, [])
