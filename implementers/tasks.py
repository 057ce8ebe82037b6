"""What runs in the background, by django-tasks."""

import logging
from importlib import import_module

from django.db import transaction
from django_tasks import task

_LOGGER = logging.getLogger(__name__)


@task
def send_queued_mail() -> None:
    """Send the mail that waits; what fails stays for `manage.py send_due_mail`."""
    # By name: the outbox itself asks for this task.
    for failure in import_module("implementers.outbox").send_queued().failures:
        _LOGGER.warning(failure)


def send_soon() -> None:
    """Have what waits sent once what is being saved is saved."""
    transaction.on_commit(send_queued_mail.enqueue)
