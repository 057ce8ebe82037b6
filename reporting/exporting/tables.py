"""A table as CSV, Excel or JSON; what looks like a formula stays text in each."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Cell = str | int | float | datetime.date | None
_LONGEST_CELL = 32_767  # units of UTF-16; Excel's own limit
# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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


def write_table(table: Table, file_format: TableFormat) -> bytes:
    """The table as a file."""
    write = {TableFormat.CSV: _csv, TableFormat.XLSX: _xlsx, TableFormat.JSON: _json}
    return write[file_format](table)


def _csv(table: Table) -> bytes:
    """In UTF-8 with its mark, by which Excel knows it; formulas get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([_safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _safe(cell: Cell) -> Cell:
    """As it is written in CSV: yes and no as the API writes them."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx(table: Table) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.name)
    for row in (table.columns, *table.rows):
        sheet.append([_excel_cell(sheet, cell) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _excel_cell(sheet: WriteOnlyWorksheet, value: Cell) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    text = _cut(ILLEGAL_CHARACTERS_RE.sub(" ", value), sheet.title)
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # or text that begins with = becomes a formula
    return cell


def _cut(text: str, name: str) -> str:
    """The text; one that no cell holds says at its end that it is cut, and where it is whole."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * _LONGEST_CELL:
        return text
    note = _(
        " [Cut here: a cell of Excel holds 32,767 characters. The whole text is in %(name)s.csv and "
        "%(name)s.json.]"
    ) % {"name": name}
    kept = units[: 2 * (_LONGEST_CELL - len(note))]
    return kept.decode("utf-16-le", errors="ignore") + note


def _json(table: Table) -> bytes:
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return json.dumps(rows, ensure_ascii=False, indent=1, default=str).encode()
