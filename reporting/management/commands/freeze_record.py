"""`manage.py freeze_record YEAR`: freeze an imported year as the record of the printed document."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.actions.editions import freeze_record
from reporting.actions.exceptions import TransitionDenied
from reporting.management.refusals import refuse, year_or_refuse


class Command(BaseCommand):
    help = "Freeze an imported year as an edition; one that has an edition stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year", help="the calendar year, as 2011")

    def handle(self, *args: Any, **options: Any) -> None:
        reporting_year = year_or_refuse(self, options["year"])
        if edition := reporting_year.editions.order_by("number").first():
            message = _("%(year)s is on record as %(symbol)s already.")
            self.stdout.write(message % {"year": reporting_year, "symbol": edition.symbol})
            return
        try:
            edition = freeze_record(reporting_year)
        except TransitionDenied as refusal:
            refuse(self, str(refusal))
        message = _("%(year)s is on record as %(symbol)s.")
        self.stdout.write(message % {"year": reporting_year, "symbol": edition.symbol})
