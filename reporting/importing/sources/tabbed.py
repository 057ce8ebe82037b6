"""Reading text with tabs: a table pasted as text, or a report whose tables were flattened.

Two forms are known. Rows on lines, with a tab between two cells, as a spreadsheet copies them. And
flattened Word tables, in which a line that begins with a tab begins a cell.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.utils.translation import gettext as _

from reporting.exceptions import FileRefused
from reporting.importing.sources.model import (
    FileRow,
    Line,
    Source,
    SourceCell,
    SourceTable,
    text_line,
)
from reporting.importing.sources.packages import MAX_FILE, too_large

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_MAX_TEXT = 5 * 1024 * 1024
_MAX_COLUMNS = 60
_MAX_ROWS = 5000
_MAX_LINES = 20_000  # of flattened text; the report of 2011 has 1,100
_BYTE_ORDER = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def as_text(data: bytes, name: str) -> str | None:
    """Return the characters of a text file, None for a file of another kind.

    Raises `FileRefused` for a text that is too large or in an unknown encoding.
    """
    if len(data) > MAX_FILE:
        raise too_large()
    encoding = next((known for mark, known in _BYTE_ORDER.items() if data.startswith(mark)), "")
    if not encoding and (b"\0" in data[:2000] or _has_signature(data)):
        return None
    is_named_text = name.lower().endswith((".txt", ".tsv", ".tab", ".csv"))
    if not encoding and not is_named_text and b"\t" not in data:
        return None
    if len(data) > _MAX_TEXT:
        raise too_large()
    for known in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(known)
        except UnicodeDecodeError:
            continue
        if _CONTROL.search(text):
            break
        return text
    raise FileRefused(_("The text is damaged or in an unknown encoding. Save it as UTF-8."))


def _has_signature(data: bytes) -> bool:
    start = data.lstrip()[:8]
    return start.startswith(
        (b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"\xd0\xcf\x11\xe0", b"<?xml", b"<html")
    )


def read_tabbed(text: str) -> Source:
    """Return the content of a text. Raises `FileRefused` if it has no tab, hence no table."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\t" not in text:
        raise FileRefused(
            _("The text has no table. Separate the columns with tabs, or send a Word document.")
        )
    if _is_flattened(text):
        if text.count("\n") > _MAX_LINES:
            raise too_large()
        return Source(tuple(_flattened(text)))
    return Source(tuple(_rows(text)))


def _is_flattened(text: str) -> bool:
    """Whether a line with a tab at its start begins a cell, and tabs stand nowhere else."""
    starts = inside = 0
    for line in text.split("\n"):
        if line.startswith("\t"):
            starts += 1
        inside += "\t" in line.strip("\t")
    return starts > 3 and inside * 4 < starts


def _rows(text: str) -> Iterator[Line | SourceTable]:
    rows = []
    try:
        reader = csv.reader(io.StringIO(text), delimiter="\t", strict=False)
        records = list(islice(reader, _MAX_ROWS + 1))
    except csv.Error as error:
        raise FileRefused(_("The text is damaged: a quotation mark is not closed.")) from error
    if len(records) > _MAX_ROWS:
        raise too_large()
    for number, record in enumerate(records, start=1):
        if len(record) > _MAX_COLUMNS:
            raise FileRefused(
                _("A table has more than %(number)d columns.") % {"number": _MAX_COLUMNS}
            )
        cells = tuple(
            SourceCell(
                tuple(text_line(part) for part in value.split("\n")),
                _("row %(row)d, column %(column)d") % {"row": number, "column": column},
            )
            for column, value in enumerate(record, start=1)
        )
        filled = [cell for cell in cells if not cell.is_empty]
        rows.append(FileRow(cells, spans_all=len(filled) == 1 and not cells[0].is_empty))
    width = max((len(row.cells) for row in rows), default=0)
    padded = (
        FileRow(row.cells + (SourceCell(),) * (width - len(row.cells)), row.spans_all)
        for row in rows
    )
    yield SourceTable(tuple(padded))


def _flattened(text: str) -> Iterator[Line | SourceTable]:
    """Yield the cells of flattened tables, each as a table of one cell, and the lines between."""
    cell: list[str] | None = None
    first = 0
    for number, line in enumerate([*text.split("\n"), "\t"], start=1):
        if line.startswith("\t"):
            if cell is not None:
                yield _flat_cell(cell, first)
            cell, first = [line.lstrip("\t")], number
        elif cell is None:
            yield text_line(line)
        else:
            cell.append(line)


def _flat_cell(lines: list[str], first: int) -> SourceTable:
    place = _("line %(line)d") % {"line": first}
    return SourceTable(
        (FileRow((SourceCell(tuple(_joined(lines)), place),), spans_all=True),), name="flat"
    )


def _joined(lines: list[str]) -> Iterator[Line]:
    """Yield the lines that are not empty; flattening put empty ones anywhere."""
    is_blank = True
    for line in lines:
        if words := line.replace("\u00a0", " ").strip():
            yield replace(text_line(words), follows_blank=is_blank)
            is_blank = False
        else:
            is_blank = True
