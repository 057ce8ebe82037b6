"""Keeping the figures of a year beside its entries."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from reporting.models import ChapterFigures, CountryFigures, ReportingYear, Submission, YearFigures
from reporting.queries.counting import chapters_counted, countries_counted, sum_of


@transaction.atomic
def keep_figures(year: int) -> None:
    """Count the public chapters of a year (its key) anew and keep what they hold.

    Two who do it at once do it one after the other, so that the later one counts what the earlier
    one made public. Takes a number of queries that does not grow.
    """
    YearFigures.objects.get_or_create(reporting_year_id=year)
    held = YearFigures.objects.select_for_update().get(reporting_year_id=year)
    public = Submission.objects.public().filter(reporting_year=year)
    chapters, countries = chapters_counted(public), countries_counted(public)
    sum_of(list(chapters.values()), year=year).save(force_update=True)
    held.of_chapters.all().delete()
    held.of_countries.all().delete()
    rows: list[ChapterFigures | CountryFigures] = [*chapters.values(), *countries.values()]
    for row in rows:
        row.of_year = held
    ChapterFigures.objects.bulk_create(chapters.values())
    CountryFigures.objects.bulk_create(countries.values())


def forget_figures(year: int) -> None:
    """Nothing is kept of a year that is being changed: it is counted whenever it is asked for."""
    YearFigures.objects.filter(reporting_year=year).delete()


def keep_what_is_missing() -> None:
    """Figures of all years that have public chapters and no figures."""
    public = Submission.objects.public().filter(reporting_year=OuterRef("pk"))
    years = ReportingYear.objects.filter(Exists(public), figures__isnull=True)
    for year in years.values_list("pk", flat=True):
        keep_figures(year)
