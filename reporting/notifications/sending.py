"""Sending what waits, so that nobody gets a thing twice and one bad mailbox stops nobody else."""

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

# What mail servers answer and what addresses and headers are not made of; the rest is our fault.
_FAILURES = (OSError, ValueError)


@dataclass
class SendResult:
    """What a run did; `failures` has a line for each receiver to whom nothing could be sent."""

    queued: int = 0
    sent: int = 0
    failures: list[str] = field(default_factory=list)


def send_due(today: date) -> SendResult:
    """Queue what is due by `today` and send it, with invitations and mail about accounts that wait.

    Each message is marked as sent in the transaction in which the server took it. Two runs at a
    time send nothing twice.
    """
    result = SendResult(queued=queue_due(today))
    accounts = send_queued()
    result.sent += accounts.sent
    result.failures += accounts.failures
    stated = preferences()
    with _Line() as line:
        for invitation in unsent_invitations():
            _attempt(result, line, invitation.email, _send_invitation(invitation))
        for person in _waiting_people():
            at_once = person.pk in stated and stated[person.pk].delivery == Delivery.AT_ONCE
            for send in _singly(person, today) if at_once else [_digest(person, today)]:
                _attempt(result, line, person.email, send)
    return result


Send = Callable[[BaseEmailBackend], bool]


class _Line:
    """The connection to the mail server, opened anew after it broke, outside any transaction."""

    def __enter__(self) -> "_Line":
        self.connection = get_connection()
        return self

    def __exit__(self, *_error: object) -> None:
        self.hang_up()

    def open(self) -> BaseEmailBackend:
        self.connection.open()
        return self.connection

    def hang_up(self) -> None:
        try:
            self.connection.close()
        except OSError:
            self.connection = get_connection()


def _attempt(result: SendResult, line: _Line, address: str, send: Send) -> None:
    try:
        result.sent += send(line.open())
    except _FAILURES as error:
        result.failures.append(
            _("Not sent to %(address)s: %(why)s") % {"address": address, "why": error}
        )
        line.hang_up()


def _waiting_people() -> list[User]:
    unsent = Notification.objects.filter(sent_at__isnull=True)
    return list(User.objects.filter(pk__in=unsent.values("person")).order_by("email"))


def _send_invitation(invitation: Invitation) -> Send:
    return lambda connection: send_invitation(invitation, connection=connection)


def _digest(person: User, today: date) -> Send:
    """Everything that waits for the person, unless they had their message of the day."""

    @transaction.atomic
    def send(connection: BaseEmailBackend) -> bool:
        waiting = _held(Notification.objects.filter(person=person))
        digest = _digest_of(person, today) if waiting else None
        if digest is None:
            return False
        _send(person, waiting, digest, today, connection)
        return True

    return send


def _singly(person: User, today: date) -> list[Send]:
    """Each thing by itself."""
    unsent = Notification.objects.filter(person=person, sent_at__isnull=True)
    return [_single(person, pk, today) for pk in unsent.values_list("pk", flat=True)]


def _single(person: User, pk: int, today: date) -> Send:
    @transaction.atomic
    def send(connection: BaseEmailBackend) -> bool:
        waiting = _held(Notification.objects.filter(pk=pk))
        if waiting:
            _send(person, waiting, None, today, connection)
        return bool(waiting)

    return send


def _held(notifications: QuerySet[Notification]) -> list[Notification]:
    """Those unsent that no other run is sending at this moment, held until the transaction ends."""
    return list(
        notifications.filter(sent_at__isnull=True)
        .select_for_update(of=("self",), skip_locked=True)
        .select_related("submission__reporting_year", "submission__implementer")
        .order_by("kind", "submission__position")
    )


def _digest_of(person: User, day: date) -> Digest | None:
    """The message of the day, or None when the person had it: the database lets only one be."""
    try:
        with transaction.atomic():
            return Digest.objects.create(person=person, day=day)
    except IntegrityError:
        return None


def _send(
    person: User,
    waiting: list[Notification],
    digest: Digest | None,
    today: date,
    connection: BaseEmailBackend,
) -> None:
    """Mark as sent, then send: when the server refuses, the caller's transaction takes it back."""
    Notification.objects.filter(pk__in=[one.pk for one in waiting]).update(
        sent_at=timezone.now(), digest=digest
    )
    message = message_of(person, waiting, today=today)
    message.connection = connection
    message.send()
