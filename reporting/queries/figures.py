"""Figures over the years: a row for each year."""

from collections.abc import Iterable, Sequence

from reporting.queries.marks import Mark, MarkRow


def marks_by_year(rows: Iterable[MarkRow], years: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many of the activities in `rows` have each mark in each year."""
    found: dict[int, dict[str, int]] = {year: dict.fromkeys(Mark.values, 0) for year in years}
    for row in rows:
        for year, mark in row.marks:
            found[year][mark] += 1
    return found
