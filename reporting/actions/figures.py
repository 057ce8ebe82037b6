"""Keeping the figures of a year beside its entries."""

from django.db import transaction

from reporting.models import ChapterFigures, CountryFigures, Entry, Submission, YearFigures
from reporting.queries.counting import (
    countries_counted,
    plans_counted,
    years_continued_in,
    years_counted,
)
from reporting.queries.years import years_reported


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
    year, chapters = years_counted([held.pk])[held.pk]
    public = Submission.objects.public().filter(reporting_year=held.pk)
    countries = countries_counted(public).values()
    for country in countries:
        country.of_year = held
    year.save(force_update=True)
    held.of_chapters.all().delete()
    held.of_countries.all().delete()
    ChapterFigures.objects.bulk_create(chapters)
    CountryFigures.objects.bulk_create(countries)


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
    for year in years_reported().filter(figures__isnull=True).values_list("pk", flat=True):
        keep_figures(year)
