"""`manage.py load_report fixtures/2011 [--update]`."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.exceptions import FilesRefused
from reporting.importing.load import load_year


class Command(BaseCommand):
    help = "Load the files of a reporting year: insert what is absent."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument(
            "--update",
            action="store_true",
            help="also change what differs and no one has edited since it was loaded",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = load_year(options["directory"], update=options["update"])
        except FilesRefused as error:
            for problem in error.problems:
                self.stderr.write(problem)
            self.stderr.write(_("Nothing was loaded."))
            sys.exit(2)
        for line in result.left:
            self.stdout.write(line)
        self.stdout.write(
            _(
                "%(inserted)d inserted, %(changed)d changed, %(unchanged)d as they were, %(left)d left."
            )
            % {
                "inserted": result.inserted,
                "changed": result.changed,
                "unchanged": result.unchanged,
                "left": len(result.left),
            }
        )
        if result.differing:
            self.stdout.write(
                ngettext(
                    "%(number)d of those that stayed as they were differs from the files. "
                    "--update changes what nobody has edited.",
                    "%(number)d of those that stayed as they were differ from the files. "
                    "--update changes what nobody has edited.",
                    result.differing,
                )
                % {"number": result.differing}
            )
