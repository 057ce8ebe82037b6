"""`manage.py recount`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from reporting.actions.figures import keep_figures
from reporting.queries.years import years_reported


class Command(BaseCommand):
    help = "Count the figures of all years anew, for example after rows were changed behind the portal."

    def handle(self, *args: Any, **options: Any) -> None:
        years = years_reported().values_list("pk", flat=True)
        for year in years:
            keep_figures(year)
        self.stdout.write(_("The figures of %(number)d years are kept.") % {"number": len(years)})
