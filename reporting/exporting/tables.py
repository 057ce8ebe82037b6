"""A table as CSV, Excel or JSON. Text that looks like a formula stays text in each."""

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

from reporting.spreadsheets import without_formula

Cell = str | int | float | datetime.date | None
_LONGEST_CELL = 32_767  # UTF-16 code units; the limit of Excel
_NO_TEXT = ("=", "#")  # beginnings of texts that openpyxl reads as a formula or an error
IN_MEMORY = 1024 * 1024  # bytes; a larger file is kept on disk


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
    """Rows of cells with the names of their columns; `name` is that of the file."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_table(table: Table, file_format: TableFormat) -> IO[bytes]:
    """The table as a file, positioned at its beginning. A large file is kept on disk."""
    write = {TableFormat.CSV: _csv, TableFormat.XLSX: _xlsx, TableFormat.JSON: _json}
    out = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    write[file_format](table, out)
    out.seek(0)
    return out


def _csv(table: Table, out: IO[bytes]) -> None:
    """Write CSV in UTF-8 with a byte order mark, which Excel needs, and formulas as text."""
    writer = csv.writer(codecs.getwriter("utf-8-sig")(out))
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_safe(cell) for cell in row])


def _safe(cell: Cell) -> Cell:
    """The cell as CSV: booleans as in the API, and an apostrophe before a formula."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return without_formula(cell) if isinstance(cell, str) else cell


def _xlsx(table: Table, out: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    for row in itertools.chain([table.columns], table.rows):
        sheet.append([_excel_cell(sheet, cell) for cell in row])
    book.save(out)


def _excel_cell(sheet: WriteOnlyWorksheet, value: Cell) -> Any:
    """The value for openpyxl; a text that it would read as a formula becomes a cell of text."""
    if not isinstance(value, str):
        return value
    text = _cut(ILLEGAL_CHARACTERS_RE.sub(" ", value), sheet.title)
    if not text.startswith(_NO_TEXT):
        return text
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # otherwise text that begins with = becomes a formula
    return cell


def _cut(text: str, name: str) -> str:
    """The text; one that is too long for a cell is cut, with a note that names the other files."""
    if len(text) <= _LONGEST_CELL // 2:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    note = _(
        " [Cut here: a cell of Excel holds 32,767 characters. The whole text is in %(name)s.csv and "
        "%(name)s.json.]"
    ) % {"name": name}
    beginning = units[: 2 * (_LONGEST_CELL - len(note))]
    return beginning.decode("utf-16-le", errors="ignore") + note


def _json(table: Table, out: IO[bytes]) -> None:
    """Write a list of objects row by row, in the format of `json.dumps` with an indent of one."""
    separator = "["
    for row in table.rows:
        record = dict(zip(table.columns, row, strict=True))
        encoded = json.dumps(record, ensure_ascii=False, indent=1, default=str)
        # A line break in a text is encoded as \\n, so these line breaks belong to the layout.
        out.write(f"{separator}\n{encoded}".replace("\n", "\n ").encode())
        separator = ","
    out.write(b"[]" if separator == "[" else b"\n]")
