"""Reading an Excel workbook: visible sheets, rows and columns, and the results of formulas."""

import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import openpyxl
from django.utils.translation import gettext as _
from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from reporting.exceptions import FileRefused
from reporting.importing.sources.model import (
    CellValue,
    FileRow,
    Source,
    SourceCell,
    SourceTable,
    text_line,
)
from reporting.importing.sources.packages import Package, damaged

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_MAX_ROWS = 5000
_MAX_COLUMNS = 60
_MAX_MERGED = 5000
_MAX_SHEETS = 50
# What openpyxl raises when it reads a damaged workbook.
_MALFORMED = (KeyError, ValueError, TypeError, AttributeError, IndexError)


@dataclass
class _Layout:
    """What is merged and hidden in a sheet."""

    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)  # first to last
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    without_result: list[str] = field(default_factory=list)


def read_excel(package: Package, data: bytes) -> Source:
    """Return each visible sheet as a table. Raises `FileRefused`."""
    for name in sorted(package.names):
        if name.endswith((".xml", ".rels")):
            package.xml(name)  # refuses what is hostile or damaged before openpyxl reads it
    try:
        book = openpyxl.load_workbook(
            io.BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
    except (*_MALFORMED, zipfile.BadZipFile, OSError) as error:
        raise damaged() from error
    if len(book.worksheets) > _MAX_SHEETS:
        raise FileRefused(
            _("The workbook has more than %(number)d sheets.") % {"number": _MAX_SHEETS}
        )
    tables: list[SourceTable] = []
    warnings: list[str] = []
    try:
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                warnings.append(
                    _("The sheet “%(name)s” is hidden and was left out.") % {"name": sheet.title}
                )
                continue
            tables.append(_table(sheet, package, warnings))
    except (*_MALFORMED, etree.XMLSyntaxError) as error:
        raise damaged() from error
    return Source(tuple(tables), tuple(warnings))


def _table(sheet: ReadOnlyWorksheet, package: Package, warnings: list[str]) -> SourceTable:
    layout = _layout(package.xml(sheet._worksheet_path.lstrip("/")))
    rows: list[FileRow] = []
    name = sheet.title
    for number, values in enumerate(
        sheet.iter_rows(max_row=_MAX_ROWS + 1, max_col=_MAX_COLUMNS, values_only=True), start=1
    ):
        if number > _MAX_ROWS:
            if any(value is not None for value in values):
                raise FileRefused(
                    _("The sheet “%(name)s” has more than %(number)d rows.")
                    % {"name": name, "number": _MAX_ROWS}
                )
            break
        if number in layout.hidden_rows:
            rows.append(FileRow(()))
            continue
        cells = tuple(
            _cell(value, number, column, name, layout)
            for column, value in enumerate(values, start=1)
        )
        rows.append(FileRow(cells, spans_all=_is_title(number, cells, layout)))
    while rows and all(cell.is_empty for cell in rows[-1].cells):
        rows.pop()
    if layout.hidden_rows or layout.hidden_columns:
        warnings.append(
            _("The sheet “%(name)s” has hidden rows or columns, which were left out.")
            % {"name": name}
        )
    for coordinate in layout.without_result[:5]:
        warnings.append(
            _("Sheet “%(name)s”, cell %(cell)s: the formula has no stored result and was left out.")
            % {"name": name, "cell": coordinate}
        )
    filled = (
        number for row in rows for number, cell in enumerate(row.cells, 1) if not cell.is_empty
    )
    width = max(filled, default=0)
    padded = (FileRow((row.cells + (SourceCell(),) * width)[:width], row.spans_all) for row in rows)
    return SourceTable(tuple(padded), name=name, is_sheet=True)


def _cell(value: object, row: int, column: int, sheet: str, layout: _Layout) -> SourceCell:
    if column in layout.hidden_columns:
        return SourceCell()
    place = _("sheet “%(sheet)s”, cell %(cell)s") % {
        "sheet": sheet, "cell": f"{get_column_letter(column)}{row}",
    }  # fmt: skip
    if value is None:
        return SourceCell((), place)
    kept: CellValue
    if isinstance(value, datetime.datetime):
        kept = value.date()
        text = kept.isoformat()
    elif isinstance(value, datetime.date):
        kept, text = value, value.isoformat()
    elif isinstance(value, bool) or not isinstance(value, int | float):
        kept = text = str(value)
    else:
        kept = value
        text = str(int(value)) if float(value).is_integer() else str(value)
    lines = tuple(text_line(part.replace("\u00a0", " ")) for part in _printable(text).split("\n"))
    return SourceCell(lines, place, kept)


def _printable(text: str) -> str:
    return re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("_x000D_", ""))


def _is_title(row: int, cells: tuple[SourceCell, ...], layout: _Layout) -> bool:
    """Whether the only filled cell of a row is merged over several columns, or the first one."""
    filled = [number for number, cell in enumerate(cells, start=1) if not cell.is_empty]
    if len(filled) != 1:
        return False
    _last_row, last_column = layout.merged.get((row, filled[0]), (row, filled[0]))
    return last_column > filled[0] or filled[0] == 1


def _layout(root: etree._Element | None) -> _Layout:
    layout = _Layout()
    if root is None:
        return layout
    for number, merged in enumerate(root.iter(f"{S}mergeCell")):
        if number >= _MAX_MERGED:
            break
        try:
            first_column, first_row, last_column, last_row = range_boundaries(merged.get("ref", ""))
        except (ValueError, TypeError):
            continue  # a reference that is no range merges nothing
        if None not in (first_column, first_row, last_column, last_row):
            layout.merged[(first_row, first_column)] = (last_row, last_column)
    for row in root.iter(f"{S}row"):
        if row.get("hidden") in ("1", "true") and (row.get("r") or "").isdigit():
            layout.hidden_rows.add(int(row.get("r") or 0))
    for columns in root.iter(f"{S}col"):
        if columns.get("hidden") in ("1", "true"):
            first, last = int(columns.get("min") or 0), int(columns.get("max") or 0)
            layout.hidden_columns |= set(range(first, min(last, _MAX_COLUMNS) + 1))
    layout.without_result = list(_formulas_without_result(root))
    return layout


def _formulas_without_result(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(f"{S}c"):
        if cell.find(f"{S}f") is not None and not (cell.findtext(f"{S}v") or ""):
            yield cell.get("r", "")
