"""`manage.py remove_demonstration YEAR --yes`: remove a demonstration year with all its content."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.actions.demonstrations import contents_of, remove_demonstration
from reporting.actions.exceptions import YearRefused
from reporting.management.refusals import refuse, year_or_refuse
from reporting.policies import NotInThisState


class Command(BaseCommand):
    help = "Remove a demonstration year with everything that was written in it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="the calendar year of the demonstration, as 2012")
        parser.add_argument(
            "--yes", action="store_true", help="remove it, instead of only counting"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reporting_year = year_or_refuse(self, options["year"])
        values = {"year": reporting_year, **contents_of(reporting_year)}
        if not options["yes"]:
            refuse(
                self,
                _(
                    "%(year)s has %(chapters)d chapters, %(entries)d entries, %(editions)d editions "
                    "and %(log_lines)d lines of the log. Add --yes to remove them all."
                )
                % values,
            )
        try:
            remove_demonstration(reporting_year, by=None)
        except (YearRefused, NotInThisState) as refusal:
            refuse(self, str(refusal))
        self.stdout.write(_("%(year)s was removed, with everything in it.") % values)
