"""Mail about accounts, sent outside the request that asked for it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.userkit import filter_users_by_email  # as allauth's own form
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import QueuedMail, QueuedMailKind
from implementers.tasks import send_soon

# What mail servers answer and what addresses and headers are not made of.
_FAILURES = (OSError, ValueError)
_CLAIM = timedelta(minutes=10)  # longer than any mail server is waited for


@dataclass
class OutboxResult:
    """What a run sent; `failures` has a sentence, without an address, for each row that stays."""

    sent: int = 0
    failures: list[str] = field(default_factory=list)


def queue_message(message: EmailMessage) -> None:
    """Have a message sent soon. It is sent as plain text to each of its recipients."""
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
    """Have the person with this address, if there is one, sent a link to choose a new password."""
    QueuedMail.objects.create(kind=QueuedMailKind.PASSWORD_RESET, recipient=address)
    send_soon()


def send_queued() -> OutboxResult:
    """Send what waits, each once however many runs there are. What fails waits for the next run.

    No transaction is open while the mail server is asked.
    """
    result = OutboxResult()
    connection = get_connection()
    for row in QueuedMail.objects.all():
        if not _claim(row):
            continue
        try:
            result.sent += sum(_deliver(message, connection) for message in _messages(row))
        except _FAILURES as error:
            QueuedMail.objects.filter(pk=row.pk).update(claimed_at=None)
            result.failures.append(
                _("Mail %(number)d about an account was not sent: %(why)s")
                % {"number": row.pk, "why": type(error).__name__}
            )
            connection = get_connection()  # the one before may be broken
        else:
            row.delete()
    return result


def _claim(row: QueuedMail) -> bool:
    """Whether this run sends the row, which one alone can."""
    now = timezone.now()
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - _CLAIM)
    return bool(QueuedMail.objects.filter(free, pk=row.pk).update(claimed_at=now))


def _deliver(message: EmailMessage, connection: BaseEmailBackend) -> int:
    message.connection = connection
    return message.send()


def _messages(row: QueuedMail) -> Iterator[EmailMessage]:
    if row.kind == QueuedMailKind.PASSWORD_RESET:
        yield from _password_reset(row.recipient)
    else:
        yield EmailMessage(row.subject, row.text, settings.DEFAULT_FROM_EMAIL, [row.recipient])


def _password_reset(address: str) -> Iterator[EmailMessage]:
    """The message to whoever may sign in with the address; none for an unknown one."""
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
