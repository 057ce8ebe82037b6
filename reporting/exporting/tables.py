"""A table as CSV, Excel or JSON; what looks like a formula stays text in each."""

import codecs
import csv
import datetime
import itertools
import json
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import IO, Any, cast

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | datetime.date | None
_LONGEST_CELL = 32_767  # units of UTF-16; Excel's own limit
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NO_TEXT = ("=", "#")  # with which openpyxl takes a text for a formula or an error
IN_MEMORY = 1024 * 1024  # bytes; what is longer lies on disk


class TableFormat(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


MEDIA_TYPES = {
    TableFormat.CSV: "text/csv; charset=utf-8",
    TableFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TableFormat.JSON: "application/json",
}


@dataclass(frozen=True)
class Table:
    """Rows of cells under names of columns; `name` is that of the file."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_table(table: Table, file_format: TableFormat) -> IO[bytes]:
    """The table as a file, at its beginning; a large one lies on disk, and is never whole in memory."""
    write = {TableFormat.CSV: _csv, TableFormat.XLSX: _xlsx, TableFormat.JSON: _json}
    out = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    write[file_format](table, out)
    out.seek(0)
    return out


def _csv(table: Table, out: IO[bytes]) -> None:
    """In UTF-8 with its mark, by which Excel knows it; formulas get an apostrophe before them."""
    writer = csv.writer(codecs.getwriter("utf-8-sig")(out))
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_safe(cell) for cell in row])


def _safe(cell: Cell) -> Cell:
    """As it is written in CSV: yes and no as the API writes them."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx(table: Table, out: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    for row in itertools.chain([table.columns], table.rows):
        sheet.append([_excel_cell(sheet, cell) for cell in row])
    book.save(out)


def _excel_cell(sheet: WriteOnlyWorksheet, value: Cell) -> Any:
    """What openpyxl takes for a cell: the value, or a cell of its own that says that it is text."""
    if not isinstance(value, str):
        return value
    text = _cut(ILLEGAL_CHARACTERS_RE.sub(" ", value), sheet.title)
    if not text.startswith(_NO_TEXT):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # or text that begins with = becomes a formula
    return cell


def _cut(text: str, name: str) -> str:
    """The text; one that no cell holds says at its end that it is cut, and where it is whole."""
    if len(text) <= _LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    note = _(
        " [Cut here: a cell of Excel holds 32,767 characters. The whole text is in %(name)s.csv and "
        "%(name)s.json.]"
    ) % {"name": name}
    kept = units[: 2 * (_LONGEST_CELL - len(note))]
    return kept.decode("utf-16-le", errors="ignore") + note


def _json(table: Table, out: IO[bytes]) -> None:
    """A list of objects, as `json.dumps` writes it with an indent of one."""
    between = "["
    for row in table.rows:
        named = dict(zip(table.columns, row, strict=True))
        words = json.dumps(named, ensure_ascii=False, indent=1, default=str)
        # Line breaks within texts are written as \\n, so those here are all of the layout.
        out.write(f"{between}\n{words}".replace("\n", "\n ").encode())
        between = ","
    out.write(b"[]" if between == "[" else b"\n]")
