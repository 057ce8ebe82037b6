"""Figures over the years: a row for each year."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reporting.enums import Mark
from reporting.models.figures import Figures
from reporting.queries.marks import MarkRow


def by_year_and_kind(held: Iterable[tuple[int, Figures]]) -> dict[tuple[int, str], int]:
    """How many entries of each kind there are in each calendar year, out of (year, figures)."""
    found: Counter[tuple[int, str]] = Counter()
    for year, figures in held:
        for kind, number in figures.by_kind.items():
            found[year, kind] += number
    return found


def marks_by_year(rows: Iterable[MarkRow], years: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many of the activities in `rows` have each mark in each year."""
    found: dict[int, dict[str, int]] = {year: dict.fromkeys(Mark.values, 0) for year in years}
    for row in rows:
        for year, mark in row.marks:
            found[year][mark] += 1
    return found
