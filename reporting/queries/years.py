"""Queries about reporting years."""

from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from reporting.exceptions import UnknownYear
from reporting.models import Edition, ReportingYear, Submission
from reporting.models.year import ReportingYearQuerySet, is_complete


def get_year(year: int) -> ReportingYear:
    """Return the current Program's reporting year `year` (a calendar year).

    Raises `UnknownYear`, which names the existing years.
    """
    current = ReportingYear.objects.of_current_program()
    reporting_year = (
        _with_newest_edition(current)
        .filter(year=year)
        .select_related("program__resolution", "cover")
        .first()
    )
    if reporting_year is None:
        known = ", ".join(str(known) for known in current.values_list("year", flat=True))
        raise UnknownYear(
            _("There is no reporting year %(year)s. On record: %(known)s.")
            % {"year": year, "known": known or _("none")}
        )
    return reporting_year


def get_public_year(year: int) -> ReportingYear | None:
    """Return the same if anything of the year is public, else None. Takes one query."""
    return (
        _with_newest_edition(_years_reported())
        .filter(year=year)
        .select_related("program__resolution", "cover")
        .first()
    )


def current_years_reported() -> ReportingYearQuerySet:
    """Return the same without demonstration years, which count nowhere."""
    return _years_reported().without_demonstrations()


def demonstration_years_shown() -> ReportingYearQuerySet:
    """Return the current Program's demonstration years of which anything is public."""
    return _years_reported().filter(is_demonstration=True).order_by("-year")


def _years_reported() -> ReportingYearQuerySet:
    """Return the current Program's years of which anything is public."""
    return ReportingYear.objects.public().of_current_program()


def is_whole(reporting_year: ReportingYear) -> bool:
    """Return whether the year is complete (see `ReportingYearQuerySet`). Takes one query."""
    return ReportingYear.objects.complete().filter(pk=reporting_year.pk).exists()


def public_chapters_in(years: Collection[int]) -> models.QuerySet[Submission]:
    """Return the current Program's public chapters of these calendar years, with their years.

    A demonstration year counts only where it is the only year: on its own pages.
    """
    return (
        Submission.objects.public()
        .of_current_program()
        .filter(reporting_year__year__in=years)
        .select_related("reporting_year")
    )


def public_years() -> list[ReportingYear]:
    """Return the current Program's years of which anything is public, newest first.

    `is_whole` says whether a year is complete (see `ReportingYearQuerySet`).
    """
    return list(
        _with_newest_edition(current_years_reported())
        .annotate(is_whole=is_complete())
        .select_related("program", "cover")
        .order_by("-year")
    )


def public_calendar() -> dict[int, int]:
    """Return the calendar years of which anything is public, by the year's key, newest first.

    For pages that only list the years. Takes one query.
    """
    return dict(current_years_reported().order_by("-year").values_list("pk", "year"))


def _with_newest_edition(years: ReportingYearQuerySet) -> ReportingYearQuerySet:
    """Annotate the symbol and the date of the newest edition, by which a report is cited."""
    newest = Edition.objects.filter(reporting_year=OuterRef("pk")).order_by("-number")
    return years.annotate(
        newest_symbol=Subquery(newest.values("symbol")[:1]),
        newest_date=Subquery(newest.values("date")[:1]),
    )


def year_to_begin_with(years: Sequence[ReportingYear]) -> ReportingYear | None:
    """Return the year to show before the reader chooses one, out of the `public_years`.

    It is the newest complete year, since a year with only its first chapters is nearly empty.
    Without a complete year it is the newest; without any, None.
    """
    complete = (year for year in years if year.is_whole)  # type: ignore[attr-defined]
    return next(complete, years[0] if years else None)
