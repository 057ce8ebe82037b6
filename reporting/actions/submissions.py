"""What an implementer does with its chapter as a whole."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from reporting.actions.refusals import StepRefused
from reporting.actions.steps import step
from reporting.checks.finding import Finding, Severity
from reporting.models import Submission
from reporting.validators import text_problems
from reporting.workflow import Act


@transaction.atomic
def submit(submission: Submission, *, findings: Collection[Finding] = (), by: User) -> Submission:
    """Hand the chapter to the secretariat.

    `findings` are what the checks say of it. Raises `StepRefused` when one of them is a blocker,
    `NotPermitted`, `NotInThisState`.
    """
    if blockers := [found.message for found in findings if found.severity == Severity.BLOCKER]:
        raise StepRefused("\n".join(blockers))
    return step(submission, Act.SUBMIT, also=_signed(by), by=by)


@transaction.atomic
def declare_nothing_to_report(submission: Submission, *, reason: str, by: User) -> Submission:
    """Hand in the chapter with the statement that there is nothing to report, and why.

    Raises `StepRefused` without a reason, `NotPermitted`, `NotInThisState`.
    """
    if not reason.strip():
        raise StepRefused(_("Say why there is nothing to report."))
    if problems := list(text_problems(reason)):
        raise StepRefused("\n".join(problems))
    stated = {"nothing_to_report": True, "nothing_to_report_reason": reason}
    return step(submission, Act.DECLARE_NOTHING, also={**stated, **_signed(by)}, by=by)


@transaction.atomic
def withdraw(submission: Submission, *, by: User) -> Submission:
    """Take a submitted chapter back to work on it; a reason given before is kept to begin from.

    Raises `NotPermitted`, `NotInThisState`.
    """
    taken_back = {"submitted_at": None, "submitted_by": None, "nothing_to_report": False}
    return step(submission, Act.WITHDRAW, also=taken_back, by=by)


def _signed(by: User) -> dict[str, object]:
    return {"submitted_at": timezone.now(), "submitted_by": by}
