"""Reading the spreadsheet that fills the register: CSV or Excel, with one row for each activity."""

import csv
import io

from django.utils.translation import gettext as _

from program.models import Activity, Language, Program
from program.rich_text import to_plain
from program.rich_text.characters import clean, with_line_feeds
from reporting.actions.register import RowValues
from reporting.exceptions import FileRefused
from reporting.exporting.tables import Table
from reporting.importing.sources.excel import read_excel
from reporting.importing.sources.packages import opened

COLUMNS = ("number", *(f"text_{code}" for code in Language.values), "implementers", "source")
MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 1000
_MAX_COLUMNS = 30
_MAX_CELL = 50_000  # characters; a longer cell is cut, and is refused as too long
_ARCHIVE = b"PK\x03\x04"
_DELIMITERS = ",;\t"


def read_register_file(data: bytes, name: str) -> list[RowValues]:
    """Return the rows of a file, each with its `line`. Empty rows are left out.

    Raises `FileRefused` for a file that cannot be read, is too large, or has other columns.
    """
    if len(data) > MAX_BYTES:
        raise FileRefused(
            _("The file is too large: at most %(size)d MB.") % {"size": MAX_BYTES // 1024 // 1024}
        )
    lines = _excel_rows(data, name) if data.startswith(_ARCHIVE) else _csv_rows(data)
    if len(lines) > MAX_ROWS:
        raise FileRefused(_("The file has more than %(rows)d rows.") % {"rows": MAX_ROWS})
    filled = [(line, cells) for line, cells in enumerate(lines, start=1) if any(cells)]
    if not filled:
        raise FileRefused(_("The file has no rows."))
    columns = _columns(filled[0][1])
    rows = [
        {"line": str(line)}
        | {column: cells[place] for column, place in columns.items() if place < len(cells)}
        for line, cells in filled[1:]
    ]
    if not rows:
        raise FileRefused(_("The file has column names and no rows below them."))
    return rows


def register_template(program: Program) -> Table:
    """Return the register as a table with the columns of such a file, to be filled in."""
    activities = program.activities.order_by("position").prefetch_related(
        "translations", "implementers"
    )
    return Table("register", COLUMNS, [_template_row(activity) for activity in activities])


def _template_row(activity: Activity) -> list[str]:
    texts = {row.language: row.text for row in activity.translations.all()}
    texts[activity.language] = activity.text
    return [
        activity.code,
        *(to_plain(texts.get(code, "")) for code in Language.values),
        ", ".join(implementer.acronym for implementer in activity.implementers.all()),
        activity.text_source,
    ]


def _columns(names: list[str]) -> dict[str, int]:
    """Return the place of each column by its name. Raises `FileRefused`, which names every fault."""
    given = [name.casefold().replace(" ", "_") for name in names]
    while given and not given[-1]:
        given.pop()
    problems = []
    for name in dict.fromkeys(given):
        if name.startswith("text_") and name not in COLUMNS:
            languages = ", ".join(Language.values)
            message = _("“%(name)s” is in no language of the register (%(languages)s).")
            problems.append(message % {"name": name[:40], "languages": languages})
        elif name not in COLUMNS:
            problems.append(_("The column “%(name)s” is unknown.") % {"name": name[:40]})
        elif given.count(name) > 1:
            problems.append(_("The column “%(name)s” occurs twice.") % {"name": name})
    for required in ("number", "source"):
        if required not in given:
            problems.append(_("The column “%(name)s” is missing.") % {"name": required})
    if not any(name.startswith("text_") for name in given):
        problems.append(_("There is no column with texts, such as “text_en”."))
    if problems:
        known = _("The columns are: %(columns)s.") % {"columns": ", ".join(COLUMNS)}
        raise FileRefused(" ".join([*problems, known]))
    return {name: place for place, name in enumerate(given)}


def _excel_rows(data: bytes, name: str) -> list[list[str]]:
    kind, package = opened(data, name)
    if kind != "excel":
        raise FileRefused(_("The file is a Word document. Send an Excel workbook or a CSV file."))
    tables = read_excel(package, data).tables
    if not tables:
        raise FileRefused(_("The workbook has no visible sheet."))
    return [[_excel_text(cell) for cell in row.cells[:_MAX_COLUMNS]] for row in tables[0].rows]


def _excel_text(cell: object) -> str:
    value = getattr(cell, "value", None)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    lines = [line.text for line in getattr(cell, "lines", ())]
    return _cleaned("\n".join(lines))


def _csv_rows(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    if "\0" in text:
        raise FileRefused(_("The file is neither an Excel workbook (.xlsx) nor a CSV file."))
    first_line = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    rows = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append([_cleaned(cell) for cell in cells[:_MAX_COLUMNS]])
            if len(rows) > MAX_ROWS:
                break
    except csv.Error as error:
        raise FileRefused(_("The file cannot be read as CSV: %(why)s.") % {"why": error}) from error
    return rows


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]  # the second is what Excel writes without "UTF-8"
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(_("The file is neither an Excel workbook (.xlsx) nor a CSV file."))


def _cleaned(text: str) -> str:
    """Return a cell without characters that no one sees, and without the mark of a formula."""
    stripped = clean(with_line_feeds(text[: _MAX_CELL + 1])).strip()
    return stripped[1:] if stripped[:2] in ("'=", "'+", "'-", "'@") else stripped
