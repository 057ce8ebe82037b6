"""The version of the schema: the newest migration of each app."""

from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from reporting.exceptions import BackupRefused
from reporting.models.tables import missing_migrations


def current_schema() -> dict[str, str]:
    """Return the newest migration of each app. Raises `BackupRefused` when one is not applied."""
    if missing_migrations():
        raise BackupRefused(
            _("The database is not migrated to this version of the portal: run “migrate” first.")
        )
    return dict(sorted(MigrationLoader(None).graph.leaf_nodes()))


def require_same_schema(archive: dict[str, str], current: dict[str, str]) -> None:
    """Raise `BackupRefused`, which names the first app whose newest migration differs."""
    for app in sorted(archive.keys() | current.keys()):
        if archive.get(app) != current.get(app):
            raise BackupRefused(
                _(
                    "The archive has another schema version: %(app)s is at %(archive)s there and at "
                    "%(current)s here. Restore it with the version of the portal that made it, then "
                    "upgrade."
                )
                % {
                    "app": app,
                    "archive": archive.get(app, _("no migration")),
                    "current": current.get(app, _("no migration")),
                }
            )
