"""Sending what is queued: nothing twice, and one bad mailbox does not stop the others."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import Invitation, User
from implementers.outbox import send_queued
from reporting.models import Delivery, Digest, Notification
from reporting.notifications.invitations import send_invitation, unsent_invitations
from reporting.notifications.messages import message_of
from reporting.notifications.outbox import queue_due
from reporting.notifications.preferences import preferences

# Errors of mail servers, and of invalid addresses and headers. Other errors are bugs and propagate.
_FAILURES = (OSError, ValueError)


@dataclass
class SendResult:
    """The result of a run; `failures` has a line for each recipient with an error."""

    queued: int = 0
    sent: int = 0
    failures: list[str] = field(default_factory=list)


def send_due(today: date) -> SendResult:
    """Queue and send what is due by `today`, with queued invitations and mail about accounts.

    Each message is marked as sent in the transaction in which the server accepts it. Two runs at
    the same time send nothing twice.
    """
    result = SendResult(queued=queue_due(today))
    accounts = send_queued()
    result.sent += accounts.sent
    result.failures += accounts.failures
    preferences_by_person = preferences()
    with _MailConnection() as mail:
        for invitation in unsent_invitations():
            _attempt(result, mail, invitation.email, _send_invitation(invitation))
        for person in _people_to_notify():
            at_once = (
                person.pk in preferences_by_person
                and preferences_by_person[person.pk].delivery == Delivery.AT_ONCE
            )
            for send in _each_by_itself(person, today) if at_once else [_digest(person, today)]:
                _attempt(result, mail, person.email, send)
    return result


Send = Callable[[BaseEmailBackend], bool]


class _MailConnection:
    """The connection to the mail server, reopened after an error, outside any transaction."""

    def __enter__(self) -> "_MailConnection":
        self.connection = get_connection()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def open(self) -> BaseEmailBackend:
        self.connection.open()
        return self.connection

    def close(self) -> None:
        try:
            self.connection.close()
        except OSError:
            self.connection = get_connection()


def _attempt(result: SendResult, mail: _MailConnection, address: str, send: Send) -> None:
    try:
        result.sent += send(mail.open())
    except _FAILURES as error:
        result.failures.append(
            _("Not sent to %(address)s: %(why)s") % {"address": address, "why": error}
        )
        mail.close()


def _people_to_notify() -> list[User]:
    unsent = Notification.objects.filter(sent_at__isnull=True)
    return list(User.objects.filter(pk__in=unsent.values("person")).order_by("email"))


def _send_invitation(invitation: Invitation) -> Send:
    return lambda connection: send_invitation(invitation, connection=connection)


def _digest(person: User, today: date) -> Send:
    """Return the sending of all unsent notifications, unless the person had a digest today."""

    def send(connection: BaseEmailBackend) -> bool:
        with transaction.atomic():
            unsent = _lock_unsent(Notification.objects.filter(person=person))
            digest = _create_digest(person, today) if unsent else None
            if digest is None:
                return False
            _mark_as_sent(unsent, digest)
        _send(person, unsent, digest, today, connection)
        return True

    return send


def _each_by_itself(person: User, today: date) -> list[Send]:
    """Return the sending of each unsent notification in a message of its own."""
    unsent = Notification.objects.filter(person=person, sent_at__isnull=True)
    return [_single(person, pk, today) for pk in unsent.values_list("pk", flat=True)]


def _single(person: User, pk: int, today: date) -> Send:
    def send(connection: BaseEmailBackend) -> bool:
        with transaction.atomic():
            unsent = _lock_unsent(Notification.objects.filter(pk=pk))
            _mark_as_sent(unsent, None)
        if unsent:
            _send(person, unsent, None, today, connection)
        return bool(unsent)

    return send


def _lock_unsent(notifications: QuerySet[Notification]) -> list[Notification]:
    """Return the unsent ones that no other run is sending, locked until the transaction ends."""
    return list(
        notifications.filter(sent_at__isnull=True)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("submission__reporting_year", "submission__implementer")
        .order_by("kind", "submission__position")
    )


def _create_digest(person: User, day: date) -> Digest | None:
    """Create the day's digest; None if the person had it. The database allows only one."""
    try:
        with transaction.atomic():
            return Digest.objects.create(person=person, day=day)
    except IntegrityError:
        return None


def _send(
    person: User,
    notifications: list[Notification],
    digest: Digest | None,
    today: date,
    connection: BaseEmailBackend,
) -> None:
    """Send the notifications, which are marked as sent; when that fails, remove the mark.

    No transaction is open while the mail server is asked: SQLite would let no one else write.
    """
    message = message_of(person, notifications, today=today)
    message.connection = connection
    try:
        message.send()
    except BaseException:
        _mark_as_unsent(notifications, digest)
        raise


def _mark_as_sent(notifications: list[Notification], digest: Digest | None) -> None:
    _rows(notifications).update(sent_at=timezone.now(), digest=digest)


@transaction.atomic
def _mark_as_unsent(notifications: list[Notification], digest: Digest | None) -> None:
    _rows(notifications).update(sent_at=None, digest=None)
    if digest is not None:
        digest.delete()


def _rows(notifications: list[Notification]) -> QuerySet[Notification]:
    return Notification.objects.filter(pk__in=[notification.pk for notification in notifications])
