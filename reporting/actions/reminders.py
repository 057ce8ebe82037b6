"""Reminding implementers of chapters that they have not submitted."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from implementers.people import members_by_implementer
from reporting import permissions, policies
from reporting.actions.log import record
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import LogEntry, Submission


class NobodyToRemind(ReportingError):
    """None of the chapters can be written, or nobody writes for their implementers."""


@transaction.atomic
def remind(chapters: Iterable[Submission], *, by: User) -> list[Submission]:
    """Remind the people of each chapter that is not submitted, and return those chapters.

    The log records it, and the next mail (`reporting.notifications.due`) notifies them. A chapter
    with a reminder of today is left out, so that nobody is reminded twice a day. Raises
    `NotPermitted` and `NobodyToRemind`.
    """
    permissions.require_to_oversee(by)
    to_remind = _to_remind(list(chapters))
    if not to_remind:
        raise NobodyToRemind(
            _(
                "Nobody was reminded: each chapter is submitted, was reminded of today already, "
                "has no due date, can no longer be written, or has nobody who writes it yet."
            )
        )
    for chapter in to_remind:
        record(LogAct.REMIND, submission=chapter, by=by)
    return to_remind


def _to_remind(chapters: list[Submission]) -> list[Submission]:
    members = members_by_implementer()
    reminders_today = LogEntry.objects.filter(
        act=LogAct.REMIND, submission__in=chapters, at__date=timezone.localdate()
    )
    reminded = set(reminders_today.values_list("submission", flat=True))
    return [
        chapter
        for chapter in chapters
        if policies.awaits_submission(chapter)
        and chapter.reporting_year.due_on is not None
        and members.get(chapter.implementer_id)
        and chapter.pk not in reminded
    ]
