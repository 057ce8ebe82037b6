"""`manage.py recount`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.actions.figures import keep_figures
from reporting.models import ReportingYear, Submission


class Command(BaseCommand):
    help = "Count the figures of all years anew, for example after rows were changed behind the portal."

    def handle(self, *args: Any, **options: Any) -> None:
        public = Submission.objects.public().values("reporting_year")
        years = ReportingYear.objects.filter(pk__in=public).values_list("pk", flat=True)
        for year in years:
            keep_figures(year)
        self.stdout.write(_("The figures of %(number)d years are kept.") % {"number": len(years)})
