"""Inviting people to work for an implementer, and accepting.

The mail is sent by `reporting.notifications.invitations`, which asks `link_token` for what its link holds.
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
LONGEST_ADDRESS = 150  # the address is the user name too


def link_token(invitation: Invitation) -> str:
    """What the link in the mail holds; shown to nobody else."""
    return Signer(salt=_SIGNER).sign(invitation.key)


def invitation_of(token: str) -> Invitation | None:
    """The invitation that a link was made for, in whatever state; None when it was tampered with."""
    try:
        key = Signer(salt=_SIGNER).unsign(token)
    except BadSignature:
        return None
    found = Invitation.objects.select_related("implementer", "invited_by", "accepted_by")
    return found.filter(key=key).first()


@transaction.atomic
def invite(implementer: Implementer, *, email: str, role: Role, by: User) -> Invitation:
    """Invite whoever reads the mail of `email`; whether they have an account changes nothing.

    Raises `NotPermitted`, and `PeopleRefused` for an address that is none, that is invited
    already, or whose owner is a member here already.
    """
    require_to_manage(by, lock(implementer))
    address = _address(email)
    if address == by.email.lower():
        raise PeopleRefused(
            _("You cannot invite yourself. Ask another focal point or the secretariat.")
        )
    if Membership.objects.filter(implementer=implementer, user__email__iexact=address).exists():
        raise PeopleRefused(_("This person works for this implementer already."))
    _make_room(implementer, address, by=by)
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
    """Let the invitation be sent again, with its whole time before it, in the name of `by`.

    Raises `NotPermitted`, and `InvitationClosed` when it was accepted or cancelled.
    """
    require_to_manage(by, invitation.implementer)
    held = _waiting(invitation)
    held.invited_by, held.expires_at, held.sent_at = by, _expiry(), None
    held.save(update_fields=["invited_by", "expires_at", "sent_at"])
    return held


@transaction.atomic
def cancel(invitation: Invitation, *, by: User) -> Invitation:
    """Make the link useless.

    Raises `NotPermitted`, and `InvitationClosed` when it was accepted or cancelled before.
    """
    require_to_manage(by, invitation.implementer)
    return _cancel(_waiting(invitation), by=by)


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User) -> Membership:
    """Make the invited person a member; whoever has the higher role already keeps it.

    Raises `InvitationClosed`, and `PeopleRefused` for an account of another address.
    """
    held = _acceptable(invitation)
    if by.pk == held.invited_by_id:
        raise PeopleRefused(_("You cannot accept an invitation that you sent yourself."))
    if by.email.lower() != held.email:
        raise PeopleRefused(
            _("This invitation is for %(invited)s, and you are signed in as %(email)s.")
            % {"invited": held.email, "email": by.email}
        )
    return _join(held, by)


@transaction.atomic
def accept_with_new_account(invitation: Invitation, *, name: str, password: str) -> User:
    """Make an account for the invited address, whose owner has just read its mail, and join.

    Raises `InvitationClosed`, `PeopleRefused` when the address has an account by now, and
    `ValidationError` for an unfit password.
    """
    held = _acceptable(invitation)
    if account_of(held) is not None:
        raise PeopleRefused(_("This address has an account already: sign in to accept."))
    user = create_account(email=held.email, name=name, password=password)
    user.language = held.language
    user.save(update_fields=["language"])
    EmailAddress.objects.create(user=user, email=held.email, verified=True, primary=True)
    _join(held, user)
    return user


def account_of(invitation: Invitation) -> User | None:
    """The account of the invited address, if there is one."""
    return User.objects.filter(email__iexact=invitation.email).first()


def refusal_of(invitation: Invitation) -> str:
    """Why the invitation cannot be accepted any more and what to do; empty when it can."""
    words = {
        "implementer": invitation.implementer,
        "inviter": invitation.invited_by,
    }
    if invitation.state == InvitationState.ACCEPTED:
        return _("This invitation was used already. If it was you who used it, sign in.")
    if invitation.state == InvitationState.CANCELLED:
        return (
            _(
                "This invitation was cancelled. If you think that you should work for "
                "%(implementer)s here, ask its focal point or the secretariat."
            )
            % words
        )
    if invitation.state == InvitationState.EXPIRED:
        return _("This invitation has expired. Ask %(inviter)s to send it again.") % words
    if not may_manage(invitation.invited_by, invitation.implementer):
        return (
            _(
                "%(inviter)s, who invited you, no longer looks after the people of "
                "%(implementer)s. Ask its focal point or the secretariat to send it again."
            )
            % words
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


def _make_room(implementer: Implementer, address: str, *, by: User) -> None:
    """An expired invitation makes way for a new one; an open one stands against it."""
    waiting = Invitation.objects.waiting().filter(implementer=implementer, email=address).first()
    if waiting is None:
        return
    if waiting.state == InvitationState.OPEN:
        raise PeopleRefused(_("This address is invited already. You can send it again."))
    _cancel(waiting, by=by)


def _cancel(invitation: Invitation, *, by: User) -> Invitation:
    invitation.cancelled_at, invitation.cancelled_by = timezone.now(), by
    invitation.save(update_fields=["cancelled_at", "cancelled_by"])
    return invitation


def _waiting(invitation: Invitation) -> Invitation:
    """The invitation as it stands now, held. Raises `InvitationClosed`."""
    held = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("implementer", "invited_by")
        .get(pk=invitation.pk)
    )
    if held.state in (InvitationState.ACCEPTED, InvitationState.CANCELLED):
        raise InvitationClosed(refusal_of(held))
    return held


def _acceptable(invitation: Invitation) -> Invitation:
    held = _waiting(invitation)
    if refusal := refusal_of(held):
        raise InvitationClosed(refusal)
    return held


def _join(invitation: Invitation, user: User) -> Membership:
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
