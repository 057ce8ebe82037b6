"""Background tasks, run by django-tasks."""

from functools import partial

from django.db import transaction
from django_tasks import task

from reporting.actions.background_checks import ask_for_checks, run_background_check
from reporting.actions.editions import issue
from reporting.models import BackgroundCheck, Issuing, Submission


@task
def issue_edition(pk: int) -> None:
    """Make the edition of the `Issuing` with this key."""
    issue(Issuing.objects.get(pk=pk))


def begin_issuing(issuing: Issuing) -> None:
    """Enqueue making the edition, after the current transaction commits."""
    transaction.on_commit(partial(issue_edition.enqueue, issuing.pk))


@task
def check_in_background(pk: int) -> None:
    """Run the `BackgroundCheck` with this key, unless newer content has deleted it."""
    checks = BackgroundCheck.objects.select_related(
        "submission__reporting_year", "submission__implementer"
    )
    if check := checks.filter(pk=pk).first():
        run_background_check(check)


def begin_checks(submission: Submission) -> bool:
    """Enqueue checking the chapter; return whether a result is still to come.

    False once the checks have run for this content: more time does not help.
    """
    check, is_new = ask_for_checks(submission)
    if is_new:
        transaction.on_commit(partial(check_in_background.enqueue, check.pk))
    return is_new or check.is_under_way
