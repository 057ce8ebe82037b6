"""What the secretariat does with a chapter that was handed in."""

from django.db import transaction
from django.utils import timezone

from implementers.models import User
from reporting.actions.steps import step
from reporting.models import Submission
from reporting.workflow import Act


@transaction.atomic
def accept(submission: Submission, *, by: User) -> Submission:
    """Accept a submitted chapter, which makes it public.

    Raises `NotPermitted`, `NotInThisState`.
    """
    signed = {"accepted_at": timezone.now(), "accepted_by": by}
    return step(submission, Act.ACCEPT, also=signed, by=by)
