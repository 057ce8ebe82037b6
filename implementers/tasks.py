"""Background tasks, run by django-tasks."""

import logging
from importlib import import_module

from django.db import transaction
from django_tasks import task

_LOGGER = logging.getLogger(__name__)


@task
def send_queued_mail() -> None:
    """Send queued mail. What fails stays for `manage.py send_due_mail`."""
    # By name, because the outbox imports this module.
    for failure in import_module("implementers.outbox").send_queued().failures:
        _LOGGER.warning(failure)


def send_soon() -> None:
    """Enqueue sending the queued mail, after the current transaction commits."""
    transaction.on_commit(send_queued_mail.enqueue)
