"""Sending invitations at once; those that could not be sent go out with the next run."""

from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from implementers.models import Invitation, InvitationState
from reporting.notifications.messages import invitation_message
from reporting.notifications.recipients import is_reachable


@transaction.atomic
def send_invitation(invitation: Invitation, *, connection: BaseEmailBackend | None = None) -> bool:
    """Send the link and mark the invitation as sent, in one transaction.

    Returns False when nothing is to be sent, for example because it was sent before. Raises
    `OSError` when the mail server cannot be reached or refuses.
    """
    current = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("implementer", "invited_by")
        .get(pk=invitation.pk)
    )
    if current.sent_at or current.state != InvitationState.OPEN or not is_reachable(current.email):
        return False
    current.sent_at = timezone.now()
    current.save(update_fields=["sent_at"])
    message = invitation_message(current)
    message.connection = connection
    message.send()
    return True


def unsent_invitations() -> list[Invitation]:
    """Return the open invitations that no mail server has accepted yet."""
    waiting = Invitation.objects.waiting().filter(
        sent_at__isnull=True, expires_at__gt=timezone.now()
    )
    return [invitation for invitation in waiting if is_reachable(invitation.email)]
