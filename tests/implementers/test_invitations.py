"""Inviting and accepting: who may, what a link is good for, and when it is not."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.signing import Signer
from django.db import IntegrityError, transaction
from django.utils import timezone

from implementers.exceptions import InvitationClosed, NotPermitted, PeopleRefused
from implementers.invitations import (
    accept_invitation,
    accept_with_new_account,
    cancel,
    invitation_of,
    invite,
    link_token,
    refusal_of,
    resend,
)
from implementers.models import Implementer, Invitation, InvitationState, Membership, Role, User
from implementers.people import remove_member
from tests.factories import PASSWORD, member, person

pytestmark = pytest.mark.django_db

ADDRESS = "ana@iom.int"


@pytest.fixture
def iom(db) -> Implementer:
    return Implementer.objects.get(slug="iom")


@pytest.fixture
def invitation(iom, iom_focal_point) -> Invitation:
    return invite(iom, email=ADDRESS, role=Role.WRITER, by=iom_focal_point)


def account(email: str = ADDRESS) -> User:
    return User.objects.create(username=email, email=email)


def expire(invitation: Invitation) -> Invitation:
    earlier = timezone.now() - datetime.timedelta(days=20)
    invitation.invited_at, invitation.expires_at = earlier, earlier + datetime.timedelta(days=14)
    invitation.save()
    return invitation


@pytest.mark.parametrize("who", ["iom_focal_point", "secretariat"])
def test_focal_points_and_the_secretariat_invite(who, iom, request):
    made = invite(iom, email=ADDRESS, role=Role.WRITER, by=request.getfixturevalue(who))
    assert (made.email, made.role, made.state) == (ADDRESS, Role.WRITER, InvitationState.OPEN)
    assert made.sent_at is None


@pytest.mark.parametrize("who", ["iom_writer", "unhcr_writer", "administrator", "stranger"])
def test_nobody_else_invites_resends_or_cancels(who, iom, invitation, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        invite(iom, email="other@iom.int", role=Role.WRITER, by=by)
    with pytest.raises(NotPermitted):
        resend(invitation, by=by)
    with pytest.raises(NotPermitted):
        cancel(invitation, by=by)
    assert Invitation.objects.get().state == InvitationState.OPEN


def test_a_link_is_good_for_as_many_days_as_the_setting_says(settings, iom, secretariat):
    settings.INVITATION_DAYS = 3
    made = invite(iom, email=ADDRESS, role=Role.WRITER, by=secretariat)
    assert (made.expires_at - made.invited_at).days == 3


@pytest.mark.parametrize(
    "email", ["", "ana", "ana@", "ana@iom.int\nBcc: all@example.org", f"{'a' * 60}@{'b' * 200}.int"]
)
def test_what_is_no_address_is_refused(email, iom, secretariat):
    with pytest.raises(PeopleRefused):
        invite(iom, email=email, role=Role.WRITER, by=secretariat)


def test_an_address_longer_than_a_user_name_is_refused(iom, secretariat):
    email = f"{'a' * 60}@{'.'.join(['b' * 30] * 4)}.int"
    with pytest.raises(PeopleRefused, match="at most 150 characters"):
        invite(iom, email=email, role=Role.WRITER, by=secretariat)


def test_an_unknown_role_is_refused(iom, secretariat):
    with pytest.raises(ValueError):
        invite(iom, email=ADDRESS, role="king", by=secretariat)


def test_a_member_is_not_invited(iom, iom_writer, secretariat):
    with pytest.raises(PeopleRefused, match="works for this implementer already"):
        invite(iom, email=iom_writer.email.upper(), role=Role.WRITER, by=secretariat)


def test_an_address_is_invited_once_in_whatever_case(iom, invitation, secretariat):
    with pytest.raises(PeopleRefused, match="invited already"):
        invite(iom, email="ANA@iom.int", role=Role.FOCAL_POINT, by=secretariat)


def test_the_database_too_holds_one_waiting_invitation(iom, invitation, secretariat):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            implementer=iom,
            email=ADDRESS,
            role=Role.WRITER,
            invited_by=secretariat,
            expires_at=timezone.now() + datetime.timedelta(days=1),
        )


def test_an_expired_invitation_makes_way_for_a_new_one(iom, invitation, secretariat):
    expire(invitation)
    made = invite(iom, email=ADDRESS, role=Role.FOCAL_POINT, by=secretariat)
    invitation.refresh_from_db()
    assert (invitation.state, made.state) == (InvitationState.CANCELED, InvitationState.OPEN)


def test_inviting_tells_nothing_of_whether_there_is_an_account(iom, secretariat):
    """No answer, no column and no refusal differs."""
    account("known@iom.int")
    made = [
        invite(iom, email=email, role=Role.WRITER, by=secretariat)
        for email in ("known@iom.int", "unknown@iom.int")
    ]
    own = ("id", "email", "key", "invited_at", "expires_at")
    rows = [{k: v for k, v in row.items() if k not in own} for row in Invitation.objects.values()]
    assert rows[0] == rows[1]
    assert made[0].state == made[1].state


def test_a_link_leads_to_its_invitation(invitation):
    assert invitation_of(link_token(invitation)) == invitation


@pytest.mark.parametrize(
    "spoil", [lambda t: t[:-1], lambda t: "x" + t, lambda t: "", lambda t: "a:b"]
)
def test_a_link_that_was_tampered_with_leads_nowhere(spoil, invitation):
    assert invitation_of(spoil(link_token(invitation))) is None


def test_the_key_in_the_database_is_no_link(invitation):
    assert invitation_of(invitation.key) is None
    assert invitation_of(Signer(salt="something else").sign(invitation.key)) is None


def test_an_existing_account_joins(invitation):
    ana = account()
    membership = accept_invitation(invitation, by=ana)
    assert (membership.user, membership.role) == (ana, Role.WRITER)
    invitation.refresh_from_db()
    assert (invitation.state, invitation.accepted_by) == (InvitationState.ACCEPTED, ana)


def test_the_history_says_that_an_invitation_made_the_member(invitation):
    ana = account()
    row = accept_invitation(invitation, by=ana).history.get()
    assert (row.history_user, row.history_change_reason) == (ana, f"invitation {invitation.pk}")


def test_an_invitation_is_used_once(invitation, iom_focal_point):
    ana = account()
    membership = accept_invitation(invitation, by=ana)
    remove_member(membership, by=iom_focal_point)
    with pytest.raises(InvitationClosed, match="used already"):
        accept_invitation(invitation, by=ana)
    assert not ana.memberships.exists()


def test_another_account_does_not_use_it(invitation, stranger):
    with pytest.raises(PeopleRefused, match="you are signed in as stranger@"):
        accept_invitation(invitation, by=stranger)
    assert not stranger.memberships.exists()


def test_an_expired_invitation_is_not_accepted(invitation):
    with pytest.raises(InvitationClosed, match="has expired"):
        accept_invitation(expire(invitation), by=account())
    assert not Membership.objects.filter(user__email=ADDRESS).exists()


def test_a_canceled_invitation_is_not_accepted(invitation, secretariat):
    cancel(invitation, by=secretariat)
    with pytest.raises(InvitationClosed, match="was canceled"):
        accept_with_new_account(invitation, name="Ana", password=PASSWORD)
    assert not User.objects.filter(email=ADDRESS).exists()


def test_what_is_canceled_or_used_is_neither_sent_again_nor_canceled(invitation, secretariat):
    cancel(invitation, by=secretariat)
    for verb in (resend, cancel):
        with pytest.raises(InvitationClosed):
            verb(invitation, by=secretariat)


def test_sent_again_an_expired_link_is_good_again(invitation, secretariat):
    token = link_token(expire(invitation))
    resend(invitation, by=secretariat)
    found = invitation_of(token)
    assert (found.state, found.sent_at) == (InvitationState.OPEN, None)
    assert accept_invitation(found, by=account()).role == Role.WRITER


def test_the_invitation_of_somebody_who_may_no_longer_invite_is_not_accepted(
    invitation, iom_focal_point, secretariat
):
    remove_member(iom_focal_point.memberships.get(), by=secretariat)
    assert "no longer manages" in refusal_of(Invitation.objects.get())
    ana = account()
    with pytest.raises(InvitationClosed, match="no longer manages the people"):
        accept_invitation(invitation, by=ana)
    resend(invitation, by=secretariat)
    assert accept_invitation(invitation, by=ana).role == Role.WRITER


def test_a_new_person_gets_an_account_with_a_verified_address(iom, iom_focal_point):
    User.objects.filter(pk=iom_focal_point.pk).update(language="es")
    iom_focal_point.refresh_from_db()
    made = invite(iom, email="Ana@IOM.int", role=Role.FOCAL_POINT, by=iom_focal_point)
    ana = accept_with_new_account(made, name="Ana Peña", password=PASSWORD)
    assert (ana.email, str(ana), ana.language) == (ADDRESS, "Ana Peña", "es")
    assert ana.check_password(PASSWORD)
    assert ana.memberships.get().role == Role.FOCAL_POINT
    assert EmailAddress.objects.get(user=ana, email=ADDRESS).verified
    assert [ana.is_staff, ana.is_superuser, ana.is_secretariat] == [False] * 3


def test_an_unfit_password_makes_no_account_and_uses_nothing(invitation):
    with pytest.raises(ValidationError):
        accept_with_new_account(invitation, name="Ana", password="short")
    assert not User.objects.filter(email=ADDRESS).exists()
    assert Invitation.objects.get().state == InvitationState.OPEN


def test_no_link_sets_the_password_of_an_account_that_exists(invitation):
    ana = account("ANA@iom.int")
    with pytest.raises(PeopleRefused, match="sign in to accept"):
        accept_with_new_account(invitation, name="Thief", password=PASSWORD)
    ana.refresh_from_db()
    assert not ana.check_password(PASSWORD)


def test_accepting_takes_no_higher_role_away(iom, secretariat, invitation):
    ana = account()
    Membership.objects.create(user=ana, implementer=iom, role=Role.FOCAL_POINT)
    assert accept_invitation(invitation, by=ana).role == Role.FOCAL_POINT


def test_accepting_raises_a_writer_to_focal_point(iom, secretariat):
    made = invite(iom, email=ADDRESS, role=Role.FOCAL_POINT, by=secretariat)
    ana = account()
    Membership.objects.create(user=ana, implementer=iom, role=Role.WRITER)
    assert accept_invitation(made, by=ana).role == Role.FOCAL_POINT
    assert ana.memberships.count() == 1


def test_each_implementer_invites_for_itself(iom, invitation):
    unhcr_focal_point = member("UNHCR Focal Point", "unhcr", Role.FOCAL_POINT)
    unhcr = Implementer.objects.get(slug="unhcr")
    other = invite(unhcr, email=ADDRESS, role=Role.WRITER, by=unhcr_focal_point)
    assert other.state == InvitationState.OPEN
    with pytest.raises(NotPermitted):
        cancel(invitation, by=unhcr_focal_point)


@pytest.mark.parametrize(
    "columns",
    [
        {"accepted_at": timezone.now()},
        {"canceled_at": timezone.now()},
        {"expires_at": timezone.now() - datetime.timedelta(days=400)},
    ],
)
def test_the_database_refuses_half_a_step(columns, invitation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**columns)


def test_the_database_refuses_both_ends(invitation, secretariat):
    cancel(invitation, by=secretariat)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(accepted_at=timezone.now(), accepted_by=person("Ana"))
