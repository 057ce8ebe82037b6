"""Questions about reporting years."""

from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from reporting.exceptions import UnknownYear
from reporting.models import Edition, ReportingYear, Submission
from reporting.models.year import ReportingYearQuerySet


def get_year(year: int) -> ReportingYear:
    """The current Program's reporting year `year` (a calendar year).

    Raises `UnknownYear`, which names the years there are.
    """
    current = ReportingYear.objects.of_current_program()
    found = (
        _with_newest_edition(current)
        .filter(year=year)
        .select_related("program__resolution", "cover")
        .first()
    )
    if found is None:
        known = ", ".join(str(known) for known in current.values_list("year", flat=True))
        raise UnknownYear(
            _("There is no reporting year %(year)s. On record: %(known)s.")
            % {"year": year, "known": known or _("none")}
        )
    return found


def get_public_year(year: int) -> ReportingYear | None:
    """The same when anything of it is public; None otherwise. Takes one query."""
    return (
        _with_newest_edition(current_years_reported())
        .filter(year=year)
        .select_related("program__resolution", "cover")
        .first()
    )


def years_reported() -> ReportingYearQuerySet:
    """The years of which anything is public, of all Programs."""
    reported = Submission.objects.public().order_by().values("reporting_year")
    return ReportingYear.objects.filter(pk__in=reported)


def current_years_reported() -> ReportingYearQuerySet:
    """Those of the current Program."""
    return years_reported().of_current_program()


def complete_years() -> ReportingYearQuerySet:
    """Those of which nothing is in work, or a report is issued: what is said of the whole of such a
    year is not ahead of what is public. A chapter that another stands in for is not in work."""
    return years_reported().filter(_no_unpublished_chapters())


def is_whole(reporting_year: ReportingYear) -> bool:
    """Whether the year is one of these. Takes one query."""
    return complete_years().filter(pk=reporting_year.pk).exists()


def public_chapters_in(years: Collection[int]) -> models.QuerySet[Submission]:
    """The public chapters of these calendar years of the current Program, with their years."""
    return (
        Submission.objects.public()
        .of_current_program()
        .filter(reporting_year__year__in=years)
        .select_related("reporting_year")
    )


def public_years() -> list[ReportingYear]:
    """The current Program's years of which anything is public, newest first; `is_whole` says whether
    a year is one of the `complete_years`."""
    return list(
        _with_newest_edition(current_years_reported())
        .annotate(is_whole=_no_unpublished_chapters())
        .select_related("program", "cover")
        .order_by("-year")
    )


def public_calendar() -> dict[int, int]:
    """Which calendar year each of them is, by its key, newest first.

    For pages that only need to know what years there are. Takes one query.
    """
    return dict(current_years_reported().order_by("-year").values_list("pk", "year"))


def _no_unpublished_chapters() -> Q:
    chapters = Submission.objects.filter(reporting_year=OuterRef("pk"), published_copy__isnull=True)
    in_work = chapters.not_public()
    issued = Edition.objects.filter(reporting_year=OuterRef("pk"))
    return ~Exists(in_work) | Exists(issued)


def _with_newest_edition(years: ReportingYearQuerySet) -> ReportingYearQuerySet:
    """With `newest_symbol` and `newest_date`, by which the report is known once it is issued."""
    newest = Edition.objects.filter(reporting_year=OuterRef("pk")).order_by("-number")
    return years.annotate(
        newest_symbol=Subquery(newest.values("symbol")[:1]),
        newest_date=Subquery(newest.values("date")[:1]),
    )


def year_to_begin_with(years: Sequence[ReportingYear]) -> ReportingYear | None:
    """Of the `public_years`, the one that is shown before a reader chooses: the newest whole one,
    for with its first chapter a year is nearly empty; else the newest; None when there is none."""
    whole = (year for year in years if year.is_whole)  # type: ignore[attr-defined]
    return next(whole, years[0] if years else None)
