"""Items of a table with one item in a row, as people make them in a spreadsheet."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.enums import EntryKind, Outcome, Precision, column_year
from reporting.importing.proposals.columns import TableColumn, kind_of
from reporting.importing.proposals.items import DividedItem
from reporting.importing.proposals.lines import placed_lines
from reporting.importing.proposals.marks import Known, cited_numbers
from reporting.importing.sources.model import SourceCell
from reporting.recognition.dates import find_dates
from reporting.recognition.names import fold

_TOTAL = re.compile(
    r"(?:sub-?\s?)?tota(?:l|ux|les|is)\b.{0,30}|(?:suma|somme|soma|sum|grand total)\b.{0,20}"
)
_OUTCOMES = (
    (Outcome.POSTPONED, re.compile(r"postpon|pospuest|aplazad|postergad|diferid|report[ee]{0,2}\b|adiad|deferred|delayed")),
    (Outcome.DROPPED, re.compile(r"cancel|dropped|abandon|suspendid|annul|descartad|not carried|no realizad|no ejecutad|nao realizad|non realis")),
    (Outcome.UNDER_WAY, re.compile(r"under way|underway|in progress|ongoing|on-going|en curso|en proceso|en marcha|en cours|em andamento|em curso|started|partial|parcial|partiel|in process|continuing")),
    (Outcome.CARRIED_OUT, re.compile(r"carried out|completed?\b|done\b|executed|implemented|finished|realizad|ejecutad|cumplid|complet|conclu|termin|realis|execut|acheve|finaliz|held\b")),
)  # fmt: skip


@dataclass(frozen=True)
class Extra:
    """What a row states in cells of their own. Events are first day, last day and precision."""

    numbers: tuple[int, ...] = ()
    events: tuple[tuple[datetime.date, datetime.date, str], ...] = ()
    outcome: str = ""


def items_of_rows(
    rows: Sequence[Mapping[TableColumn, SourceCell]], year: int, known: Known
) -> Iterator[tuple[DividedItem, str, Extra]]:
    """Yield each row's item, its column and what else the row states.

    A column that is named once for a group applies to the rows below it. Totals are left out.
    """
    kind: TableColumn | None = None
    heading = subheading = ""
    for row in rows:
        if (cell := row.get(TableColumn.KIND)) is not None and not cell.is_empty:
            kind = kind_of(cell.text, year) or kind
        text = row.get(TableColumn.TEXT, SourceCell())
        heading = row[TableColumn.HEADING].text or heading if TableColumn.HEADING in row else ""
        subheading = (
            row[TableColumn.SUBHEADING].text or subheading if TableColumn.SUBHEADING in row else ""
        )
        if text.is_empty or kind is None or _is_total(row):
            continue
        item = DividedItem(heading=heading, subheading=subheading)
        item.lines = [
            (line, 0 if number == 0 or not line.marked.is_marked else 1)
            for number, line in enumerate(placed_lines([text], known))
        ]
        if not item.lines:
            continue
        first = item.lines[0][0].marked
        item.label, item.numbers = first.label, first.numbers
        if TableColumn.LABEL in row:
            item.label = row[TableColumn.LABEL].text or item.label
        item.doubts += _place_doubt(row)
        yield item, kind.value, _extra(row, kind, year, item)


def _is_total(row: Mapping[TableColumn, SourceCell]) -> bool:
    """Whether the row adds up the others: "Total" is all that its text, or its first cell, says."""
    texts = [
        row[column].text
        for column in (TableColumn.TEXT, TableColumn.KIND, TableColumn.NUMBERS)
        if column in row
    ]
    return any(_TOTAL.fullmatch(fold(text).strip(" :.")) for text in texts if text)


def _extra(
    row: Mapping[TableColumn, SourceCell], kind: TableColumn, year: int, item: DividedItem
) -> Extra:
    numbers = cited_numbers(row[TableColumn.NUMBERS].text) if TableColumn.NUMBERS in row else ()
    base = column_year(EntryKind.NEXT_YEAR, year) if kind is TableColumn.NEXT_YEAR else year
    events = _events(
        row.get(TableColumn.START, SourceCell()), row.get(TableColumn.END, SourceCell()), base
    )
    if (
        any(
            column in row and not row[column].is_empty
            for column in (TableColumn.START, TableColumn.END)
        )
        and not events
    ):
        item.doubts.append(_("The dates of the row could not be read."))
    return Extra(numbers, events, _outcome(row.get(TableColumn.OUTCOME, SourceCell()).text))


def _events(
    start: SourceCell, end: SourceCell, year: int
) -> tuple[tuple[datetime.date, datetime.date, str], ...]:
    first, last = _period(start, year), _period(end, year)
    if first is None and last is None:
        return ()
    if first is None or last is None:
        known = first or last
        return (known,) if known else ()
    if last[1] < first[0]:
        return (first, last)
    same = first[2] == last[2]
    precision = first[2] if same else Precision.DAY.value
    return ((first[0], last[1], precision),)


def _period(cell: SourceCell, year: int) -> tuple[datetime.date, datetime.date, str] | None:
    if isinstance(cell.value, datetime.date):
        return cell.value, cell.value, Precision.DAY.value
    for language in ("en", "es", "fr", "pt"):
        for date in find_dates(cell.text[:200], year=year, lang=language):
            if date.iso and date.first and date.last:
                return date.first, date.last, date.precision.value
    return None


def _outcome(text: str) -> str:
    folded = fold(text)
    return next((outcome.value for outcome, words in _OUTCOMES if words.search(folded)), "")


def _place_doubt(row: Mapping[TableColumn, SourceCell]) -> list[str]:
    """Name what a row says of countries and places, which the text does not."""
    cells = [
        row[column].text for column in (TableColumn.COUNTRIES, TableColumn.PLACE) if column in row
    ]
    words = ", ".join(filter(None, cells))
    return [_("The row also names: %(words)s.") % {"words": words[:120]}] if words else []
