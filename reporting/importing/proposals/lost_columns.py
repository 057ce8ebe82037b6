"""A flattened table that has lost its tabs: its lines are told apart by what they say.

A flattened cell ends where a line follows without a blank one; between the paragraphs of a cell there
are blank lines, though not everywhere. Of these places, the one before the first report of the year
begins the executed column, and the one after the last report begins that of the next year.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reporting.importing.proposals.columns import TableColumn
from reporting.importing.proposals.reference import Reference
from reporting.importing.proposals.register import same_activity
from reporting.importing.sources.model import Line, SourceCell, text_line
from reporting.recognition.language_detection import detect
from reporting.recognition.languages import language as language_data
from reporting.recognition.patterns import any_of

_FINANCING = re.compile(
    r"\s*(?:financing|funding|funds?|financiamiento|fondos|financement|fonds|financiamento|fundos)\b",
    re.IGNORECASE,
)
_LONGEST_SOURCE = 160  # characters of a line that begins the financing


def columns_by_sense(
    cell: SourceCell, reference: Reference
) -> dict[TableColumn, list[SourceCell]] | None:
    """Return the cells of the columns, or None where what the lines say does not tell them."""
    lines = list(_whole_lines(cell.lines))
    code, _certainty = detect([cell.text])
    activities = _count_activities(lines, reference)
    rest = lines[activities:]
    money = next((at for at, line in enumerate(rest) if _begins_financing(line)), len(rest))
    items = rest[:money]
    ends = _ends_of_executed(items, code)
    if not activities or ends is None:
        return None
    executed, next_year = ends
    parts = {
        TableColumn.ACTIVITIES: lines[:activities],
        TableColumn.PLANNED: items[:executed],
        TableColumn.EXECUTED: items[executed:next_year],
        TableColumn.NEXT_YEAR: items[next_year:],
        TableColumn.FINANCING: rest[money:],
    }
    return {column: [SourceCell(tuple(part), cell.place)] for column, part in parts.items() if part}


def _whole_lines(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that are not empty; a line of one word belongs to the one before it."""
    pending: Line | None = None
    for line in lines:
        if line.is_empty:
            continue
        if pending is not None and not line.follows_blank and " " not in line.text:
            pending = replace(pending, content=text_line(f"{pending.text} {line.text}").content)
            continue
        if pending is not None:
            yield pending
        pending = line
    if pending is not None:
        yield pending


def _count_activities(lines: Sequence[Line], reference: Reference) -> int:
    """Return how many lines at the start are wordings of Program activities."""
    for at, line in enumerate(lines):
        if same_activity(line.text, reference) is None:
            return at
    return len(lines)


def _begins_financing(line: Line) -> bool:
    return len(line.text) <= _LONGEST_SOURCE and bool(_FINANCING.match(line.text))


def _ends_of_executed(items: Sequence[Line], code: str) -> tuple[int, int] | None:
    """Return where the executed items begin, and where those of the next year do."""
    borders = [at for at, line in enumerate(items) if at and not line.follows_blank]
    reports = [at for at, line in enumerate(items) if _reports(line.text, code)]
    if not reports:
        return None
    before = [at for at in borders if at <= reports[0]]
    after = [at for at in borders if at > reports[-1]]
    return (before[-1], after[0]) if before and after else None


def _reports(text: str, code: str) -> bool:
    words = language_data(code).years.reports
    return bool(words) and bool(re.search(rf"\b{any_of(words)}\b", text, re.IGNORECASE))
