"""The notifications that are due on a day, derived from the data alone."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from implementers.models import User
from implementers.people import members_by_implementer
from reporting import policies
from reporting.enums import LogAct, SubmissionStatus
from reporting.models import (
    LogEntry,
    MailKind,
    MailPreference,
    Notification,
    ReportingYear,
    Submission,
)
from reporting.notifications.preferences import preferences
from reporting.notifications.recipients import is_reachable

NotificationKey = tuple[int, str, int, str]
News = tuple[MailKind, str]


def key_of(notification: Notification) -> NotificationKey:
    """Return what identifies a notification."""
    return (
        notification.person_id,
        notification.kind,
        notification.submission_id,
        notification.occasion,
    )


def due_notifications(today: date) -> dict[NotificationKey, Notification]:
    """Return everything due by `today`, sent already or not, as unsaved notifications.

    Writers and focal points are notified about their implementer's chapters, as far as they want to
    be. Takes four queries.
    """
    members = members_by_implementer()
    preferences_by_person = preferences()
    due = [
        Notification(person=person, kind=kind, submission=chapter, occasion=occasion)
        for chapter in _chapters()
        for kind, occasion in notifications_of(chapter, today, asked_at=chapter.asked_at)  # type: ignore[attr-defined]
        for person in members.get(chapter.implementer_id, [])
        if _wants(person, preferences_by_person, kind)
    ]
    return {key_of(notification): notification for notification in due}


def notifications_of(
    chapter: Submission, today: date, *, asked_at: datetime | None = None
) -> Iterator[News]:
    """Yield the notifications about a chapter on the day, each with its occasion.

    `asked_at` is when the secretariat last sent a reminder.
    """
    year = chapter.reporting_year
    if policies.awaits_submission(chapter, at=_end_of(today)):
        if _is_new(year.opens_on, today):
            yield MailKind.YEAR_OPENED, ""
        if reminder := reminder_occasion(year, today):
            yield MailKind.REMINDER, reminder
        if asked_at is not None and year.due_on is not None and _is_new(asked_at, today):
            yield MailKind.REMINDER, f"asked:{timezone.localdate(asked_at).isoformat()}"
    if chapter.status == SubmissionStatus.RETURNED and _is_new(chapter.returned_at, today):
        yield MailKind.RETURNED, _moment(chapter.returned_at)
    if chapter.status == SubmissionStatus.ACCEPTED and _is_new(chapter.accepted_at, today):
        yield MailKind.ACCEPTED, _moment(chapter.accepted_at)


def reminder_occasion(year: ReportingYear, today: date) -> str:
    """Return the latest reminder that is due ("2013-03-01:-3"), empty before the first.

    Only the latest counts, so that a server that was down for a week does not send two at once. It
    contains the due date, so that a changed date is announced again.
    """
    if year.due_on is None or year.opens_on is None:
        return ""
    offsets = [-number for number in settings.REMINDER_DAYS_BEFORE] + settings.REMINDER_DAYS_AFTER
    due_offsets = [
        offset
        for offset in offsets
        if year.opens_on < year.due_on + timedelta(days=offset) <= today
    ]
    return f"{year.due_on.isoformat()}:{max(due_offsets):+d}" if due_offsets else ""


def _chapters() -> Iterator[Submission]:
    """Yield chapters with `asked_at`, when the secretariat last sent a reminder."""
    reminders = LogEntry.objects.filter(submission=OuterRef("pk"), act=LogAct.REMIND).order_by(
        "-at"
    )
    return (
        Submission.objects.working()
        .filter(reporting_year__opens_on__isnull=False)
        .exclude(status=SubmissionStatus.SUBMITTED)
        .annotate(asked_at=Subquery(reminders.values("at")[:1]))
        .select_related("reporting_year", "implementer")
        .iterator()
    )


def _wants(person: User, preferences_by_person: dict[int, MailPreference], kind: MailKind) -> bool:
    preference = preferences_by_person.get(person.pk)
    return is_reachable(person.email) and (preference is None or preference.wants(kind))


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))


def _is_new(when: date | datetime | None, today: date) -> bool:
    if when is None:
        return False
    day = timezone.localdate(when) if isinstance(when, datetime) else when
    return today - timedelta(days=settings.MAIL_NEWS_DAYS) <= day <= today


def _moment(when: datetime | None) -> str:
    return when.isoformat() if when else ""
