"""`manage.py fill_register FILE [--yes]`: fill the register from a spreadsheet."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from program.models import Program
from reporting.actions.register import fill_register, review_rows
from reporting.exceptions import FileRefused
from reporting.importing.register_file import read_register_file
from reporting.management.refusals import refuse


class Command(BaseCommand):
    help = "Show what a spreadsheet changes in the register; with --yes, change it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="import the rows without problems")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        program = Program.objects.current().first()
        if program is None:
            refuse(self, _("There is no current Program: load a year first."))
        try:
            rows = review_rows(program, read_register_file(file.read_bytes(), file.name))
        except OSError as error:
            refuse(self, f"{file}: {error.strerror}")
        except FileRefused as refusal:
            refuse(self, str(refusal))
        for row in rows:
            place = _("row %(line)d, %(number)s") % {"line": row.line, "number": row.number[:40]}
            for problem in row.problems:
                self.stderr.write(f"{place}: {problem}")
            for change in row.changes:
                self.stdout.write(f"{place}: {change}")
        if not options["yes"]:
            self.stdout.write(_("Nothing was imported. Add --yes to import it."))
            return
        changed = fill_register(program, rows, name=file.name, by=None)
        self.stdout.write(_("%(count)d activities were changed.") % {"count": changed})
