"""Figures of public chapters and of their years: those kept, else counted now.

They are kept when a chapter becomes public (`reporting.actions.figures`), so that a page costs the
same however much there is.
"""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from reporting.models import ChapterFigures, ReportingYear, Submission, YearFigures
from reporting.queries.counting import chapters_counted, years_counted
from reporting.queries.years import current_years_reported


def figures_of_years(years: Iterable[int], *columns: str) -> dict[int, YearFigures]:
    """The figures of each year, by the year's key. One query, and six more for years not kept.

    `columns` are read alone when they are given.
    """
    keys = set(years)
    found = YearFigures.objects.only(*columns).in_bulk(keys) if keys else {}
    return _with_missing(found, keys)


def figures_of_current_years(*columns: str, year: int | None = None) -> dict[int, YearFigures]:
    """Those of the current Program's years of which anything is public, or of the calendar year
    `year` alone. One query, and six more for years not kept."""
    years = current_years_reported()
    if year is not None:
        years = years.filter(year=year)
    return figures_with(with_figures(years.order_by(), *columns))


def with_figures(
    years: QuerySet[ReportingYear], *columns: str, own: Sequence[str] = ("pk",)
) -> QuerySet[ReportingYear]:
    """The years with what `figures_with` gives, of which these `columns` alone are read, as their
    `own` ones are."""
    return years.select_related("figures").only(*own, *(f"figures__{name}" for name in columns))


def figures_with(years: Iterable[ReportingYear]) -> dict[int, YearFigures]:
    """The figures that came with each year, by the year's key. Six queries for years not kept."""
    shown = list(years)
    found = {year.pk: year.figures for year in shown if hasattr(year, "figures")}
    return _with_missing(found, {year.pk for year in shown})


def figures_of_chapters(chapters: Iterable[int], *columns: str) -> dict[int, ChapterFigures]:
    """The figures of these public chapters (keys), by the key. One query, and five more for
    chapters not kept. `columns` are read alone when they are given."""
    keys = set(chapters)
    found = ChapterFigures.objects.only(*columns).in_bulk(keys) if keys else {}
    if missing := keys - set(found):
        found |= chapters_counted(Submission.objects.filter(pk__in=missing))
    # A chapter that has just gone holds nothing.
    return {key: found.get(key) or ChapterFigures(submission_id=key) for key in keys}


def _with_missing(found: dict[int, YearFigures], years: set[int]) -> dict[int, YearFigures]:
    """The figures found of these years, and those of the others counted now."""
    if missing := years - found.keys():
        found |= {key: year.figures for key, year in years_counted(missing).items()}
    return found
