"""`manage.py export_year 2011 --format json [--output FILE]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.document.assemble import assemble
from reporting.exporting.year_json import year_as_json
from reporting.management.output import write_output
from reporting.management.refusals import choice_or_refuse, year_or_refuse


class Command(BaseCommand):
    help = "Write a year's accepted chapters as JSON."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year")
        parser.add_argument("--format", default="json")
        parser.add_argument("--output", type=Path, help=_("a file; left out: standard output"))

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], ["json"])
        reporting_year = year_or_refuse(self, options["year"])
        report = assemble(reporting_year, language=reporting_year.language)
        write_output(self, options["output"], year_as_json(report).encode())
