"""Sending invitations at once; those that could not be sent go out with the next run."""

from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

from implementers.models import Invitation, InvitationState
from reporting.notifications.messages import invitation_message
from reporting.notifications.recipients import is_reachable


def send_invitation(invitation: Invitation, *, connection: BaseEmailBackend | None = None) -> bool:
    """Mark the invitation as sent and send the link; when that fails, the mark is removed.

    No transaction is open while the mail server is asked. Returns False when nothing is to be sent, for example because it was sent before. Raises
    `OSError` when the mail server cannot be reached or refuses.
    """
    current = Invitation.objects.select_related("implementer", "invited_by").get(pk=invitation.pk)
    if current.state != InvitationState.OPEN or not is_reachable(current.email):
        return False
    this = Invitation.objects.filter(pk=current.pk)
    if not this.filter(sent_at__isnull=True).update(sent_at=timezone.now()):
        return False  # another run sends it
    message = invitation_message(current)
    message.connection = connection
    try:
        message.send()
    except BaseException:
        this.update(sent_at=None)
        raise
    return True


def unsent_invitations() -> list[Invitation]:
    """Return the open invitations that no mail server has accepted yet."""
    waiting = Invitation.objects.waiting().filter(
        sent_at__isnull=True, expires_at__gt=timezone.now()
    )
    return [invitation for invitation in waiting if is_reachable(invitation.email)]
