"""`manage.py dumpdata`, with everything that `loaddata` needs in another database."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.dumpdata import Command as DumpData

from reporting.backup.rows import MADE_ANEW


class Command(DumpData):
    """Includes rows that default managers leave out, such as deleted entries and their links."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(use_base_manager=True, use_natural_foreign_keys=True)

    def handle(self, *app_labels: str, **options: Any) -> None:
        if not app_labels:
            options["exclude"] = [*options["exclude"], *MADE_ANEW]
        super().handle(*app_labels, **options)
