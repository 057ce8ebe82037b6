"""`manage.py render_report 2011 --format pdf --layout reading --output FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.document.assemble import assemble
from reporting.document.catalogs import languages_with_catalog
from reporting.document.content import Report
from reporting.document.formats import Format, render
from reporting.document.freezing import UnknownVersion, from_json
from reporting.document.layout import Layout
from reporting.management.output import write_output
from reporting.management.refusals import choice_or_refuse, refuse, year_or_refuse
from reporting.models import ReportingYear


class Command(BaseCommand):
    help = "Render a year's report as HTML, PDF or Word."
    # Django's system checks examine models and URLs, not the report, and take half a second.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year")
        parser.add_argument("--format", default="pdf", help="html, pdf or docx")
        parser.add_argument("--layout", default=Layout.READING, help="reading or matrix")
        parser.add_argument("--language", default="en")
        parser.add_argument("--edition", help="the symbol of an issued edition of that year")
        parser.add_argument("--output", type=Path, required=True)
        parser.add_argument(
            "--drafts", action="store_true", help="also chapters that are not accepted yet"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], list(Format))
        choice_or_refuse(self, _("layout"), options["layout"], list(Layout))
        choice_or_refuse(self, _("language"), options["language"], languages_with_catalog())
        reporting_year = year_or_refuse(self, options["year"])
        if options["edition"]:
            report = self._issued(reporting_year, options["edition"])
        else:
            report = assemble(
                reporting_year, language=options["language"], drafts=options["drafts"]
            )
        content = render(report, file_format=options["format"], layout=options["layout"])
        write_output(self, options["output"], content)
        self.stdout.write(str(options["output"]))

    def _issued(self, reporting_year: ReportingYear, symbol: str) -> Report:
        """Return the frozen content of the edition, independent of the year's current data."""
        editions = {edition.symbol: edition for edition in reporting_year.editions.all()}
        if not editions:
            message = _("No edition of %(year)s is issued yet.") % {"year": reporting_year}
            refuse(self, message)
        choice_or_refuse(self, _("edition"), symbol, list(editions))
        try:
            return from_json(editions[symbol].content)
        except UnknownVersion as error:
            refuse(self, str(error))
