"""`manage.py make_large_demo`: a large amount of marked demonstration data, for measurements."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils.translation import gettext as _

from reporting.importing.large.make import Size, make_large_data
from reporting.management.refusals import refuse, year_or_refuse
from reporting.models import ReportingYear
from reporting.models.year import LAST_YEAR
from reporting.search.index import index_everything

_MAXIMA = {"years": 89, "implementers": 200, "entries": 1000}


class Command(BaseCommand):
    help = "Make many marked demonstration years from the wording of a loaded one, to measure with."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--source", default="2011", help="the year whose wording is repeated")
        parser.add_argument("--years", type=int, default=20)
        parser.add_argument("--implementers", type=int, default=40, help="chapters a year")
        parser.add_argument("--entries", type=int, default=50, help="entries a chapter")
        parser.add_argument("--seed", type=int, default=1, help="the same makes the same")

    def handle(self, *args: Any, **options: Any) -> None:
        source = year_or_refuse(self, options["source"])
        self._check_options(source, options)
        size = Size(options["years"], options["implementers"], options["entries"])
        with transaction.atomic():
            number = make_large_data(source, size, seed=options["seed"])
            index_everything()
        with connection.cursor() as cursor:
            # Without it, the database plans its queries with outdated statistics.
            cursor.execute("ANALYZE")
        self.stdout.write(
            _("%(number)d demonstration entries in %(years)d years.")
            % {"number": number, "years": size.years}
        )

    def _check_options(self, source: ReportingYear, options: dict[str, Any]) -> None:
        if not settings.LOCAL_DEMONSTRATION:
            refuse(self, _("Demonstration data is made only where LOCAL_DEMONSTRATION is on."))
        for name, maximum in _MAXIMA.items():
            if not 1 <= options[name] <= maximum:
                refuse(
                    self,
                    _("--%(name)s: a number from 1 to %(most)d.") % {"name": name, "most": maximum},
                )
        if source.year + options["years"] > LAST_YEAR:
            refuse(self, _("There are no years after %(year)d.") % {"year": LAST_YEAR})
        later = ReportingYear.objects.filter(program=source.program, year__gt=source.year)
        if later.exists():
            refuse(
                self,
                _("There are years after %(year)d already: take an empty database.")
                % {"year": source.year},
            )
        if not source.submissions.public().exists():
            refuse(self, _("Nothing of %(year)d is accepted.") % {"year": source.year})
