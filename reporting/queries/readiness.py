"""Whether the portal can do its work: for the monitoring of the server."""

import logging
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from implementers.models import QueuedMail
from reporting.models.tables import missing_migrations

# How long a task and a message about an account may wait: `send_due_mail` runs once an hour.
TASK_MINUTES = 10
MAIL_MINUTES = 90
_LOGGER = logging.getLogger(__name__)


def readiness() -> dict[str, str]:
    """Return, by the name of each check, what is wrong and what to do; empty if nothing is.

    Takes four queries. A database that cannot be asked is logged with its error.
    """
    return {name: _answer(check) for name, check in _CHECKS.items()}


def _answer(check: Callable[[], str]) -> str:
    try:
        return check()
    except Error:
        _LOGGER.warning("Readiness: the database cannot be asked.", exc_info=True)
        return "the database cannot be asked; the log has the error"


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def _migrations() -> str:
    missing = len(missing_migrations())
    return f"{missing} not applied; run `manage.py migrate`" if missing else ""


def _disk() -> str:
    for folder in _folders():
        free = shutil.disk_usage(folder).free // 1_000_000
        if free < settings.MIN_FREE_DISK_MB:
            return f"{free} MB free, less than {settings.MIN_FREE_DISK_MB}; free some space"
    return ""


def _folders() -> Iterator[Path]:
    """The folders that the portal writes to, or the nearest one above that exists."""
    written = [Path(settings.RENDERED_ROOT), Path(settings.ATTACHMENTS_ROOT)]
    if connection.vendor == "sqlite":
        written.append(Path(connection.settings_dict["NAME"]).resolve().parent)
    for folder in written:
        yield next(path for path in (folder, *folder.parents) if path.is_dir())


def _queue() -> str:
    before = timezone.now() - timedelta(minutes=TASK_MINUTES)
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=before).count()
    if not waiting:
        return ""
    return f"{waiting} waiting for more than {TASK_MINUTES} minutes; start `manage.py db_worker`"


def _mail() -> str:
    before = timezone.now() - timedelta(minutes=MAIL_MINUTES)
    waiting = QueuedMail.objects.filter(queued_at__lt=before).count()
    if not waiting:
        return ""
    return f"{waiting} waiting for more than {MAIL_MINUTES} minutes; run `manage.py send_due_mail`"


_CHECKS = {
    "database": _database,
    "migrations": _migrations,
    "disk": _disk,
    "queue": _queue,
    "mail": _mail,
}
