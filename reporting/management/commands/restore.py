"""`manage.py restore FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.backup.actions import restore_backup
from reporting.exceptions import BackupRefused
from reporting.management.refusals import refuse


class Command(BaseCommand):
    help = "Fill an empty, migrated database from a file that “backup” wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restore_backup(options["file"])
        except BackupRefused as error:
            refuse(self, str(error))
        self.stdout.write(
            _("%(rows)d rows restored, from a backup of %(made_at)s.")
            % {"rows": sum(manifest.rows.values()), "made_at": manifest.made_at}
        )
