"""The queue of mail about accounts, sent outside the request."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email  # as allauth's own form does
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import QueuedMail, QueuedMailKind
from implementers.tasks import send_soon

# Errors of mail servers, and of invalid addresses and headers.
_FAILURES = (OSError, ValueError)
_CLAIM_TIME = timedelta(minutes=10)  # longer than the time-out of the mail server


@dataclass
class OutboxResult:
    """The result of a run; `failures` has a sentence, without an address, for each row kept."""

    sent: int = 0
    failures: list[str] = field(default_factory=list)


def queue_message(message: EmailMessage) -> None:
    """Queue a message. It is sent as plain text to each of its recipients."""
    QueuedMail.objects.bulk_create(
        QueuedMail(
            kind=QueuedMailKind.MESSAGE,
            recipient=recipient,
            subject=str(message.subject),
            text=str(message.body),
        )
        for recipient in message.to
    )
    send_soon()


def queue_password_reset(address: str) -> None:
    """Queue a link to choose a new password for the person with this address, if any."""
    QueuedMail.objects.create(kind=QueuedMailKind.PASSWORD_RESET, recipient=address)
    send_soon()


def send_queued() -> OutboxResult:
    """Send queued mail, each once even if several runs overlap. What fails stays for the next run.

    No transaction is open while the mail server is called.
    """
    result = OutboxResult()
    connection = get_connection()
    for mail in QueuedMail.objects.all():
        if not _claim(mail):
            continue
        try:
            result.sent += sum(_deliver(message, connection) for message in _messages(mail))
        except _FAILURES as error:
            QueuedMail.objects.filter(pk=mail.pk).update(claimed_at=None)
            result.failures.append(
                _("Mail %(number)d about an account was not sent: %(why)s")
                % {"number": mail.pk, "why": type(error).__name__}
            )
            connection = get_connection()  # the previous one may be broken
        else:
            mail.delete()
    return result


def _claim(mail: QueuedMail) -> bool:
    """Mark the row as being sent; return False if another run has claimed it."""
    now = timezone.now()
    unclaimed = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - _CLAIM_TIME)
    return bool(QueuedMail.objects.filter(unclaimed, pk=mail.pk).update(claimed_at=now))


def _deliver(message: EmailMessage, connection: BaseEmailBackend) -> int:
    message.connection = connection
    return message.send()


def _messages(mail: QueuedMail) -> Iterator[EmailMessage]:
    if mail.kind == QueuedMailKind.PASSWORD_RESET:
        yield from _password_reset(mail.recipient)
    else:
        yield EmailMessage(mail.subject, mail.text, settings.DEFAULT_FROM_EMAIL, [mail.recipient])


def _password_reset(address: str) -> Iterator[EmailMessage]:
    """Yield the message for those who may sign in with the address; none if it is unknown."""
    adapter = get_adapter()
    people = filter_users_by_email(address, is_active=True, prefer_verified=True, for_login=True)
    for person in people:
        key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
        context = {
            "user": person,
            "site_url": settings.SITE_URL,
            "password_reset_url": adapter.get_reset_password_from_key_url(key),
        }
        yield adapter.render_mail("account/email/password_reset_key", person.email, context)
