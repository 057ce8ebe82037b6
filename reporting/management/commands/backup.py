"""`manage.py backup FILE`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from reporting.backup.actions import make_backup
from reporting.backup.archive import digest_of_file
from reporting.exceptions import BackupRefused
from reporting.management.refusals import refuse


class Command(BaseCommand):
    help = "Write all data to one file, while others may write. The file holds personal data."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a new file, such as portal.tar.gz")

    def handle(self, *args: Any, **options: Any) -> None:
        path = options["file"]
        try:
            manifest = make_backup(path)
        except BackupRefused as error:
            refuse(self, str(error))
        self.stdout.write(
            _("%(path)s: %(rows)d rows, %(size)d bytes, SHA-256 %(sha256)s")
            % {
                "path": path,
                "rows": sum(manifest.rows.values()),
                "size": path.stat().st_size,
                "sha256": digest_of_file(path),
            }
        )
