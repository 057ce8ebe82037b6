"""Inviting people to work for an implementer, and accepting.

`reporting.notifications.invitations` sends the mail; `link_token` returns the token of its link.
"""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.actions import create_account
from implementers.exceptions import InvitationClosed, PeopleRefused
from implementers.models import (
    Implementer,
    Invitation,
    InvitationState,
    Membership,
    Role,
    User,
)
from implementers.people import lock, may_manage, require_to_manage
from implementers.role_changes import record_membership_change

_SIGNER = "implementers.invitation"
LONGEST_ADDRESS = 150  # the address is also the user name


def link_token(invitation: Invitation) -> str:
    """Return the token of the link in the mail. It is shown to no one else."""
    return Signer(salt=_SIGNER).sign(invitation.key)


def invitation_of(token: str) -> Invitation | None:
    """Return the invitation of a link's token, in any state; None if the token is invalid."""
    try:
        key = Signer(salt=_SIGNER).unsign(token)
    except BadSignature:
        return None
    invitations = Invitation.objects.select_related("implementer", "invited_by", "accepted_by")
    return invitations.filter(key=key).first()


@transaction.atomic
def invite(implementer: Implementer, *, email: str, role: Role, by: User) -> Invitation:
    """Invite the owner of the address `email`, whether or not they have an account.

    Raises `NotPermitted`, and `PeopleRefused` for an invalid address, an address that is invited
    already, or one whose owner is a member already.
    """
    require_to_manage(by, lock(implementer))
    address = _address(email)
    if address == by.email.lower():
        raise PeopleRefused(
            _("You cannot invite yourself. Ask another focal point or the secretariat.")
        )
    if Membership.objects.filter(implementer=implementer, user__email__iexact=address).exists():
        raise PeopleRefused(_("This person works for this implementer already."))
    _cancel_expired(implementer, address, by=by)
    now = timezone.now()
    return Invitation.objects.create(
        implementer=implementer,
        email=address,
        role=Role(role),
        language=by.language,
        invited_at=now,
        invited_by=by,
        expires_at=_expiry(),
    )


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Have the invitation sent again in the name of `by`, with a new expiry date.

    Raises `NotPermitted`, and `InvitationClosed` when it was accepted or canceled.
    """
    require_to_manage(by, invitation.implementer)
    current = _locked_waiting(invitation)
    current.invited_by, current.expires_at, current.sent_at = by, _expiry(), None
    current.save(update_fields=["invited_by", "expires_at", "sent_at"])
    return current


@transaction.atomic
def cancel(invitation: Invitation, *, by: User) -> Invitation:
    """Cancel the invitation, so that its link no longer works.

    Raises `NotPermitted`, and `InvitationClosed` when it was accepted or canceled before.
    """
    require_to_manage(by, invitation.implementer)
    return _cancel(_locked_waiting(invitation), by=by)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Make the invited person a member. A focal point keeps that higher role.

    Raises `InvitationClosed`, and `PeopleRefused` for an account with another address.
    """
    current = _acceptable(invitation)
    if by.pk == current.invited_by_id:
        raise PeopleRefused(_("You cannot accept an invitation that you sent yourself."))
    if by.email.lower() != current.email:
        raise PeopleRefused(
            _("This invitation is for %(invited)s, and you are signed in as %(email)s.")
            % {"invited": current.email, "email": by.email}
        )
    return _create_membership(current, by)


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, password: str) -> User:
    """Create an account for the invited address and accept; the link proves that the mail was read.

    Raises `InvitationClosed`, `PeopleRefused` when the address has an account by now, and
    `ValidationError` for an unsuitable password.
    """
    current = _acceptable(invitation)
    if account_of(current) is not None:
        raise PeopleRefused(_("This address has an account already: sign in to accept."))
    user = create_account(email=current.email, name=name, password=password)
    user.language = current.language
    user.save(update_fields=["language"])
    EmailAddress.objects.create(user=user, email=current.email, verified=True, primary=True)
    _create_membership(current, user)
    return user


def account_of(invitation: Invitation) -> User | None:
    """Return the account of the invited address, if there is one."""
    return User.objects.filter(email__iexact=invitation.email).first()


def refusal_of(invitation: Invitation) -> str:
    """Return why the invitation can no longer be accepted and what to do; empty if it can."""
    values = {
        "implementer": invitation.implementer,
        "inviter": invitation.invited_by,
    }
    if invitation.state == InvitationState.ACCEPTED:
        return _("This invitation was used already. If it was you who used it, sign in.")
    if invitation.state == InvitationState.CANCELED:
        return (
            _(
                "This invitation was canceled. If you think that you should work for "
                "%(implementer)s here, ask its focal point or the secretariat."
            )
            % values
        )
    if invitation.state == InvitationState.EXPIRED:
        return _("This invitation has expired. Ask %(inviter)s to send it again.") % values
    if not may_manage(invitation.invited_by, invitation.implementer):
        return (
            _(
                "%(inviter)s, who invited you, no longer manages the people of "
                "%(implementer)s. Ask its focal point or the secretariat to send it again."
            )
            % values
        )
    return ""


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise PeopleRefused(" ".join(error.messages)) from error
    if len(address) > LONGEST_ADDRESS:
        raise PeopleRefused(
            _("An address has at most %(longest)d characters.") % {"longest": LONGEST_ADDRESS}
        )
    return address


def _cancel_expired(implementer: Implementer, address: str, *, by: User) -> None:
    """Cancel an expired invitation of the address; refuse if there is an open one."""
    earlier = Invitation.objects.waiting().filter(implementer=implementer, email=address).first()
    if earlier is None:
        return
    if earlier.state == InvitationState.OPEN:
        raise PeopleRefused(_("This address is invited already. You can send it again."))
    _cancel(earlier, by=by)


def _cancel(invitation: Invitation, *, by: User) -> Invitation:
    invitation.canceled_at, invitation.canceled_by = timezone.now(), by
    invitation.save(update_fields=["canceled_at", "canceled_by"])
    return invitation


def _locked_waiting(invitation: Invitation) -> Invitation:
    """Return the invitation as it is now, locked. Raises `InvitationClosed`."""
    current = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("implementer", "invited_by")
        .get(pk=invitation.pk)
    )
    if current.state in (InvitationState.ACCEPTED, InvitationState.CANCELED):
        raise InvitationClosed(refusal_of(current))
    return current


def _acceptable(invitation: Invitation) -> Invitation:
    current = _locked_waiting(invitation)
    if message := refusal_of(current):
        raise InvitationClosed(message)
    return current


def _create_membership(invitation: Invitation, user: User) -> Membership:
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    membership = Membership.objects.filter(
        user=user, implementer=invitation.implementer
    ).first() or Membership(user=user, implementer=invitation.implementer)
    before = membership.role
    if before != Role.FOCAL_POINT:
        membership.role = Role(invitation.role)
    membership._history_user = user  # type: ignore[attr-defined]
    membership._change_reason = f"invitation {invitation.pk}"  # type: ignore[attr-defined]
    membership.save()
    if membership.role != before:
        record_membership_change(
            membership, before=before, after=membership.role, by=invitation.invited_by
        )
    return membership


def _expiry() -> datetime:
    return timezone.now() + timedelta(days=settings.INVITATION_DAYS)
