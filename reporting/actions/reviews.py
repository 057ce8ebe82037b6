"""What the secretariat does with a submitted chapter."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from program.rich_text import to_plain
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.publishing import publish, unpublish
from reporting.actions.transitions import allowed, perform_transition
from reporting.enums import RemarkKind
from reporting.models import Remark, Submission
from reporting.validators import remark_problems
from reporting.workflow import Act


@transaction.atomic
def begin_review(submission: Submission, *, by: User) -> Submission:
    """Record that a submitted chapter is under review, so that it can no longer be withdrawn.

    A chapter already under review is returned unchanged. Raises `NotPermitted`, `NotInThisState`.
    """
    begun = Submission.objects.filter(pk=submission.pk, review_begun_at__isnull=False)
    if submission.review_begun_at is not None or begun.exists():
        return submission
    return perform_transition(
        submission, Act.BEGIN_REVIEW, extra_fields={"review_begun_at": timezone.now()}, by=by
    )


@transaction.atomic
def return_chapter(
    submission: Submission, *, comment: str, expected_version: int | None = None, by: User
) -> Submission:
    """Return a submitted chapter to its implementer, with a comment on what to correct.

    `expected_version` is the content version that the person read; None accepts any. Raises
    `TransitionDenied` without a comment, `NotPermitted`, `ContentChanged`, `NotInThisState`.
    """
    comment = _require_text(
        comment, _("Say what is asked for: a chapter is returned with a comment.")
    )
    chapter = perform_transition(
        submission,
        Act.RETURN,
        extra_fields=_return_fields(by),
        note=to_plain(comment),
        expected_version=expected_version,
        by=by,
    )
    _create_remark(chapter, RemarkKind.RETURN, comment, by)
    return chapter


@transaction.atomic
def accept(submission: Submission, *, expected_version: int | None = None, by: User) -> Submission:
    """Accept a submitted chapter and make it public, in place of its published copy.

    Once the year has an edition, the chapter becomes public with the next one: until then readers
    see what the last edition prints (ADR 0010). `expected_version` as in `return_chapter`. Raises
    `NotPermitted`, `ContentChanged`, `NotInThisState`.
    """
    acceptance = {"accepted_at": timezone.now(), "accepted_by": by}
    chapter = perform_transition(
        submission, Act.ACCEPT, extra_fields=acceptance, expected_version=expected_version, by=by
    )
    if not chapter.reporting_year.editions.exists():
        publish(chapter)
    return chapter


@transaction.atomic
def reopen(
    submission: Submission, *, reason: str, expected_version: int | None = None, by: User
) -> Submission:
    """Reopen an accepted chapter for changes; the accepted content stays public.

    `expected_version` as in `return_chapter`. Raises `TransitionDenied` without a reason,
    `NotPermitted`, `ContentChanged`, and `NotInThisState` once the chapter is issued.
    """
    reason = _require_text(reason, _("Say why the chapter is reopened."))
    chapter = allowed(submission, Act.REOPEN, expected_version=expected_version, by=by)
    if chapter.is_public:  # otherwise its published copy is public already
        unpublish(chapter)  # before the step: only an accepted chapter is public
    chapter = perform_transition(
        chapter, Act.REOPEN, extra_fields=_return_fields(by), note=to_plain(reason), by=by
    )
    _create_remark(chapter, RemarkKind.REOPEN, reason, by)
    return chapter


@transaction.atomic
def extend(submission: Submission, *, until: datetime.date, by: User) -> Submission:
    """Let the chapter be written until the end of the day `until`, even if its year is closed.

    Raises `TransitionDenied` for a day that has passed, `NotPermitted`, `NotInThisState`.
    """
    if until < timezone.localdate():
        raise TransitionDenied(_("This day has passed."))
    note = until.isoformat()
    return perform_transition(
        submission, Act.EXTEND, extra_fields={"extended_until": until}, note=note, by=by
    )


def _return_fields(by: User) -> dict[str, object]:
    """The return clears a declaration of nothing to report, which can be made again."""
    return {"returned_at": timezone.now(), "returned_by": by, "nothing_to_report": False}


def _require_text(text: str, message: str) -> str:
    if not text.strip():
        raise TransitionDenied(message)
    if problems := list(remark_problems(text)):
        raise TransitionDenied("\n".join(problems))
    return text.strip()


def _create_remark(chapter: Submission, kind: RemarkKind, text: str, by: User) -> None:
    Remark.objects.create(submission=chapter, kind=kind, text=text, written_by=by)
