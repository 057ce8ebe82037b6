"""A document as a sequence of units, as it is merged: paragraphs, items of lists, rows of tables.

A unit knows the containers around it (`path`), so that any sequence of units makes a document.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from program.rich_text.model import (
    Block,
    Content,
    Document,
    ItemList,
    ListItem,
    Paragraph,
    Quotation,
    TextTable,
)


@dataclass(frozen=True)
class ListStep:
    """A list around a unit: an `ItemList` without its items."""

    empty: ItemList


@dataclass(frozen=True)
class ItemStep:
    """An item around a unit. `begins` says that the unit is the first of the item.

    `shown` is the number that the item has in its document, to show it outside of that.
    """

    begins: bool
    number: int | None = None
    shown: int | None = field(default=None, compare=False)


@dataclass(frozen=True)
class QuoteStep:
    """A quotation around a unit."""


@dataclass(frozen=True)
class TableStep:
    """A table around a row."""

    columns: int


ContainerStep = ListStep | ItemStep | QuoteStep | TableStep


@dataclass(frozen=True)
class TableRow:
    """A row of a table."""

    cells: tuple[Content, ...]
    is_header: bool = False


@dataclass(frozen=True)
class Boundary:
    """The end of a container that another one of the same kind follows at once."""


@dataclass(frozen=True)
class Unit:
    path: tuple[ContainerStep, ...]
    leaf: Paragraph | TableRow | Boundary


def units_of(document: Document) -> list[Unit]:
    """Return the units of a document, in order."""
    return list(_units(document.blocks, ()))


def document_of_units(units: Iterable[Unit]) -> Document:
    """Return the document that consists of the units."""
    builder = _Builder()
    for unit in units:
        builder.add(unit)
    return builder.document()


def with_shown_numbers(units: Sequence[Unit]) -> list[Unit]:
    """Return the units with the numbers that their items have in their document.

    For a part of a document that is shown by itself.
    """
    return [
        replace(
            unit,
            path=tuple(
                replace(step, number=step.shown)
                if isinstance(step, ItemStep) and step.begins
                else step
                for step in unit.path
            ),
        )
        for unit in units
    ]


def _units(blocks: Iterable[Block], path: tuple[ContainerStep, ...]) -> Iterator[Unit]:
    before: ContainerStep | None = None
    for block in blocks:
        step = _step(block)
        if step is not None and step == before:
            yield Unit(path, Boundary())
        before = step
        if isinstance(block, Paragraph):
            yield Unit(path, block)
        elif isinstance(block, ItemList):
            yield from _units_of_list(block, (*path, ListStep(replace(block, items=()))))
        elif isinstance(block, Quotation):
            yield from _units(block.blocks, (*path, QuoteStep()))
        else:
            yield from _units_of_table(block, path)


def _step(block: Block) -> ContainerStep | None:
    if isinstance(block, ItemList):
        return ListStep(replace(block, items=()))
    if isinstance(block, Quotation):
        return QuoteStep()
    return TableStep(_columns(block)) if isinstance(block, TextTable) else None


def _columns(table: TextTable) -> int:
    return len(table.rows[0]) if table.rows else 0


def _units_of_list(block: ItemList, path: tuple[ContainerStep, ...]) -> Iterator[Unit]:
    number = block.start
    for item in block.items:
        number = number if item.number is None else item.number
        shown = number if block.is_numbered else None
        first, *others = item.blocks
        yield from _units([first], (*path, ItemStep(True, item.number, shown)))
        yield from _units(others, (*path, ItemStep(False)))
        number += 1


def _units_of_table(table: TextTable, path: tuple[ContainerStep, ...]) -> Iterator[Unit]:
    step = TableStep(_columns(table))
    for number, cells in enumerate(table.rows):
        yield Unit((*path, step), TableRow(cells, table.has_header and number == 0))


@dataclass
class _OpenContainer:
    """A container that is being filled."""

    step: ContainerStep | None
    blocks: list[Block] = field(default_factory=list)
    items: list[ListItem] = field(default_factory=list)
    rows: list[TableRow] = field(default_factory=list)


class _Builder:
    def __init__(self) -> None:
        self.open = [_OpenContainer(None)]

    def add(self, unit: Unit) -> None:
        if isinstance(unit.leaf, Boundary):
            self._close_to(min(self._matching(unit.path), len(unit.path)))
            return
        self._close_to(self._matching(unit.path))
        for step in unit.path[len(self.open) - 1 :]:
            self._need_paragraph(step)
            self.open.append(_OpenContainer(step))
        if isinstance(unit.leaf, TableRow):
            self.open[-1].rows.append(unit.leaf)
        else:
            self.open[-1].blocks.append(unit.leaf)

    def document(self) -> Document:
        self._close_to(0)
        return Document(tuple(self.open[0].blocks))

    def _matching(self, path: tuple[ContainerStep, ...]) -> int:
        """Return how many of the open containers are around a unit with this path."""
        steps = [opened.step for opened in self.open[1:]]
        for number, (opened, step) in enumerate(zip(steps, path, strict=False)):
            if isinstance(step, ItemStep):
                if step.begins or not isinstance(opened, ItemStep):
                    return number
            elif opened != step:
                return number
        return min(len(steps), len(path))

    def _need_paragraph(self, step: ContainerStep) -> None:
        """An item begins with a paragraph, also where another block is what is left of it."""
        around = self.open[-1]
        if isinstance(around.step, ItemStep) and not around.blocks:
            around.blocks.append(Paragraph(()))

    def _close_to(self, depth: int) -> None:
        while len(self.open) - 1 > depth:
            self._close_last()

    def _close_last(self) -> None:
        closed = self.open.pop()
        around = self.open[-1]
        if isinstance(closed.step, ItemStep):
            blocks = tuple(closed.blocks) or (Paragraph(()),)
            around.items.append(ListItem(blocks, closed.step.number))
        elif isinstance(closed.step, ListStep):
            around.blocks.append(replace(closed.step.empty, items=tuple(closed.items)))
        elif isinstance(closed.step, QuoteStep):
            around.blocks.append(Quotation(tuple(closed.blocks)))
        elif closed.rows:
            rows = tuple(row.cells for row in closed.rows)
            around.blocks.append(TextTable(rows, has_header=closed.rows[0].is_header))
