"""What runs in the background, by django-tasks."""

from functools import partial

from django.db import transaction
from django_tasks import task

from reporting.actions.editions import issue
from reporting.models import Issuing


@task
def issue_edition(pk: int) -> None:
    """Make the edition of the `Issuing` of this key."""
    issue(Issuing.objects.get(pk=pk))


def begin_issuing(issuing: Issuing) -> None:
    """Have the edition made once what is being saved is saved."""
    transaction.on_commit(partial(issue_edition.enqueue, issuing.pk))
