"""What the secretariat does with a chapter that was handed in."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.publishing import publish, unpublish
from reporting.actions.transitions import allowed, step
from reporting.enums import RemarkKind
from reporting.models import Remark, Submission
from reporting.validators import remark_problems
from reporting.workflow import Act


@transaction.atomic
def begin_review(submission: Submission, *, by: User) -> Submission:
    """Note that a submitted chapter is under review: it is no longer withdrawn.

    A second time changes nothing. Raises `NotPermitted`, `NotInThisState`.
    """
    begun = Submission.objects.filter(pk=submission.pk, review_begun_at__isnull=False)
    if submission.review_begun_at is not None or begun.exists():
        return submission
    return step(
        submission, Act.BEGIN_REVIEW, extra_fields={"review_begun_at": timezone.now()}, by=by
    )


@transaction.atomic
def return_chapter(
    submission: Submission, *, comment: str, expected_version: int | None = None, by: User
) -> Submission:
    """Give a submitted chapter back to its implementer, with what is asked for.

    `expected_version` is the content version that the person read; None acts on whatever is there.
    Raises `TransitionDenied` without a comment, `NotPermitted`, `ContentChanged`, `NotInThisState`.
    """
    comment = _required(comment, _("Say what is asked for: a chapter is returned with a comment."))
    chapter = step(
        submission,
        Act.RETURN,
        extra_fields=_returned(by),
        note=comment,
        expected_version=expected_version,
        by=by,
    )
    _keep(chapter, RemarkKind.RETURN, comment, by)
    return chapter


@transaction.atomic
def accept(submission: Submission, *, expected_version: int | None = None, by: User) -> Submission:
    """Accept a submitted chapter, which makes it public, in place of what stood in for it.

    Once the year has an edition, only a further one makes the chapter public: until then everybody
    reads what the last edition holds (ADR 0010).
    `expected_version` as in `return_chapter`. Raises `NotPermitted`, `ContentChanged`,
    `NotInThisState`.
    """
    signed = {"accepted_at": timezone.now(), "accepted_by": by}
    chapter = step(
        submission, Act.ACCEPT, extra_fields=signed, expected_version=expected_version, by=by
    )
    if not chapter.reporting_year.editions.exists():
        publish(chapter)
    return chapter


@transaction.atomic
def reopen(
    submission: Submission, *, reason: str, expected_version: int | None = None, by: User
) -> Submission:
    """Give an accepted chapter back to be changed; as it was accepted it stays public.

    `expected_version` as in `return_chapter`. Raises `TransitionDenied` without a reason, `NotPermitted`,
    `ContentChanged`, and `NotInThisState` once it is issued.
    """
    reason = _required(reason, _("Say why the chapter is reopened."))
    chapter = allowed(submission, Act.REOPEN, expected_version=expected_version, by=by)
    if chapter.is_public:  # or it was accepted after the last edition, and nobody has read it
        unpublish(chapter)  # first, since only an accepted chapter is public
    chapter = step(chapter, Act.REOPEN, extra_fields=_returned(by), note=reason, by=by)
    _keep(chapter, RemarkKind.REOPEN, reason, by)
    return chapter


@transaction.atomic
def extend(submission: Submission, *, until: datetime.date, by: User) -> Submission:
    """Let the chapter be written until the end of that day, though its year be closed.

    Raises `TransitionDenied` for a day that has passed, `NotPermitted`, `NotInThisState`.
    """
    if until < timezone.localdate():
        raise TransitionDenied(_("This day has passed."))
    note = until.isoformat()
    return step(submission, Act.EXTEND, extra_fields={"extended_until": until}, note=note, by=by)


def _returned(by: User) -> dict[str, object]:
    """That there is nothing to report is declared anew, or not."""
    return {"returned_at": timezone.now(), "returned_by": by, "nothing_to_report": False}


def _required(words: str, objection: str) -> str:
    if not words.strip():
        raise TransitionDenied(objection)
    if problems := list(remark_problems(words)):
        raise TransitionDenied("\n".join(problems))
    return words.strip()


def _keep(chapter: Submission, kind: RemarkKind, text: str, by: User) -> None:
    Remark.objects.create(submission=chapter, kind=kind, text=text, written_by=by)
