"""Making a backup and restoring it."""

import os
from pathlib import Path

from django.conf import settings
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.backup.archive import (
    FORMAT,
    Manifest,
    digest_of_file,
    refuse_to_write,
    rows_of,
    temporary_beside,
    unpack_files,
    verified_manifest,
    write_archive,
)
from reporting.backup.rows import (
    first_filled_model,
    load_rows,
    models_in_backup,
    stored_files,
    write_rows,
)
from reporting.backup.schema import current_schema, require_same_schema
from reporting.backup.snapshot import snapshot
from reporting.exceptions import BackupRefused
from reporting.search.index import index_everything


def make_backup(path: Path) -> Manifest:
    """Write all rows and attached files to a new archive, while others may write, and verify it.

    The file appears under its name only when it is complete and verified. Raises `BackupRefused`,
    also when there is a file of that name already.
    """
    if path.exists():
        raise BackupRefused(_("%(path)s exists already: name a new file.") % {"path": path})
    with temporary_beside(path) as rows, temporary_beside(path) as archive:
        try:
            with snapshot():
                schema = current_schema()
                with rows.open("w", encoding="utf-8", newline="\n") as stream:
                    counts = write_rows(stream)
                files = stored_files()
            manifest = Manifest(
                format=FORMAT,
                made_at=timezone.now().isoformat(timespec="seconds"),
                schema=schema,
                rows=counts,
                size=rows.stat().st_size,
                sha256=digest_of_file(rows),
                files=files,
            )
            with archive.open("wb") as target:
                write_archive(target, manifest, rows, Path(settings.ATTACHMENTS_ROOT))
            verified_manifest(archive)
            os.link(archive, path)
        except FileExistsError as error:
            raise BackupRefused(
                _("%(path)s exists already: name a new file.") % {"path": path}
            ) from error
        except OSError as error:
            refuse_to_write(path, error)
    return manifest


def restore_backup(path: Path) -> Manifest:
    """Fill an empty, migrated database and the folder of attached files from the archive.

    The rows are loaded in one transaction. Files that are there already stay.

    Raises `BackupRefused` for a damaged archive, one of another schema version, and a database that
    is not empty; then nothing was changed.
    """
    manifest = verified_manifest(path)
    require_same_schema(manifest.schema, current_schema())
    with transaction.atomic():
        if (model := first_filled_model()) is not None:
            raise BackupRefused(
                _(
                    "The database is not empty: it has rows of %(model)s. Restore into a new "
                    "database after “migrate”."
                )
                % {"model": model._meta.label}
            )
        try:
            with rows_of(path) as rows:
                counts = load_rows(rows)
            connection.check_constraints()
        except (DeserializationError, DatabaseError) as error:
            raise BackupRefused(
                _("The archive cannot be loaded: %(why)s. Nothing was changed.")
                % {"why": " ".join(str(error).split())}
            ) from error
        if counts != manifest.rows:
            raise BackupRefused(
                _("The archive does not hold the rows that it lists. Nothing was changed.")
            )
        unpack_files(path, Path(settings.ATTACHMENTS_ROOT))
        _reset_sequences()
        index_everything()
    return manifest


def _reset_sequences() -> None:
    """Make new keys follow the loaded ones; SQLite does so by itself."""
    statements = connection.ops.sequence_reset_sql(no_style(), models_in_backup())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
