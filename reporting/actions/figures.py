"""Keeping the figures of a year beside its entries."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from reporting.models import (
    ChapterFigures,
    CountryFigures,
    Entry,
    ReportingYear,
    Submission,
    YearFigures,
)
from reporting.queries.counting import (
    chapters_counted,
    countries_counted,
    plans_counted,
    sum_of,
    years_continued_in,
)


@transaction.atomic
def keep_figures(year: int) -> None:
    """Count the public chapters of a year (its key) anew and keep what they hold.

    Two who do it at once do it one after the other, so that the later one counts what the earlier
    one made public. Takes a number of queries that does not grow.
    """
    linked = years_continued_in(year)
    YearFigures.objects.get_or_create(reporting_year_id=year)
    # In one order, so that no two wait for each other.
    locked = YearFigures.objects.select_for_update().order_by("pk")
    held = locked.in_bulk({year, *linked})
    _keep_year(held.pop(year))
    _keep_plans(held)


def _keep_year(held: YearFigures) -> None:
    public = Submission.objects.public().filter(reporting_year=held.pk)
    chapters, countries = chapters_counted(public), countries_counted(public)
    plans = plans_counted(Entry.objects.filter(submission__in=public.values("pk")))
    figures = sum_of(list(chapters.values()), year=held.pk, plans=plans.get(held.pk, {}))
    figures.save(force_update=True)
    held.of_chapters.all().delete()
    held.of_countries.all().delete()
    rows: list[ChapterFigures | CountryFigures] = [*chapters.values(), *countries.values()]
    for row in rows:
        row.of_year = held
    ChapterFigures.objects.bulk_create(chapters.values())
    CountryFigures.objects.bulk_create(countries.values())


def _keep_plans(years: dict[int, YearFigures]) -> None:
    """A plan is carried out when an entry of a later year says so."""
    plans = plans_counted(Entry.objects.public().filter(submission__reporting_year__in=years))
    for key, figures in years.items():
        figures.plans = plans.get(key, {})
        figures.save(update_fields=["plans"])


def forget_figures(year: int) -> None:
    """Nothing is kept of a year that is being changed: it is counted whenever it is asked for."""
    YearFigures.objects.filter(pk__in={year, *years_continued_in(year)}).delete()


def keep_what_is_missing() -> None:
    """Figures of all years that have public chapters and no figures."""
    public = Submission.objects.public().filter(reporting_year=OuterRef("pk"))
    years = ReportingYear.objects.filter(Exists(public), figures__isnull=True)
    for year in years.values_list("pk", flat=True):
        keep_figures(year)
