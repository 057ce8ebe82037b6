"""Who changes roles is recorded and told, and nobody changes their own."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from implementers.exceptions import PeopleRefused
from implementers.invitations import accept_invitation, invite
from implementers.models import Assignment, Implementer, Membership, Role, RoleChange, User
from implementers.outbox import send_queued
from implementers.people import change_role, remove_member
from tests.factories import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_administrator(db) -> User:
    return person("Other Administrator", is_staff=True, is_superuser=True)


@pytest.fixture
def iom(db) -> Implementer:
    return Implementer.objects.get(slug="iom")


def changes() -> list[tuple[str, str | None]]:
    return [
        (one.change, one.changed_by and one.changed_by.email)
        for one in RoleChange.objects.order_by("pk")
    ]


def fields_of(user: User, **roles: str) -> dict[str, str]:
    return {"email": user.email, "last_name": user.last_name, "language": "en", **roles}


def test_a_flag_set_in_the_admin_is_recorded_and_mailed_to_the_other_administrators(
    client, administrator, other_administrator, iom_writer
):
    client.force_login(administrator)
    address = reverse("admin:implementers_user_change", args=[iom_writer.pk])
    answer = client.post(
        address,
        fields_of(
            iom_writer,
            is_active="on",
            is_secretariat="on",
            date_joined_0="2026-01-01",
            date_joined_1="00:00:00",
        ),
    )
    assert answer.status_code == 302
    assert changes() == [("is_secretariat: no → yes", administrator.email)]
    send_queued()
    assert [message.to for message in mail.outbox] == [[other_administrator.email]]
    assert "is_secretariat: no → yes" in mail.outbox[0].body


def test_nothing_is_recorded_where_no_role_changed(client, administrator, iom_writer):
    client.force_login(administrator)
    address = reverse("admin:implementers_user_change", args=[iom_writer.pk])
    fields = fields_of(iom_writer, is_active="on", first_name="Ana")
    client.post(address, {**fields, "date_joined_0": "2026-01-01", "date_joined_1": "00:00:00"})
    assert User.objects.get(pk=iom_writer.pk).first_name == "Ana"
    assert changes() == []


def test_a_role_at_an_implementer_is_recorded(iom, iom_writer, iom_focal_point, secretariat):
    membership = iom_writer.memberships.get()
    change_role(membership, Role.FOCAL_POINT, by=secretariat)
    remove_member(membership, by=secretariat)
    assert changes() == [
        ("IOM: writer → focal_point", secretariat.email),
        ("IOM: focal_point → no role", secretariat.email),
    ]


def test_an_accepted_invitation_is_recorded_as_given_by_whoever_invited(
    iom, stranger, iom_focal_point
):
    invitation = invite(iom, email=stranger.email, role=Role.WRITER, by=iom_focal_point)
    accept_invitation(invitation, by=stranger)
    assert changes() == [("IOM: no role → writer", iom_focal_point.email)]


def test_nobody_invites_or_raises_themselves(iom, secretariat, iom_focal_point):
    with pytest.raises(PeopleRefused, match="cannot invite yourself"):
        invite(iom, email=secretariat.email.upper(), role=Role.FOCAL_POINT, by=secretariat)
    own = Membership.objects.create(user=secretariat, implementer=iom, role=Role.WRITER)
    with pytest.raises(PeopleRefused, match="cannot give yourself a role"):
        change_role(own, Role.FOCAL_POINT, confirmed=True, by=secretariat)
    assert changes() == []


def test_an_invitation_sent_by_oneself_is_not_accepted(iom, stranger, iom_focal_point):
    """Whoever takes over the address that they invited gives themselves no role."""
    invitation = invite(iom, email=stranger.email, role=Role.WRITER, by=iom_focal_point)
    User.objects.filter(pk=stranger.pk).update(email="elsewhere@example.org")
    User.objects.filter(pk=iom_focal_point.pk).update(email=invitation.email)
    iom_focal_point.refresh_from_db()
    with pytest.raises(PeopleRefused, match="sent yourself"):
        accept_invitation(invitation, by=iom_focal_point)
    assert changes() == []


@pytest.mark.parametrize("in_bulk", [False, True])
def test_a_deleted_account_is_recorded(in_bulk, client, administrator, stranger):
    client.force_login(administrator)
    if in_bulk:
        address = reverse("admin:implementers_user_changelist")
        typed = {"action": "delete_selected", "_selected_action": [stranger.pk], "post": "yes"}
    else:
        address = reverse("admin:implementers_user_delete", args=[stranger.pk])
        typed = {"post": "yes"}
    client.post(address, typed)
    assert not User.objects.filter(pk=stranger.pk).exists()
    assert changes() == [("account deleted", administrator.email)]
    assert stranger.email in RoleChange.objects.get().person_name


def test_an_implementer_with_members_is_not_deleted(client, administrator, iom, iom_writer):
    Assignment.objects.filter(implementer=iom).delete()
    client.force_login(administrator)
    client.post(reverse("admin:implementers_implementer_delete", args=[iom.pk]), {"post": "yes"})
    assert iom_writer.memberships.get().implementer == iom
    assert changes() == []


def test_moving_an_implementer_records_the_roles_that_this_gives_and_takes(
    client, administrator, iom, iom_writer, unhcr_writer
):
    child = Implementer.objects.create(
        acronym="IOM-R", slug="iom-r", name_en="Office", kind=iom.kind, parent=iom, position=999
    )
    unhcr = unhcr_writer.memberships.get().implementer
    client.force_login(administrator)
    address = reverse("admin:implementers_implementer_change", args=[child.pk])
    initial = client.get(address).context["adminform"].form.initial
    fields = {name: value for name, value in initial.items() if value is not None}
    formset = {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"}
    assert client.post(address, {**fields, **formset, "parent": unhcr.pk}).status_code == 302
    assert sorted(changes()) == [
        ("IOM-R, by the role at IOM: writer → no role", administrator.email),
        ("IOM-R, by the role at UNHCR: no role → writer", administrator.email),
    ]


def test_no_earlier_state_is_restored_in_the_admin(client, administrator, iom):
    """It would restore what the form does not let one change."""
    client.force_login(administrator)
    earlier = iom.history.first()
    address = reverse(
        "admin:implementers_implementer_simple_history", args=[iom.pk, earlier.history_id]
    )
    page = client.get(address).content.decode()
    assert "Revert" not in page
    assert client.post(address, {"acronym": "X"}).status_code in (403, 405, 302, 200)
    iom.refresh_from_db()
    assert iom.acronym == "IOM"


def test_a_membership_in_the_admin_is_recorded_and_never_ones_own(
    client, administrator, iom, stranger
):
    client.force_login(administrator)
    add = reverse("admin:implementers_membership_add")
    fields = {"user": stranger.pk, "implementer": iom.pk, "role": "writer"}
    assert client.post(add, fields).status_code == 302
    answer = client.post(add, {**fields, "user": administrator.pk})
    assert answer.status_code == 200
    assert not administrator.memberships.exists()
    own = Membership.objects.create(user=administrator, implementer=iom, role=Role.WRITER)
    change = reverse("admin:implementers_membership_change", args=[own.pk])
    delete = reverse("admin:implementers_membership_delete", args=[own.pk])
    role = {"user": administrator.pk, "implementer": iom.pk, "role": "focal_point"}
    assert client.post(change, role).status_code == 403
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert changes() == [("IOM: no role → writer", administrator.email)]


def test_a_lost_second_factor_is_removed_by_another_administrator_alone(
    client, administrator, iom_writer
):
    for who in (administrator, iom_writer):
        Authenticator.objects.create(
            user=who, type=Authenticator.Type.TOTP, data={"secret": "unreadable"}
        )
    client.force_login(administrator)
    client.post(
        reverse("admin:implementers_user_changelist"),
        {
            "action": "remove_second_factor",
            "_selected_action": [administrator.pk, iom_writer.pk],
        },
    )
    assert [held.user for held in Authenticator.objects.all()] == [administrator]
    assert changes() == [("second factor removed", administrator.email)]
    send_queued()
    assert [message.to for message in mail.outbox] == [[iom_writer.email]]


def test_changes_of_roles_are_read_only_in_the_admin(client, administrator, iom_writer):
    recorded = RoleChange.objects.create(person=iom_writer, person_name="Ana", change="x")
    client.force_login(administrator)
    address = reverse("admin:implementers_rolechange_change", args=[recorded.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"change": "y"}).status_code == 403
    assert "Ana" in client.get(reverse("admin:implementers_rolechange_changelist")).content.decode()
