"""Who says who works for an implementer, and what nobody may do to it."""

import pytest

from implementers.actions import add_member
from implementers.exceptions import NotPermitted, PeopleRefused
from implementers.models import Implementer, Membership, Role, User
from implementers.people import (
    change_role,
    managed_by,
    may_manage,
    members_by_implementer,
    remove_member,
)
from tests.factories import member, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def iom(db) -> Implementer:
    return Implementer.objects.get(slug="iom")


@pytest.fixture
def sedi(db) -> Implementer:
    return Implementer.objects.get(slug="mide").parent


def membership_of(user: User) -> Membership:
    return user.memberships.get()


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("iom_writer", False),
        ("iom_focal_point", True),
        ("unhcr_writer", False),
        ("secretariat", True),
        ("administrator", False),
        ("stranger", False),
    ],
)
def test_who_may_manage_the_people_of_iom(who, may, iom, request):
    assert may_manage(request.getfixturevalue(who), iom) is may


@pytest.mark.parametrize("who", ["iom_writer", "unhcr_writer", "administrator", "stranger"])
def test_nobody_else_changes_or_removes_a_member(who, iom_focal_point, request):
    by = request.getfixturevalue(who)
    with pytest.raises(NotPermitted, match="focal points and the secretariat decide who works for"):
        change_role(membership_of(iom_focal_point), Role.WRITER, by=by)
    with pytest.raises(NotPermitted):
        remove_member(membership_of(iom_focal_point), by=by)
    assert membership_of(iom_focal_point).role == Role.FOCAL_POINT


def test_a_focal_point_of_the_parent_manages_the_people_of_its_children(sedi):
    head = person("SEDI Focal Point")
    add_member(user=head, implementer=sedi, role=Role.FOCAL_POINT)
    children = set(sedi.children.values_list("pk", flat=True))
    assert managed_by(head) == {sedi.pk, *children}


def test_a_focal_point_of_a_child_does_not_manage_the_parent(sedi):
    assert not may_manage(member("MiDE Focal Point", "mide", Role.FOCAL_POINT), sedi)


def test_who_lost_the_account_manages_nothing(iom_focal_point, iom):
    iom_focal_point.is_active = False
    assert not may_manage(iom_focal_point, iom)


def test_a_focal_point_makes_a_writer_a_focal_point(iom_writer, iom_focal_point):
    changed = change_role(membership_of(iom_writer), Role.FOCAL_POINT, by=iom_focal_point)
    assert changed.role == membership_of(iom_writer).role == Role.FOCAL_POINT


def test_the_history_says_who_changed_and_who_removed(iom_writer, iom_focal_point, secretariat):
    membership = membership_of(iom_writer)
    change_role(membership, Role.FOCAL_POINT, by=iom_focal_point)
    remove_member(membership, by=secretariat)
    history = Membership.history.filter(id=membership.pk)
    assert list(history.values_list("history_type", "role", "history_user")) == [
        ("-", "focal_point", secretariat.pk),
        ("~", "focal_point", iom_focal_point.pk),
        ("+", "writer", None),
    ]


def test_a_role_that_is_held_already_leaves_no_history(iom_writer, iom_focal_point):
    change_role(membership_of(iom_writer), Role.WRITER, by=iom_focal_point)
    assert membership_of(iom_writer).history.count() == 1


def test_a_removed_member_keeps_the_account(iom_writer, iom_focal_point):
    remove_member(membership_of(iom_writer), by=iom_focal_point)
    assert not iom_writer.memberships.exists()
    assert User.objects.get(pk=iom_writer.pk).is_active


def test_the_last_focal_point_is_not_removed_by_themselves(iom_focal_point):
    with pytest.raises(PeopleRefused, match="last focal point of"):
        remove_member(membership_of(iom_focal_point), confirmed=True, by=iom_focal_point)
    with pytest.raises(PeopleRefused, match="last focal point of"):
        change_role(membership_of(iom_focal_point), Role.WRITER, confirmed=True, by=iom_focal_point)


def test_the_secretariat_removes_the_last_focal_point(iom_focal_point, secretariat):
    remove_member(membership_of(iom_focal_point), by=secretariat)
    assert not iom_focal_point.memberships.exists()


def test_a_closed_account_is_no_other_focal_point(iom_focal_point):
    other = member("Other", "iom", Role.FOCAL_POINT)
    User.objects.filter(pk=other.pk).update(is_active=False)
    with pytest.raises(PeopleRefused, match="last focal point of"):
        remove_member(membership_of(iom_focal_point), confirmed=True, by=iom_focal_point)


def test_a_focal_point_of_the_parent_counts_as_another(sedi):
    add_member(user=person("Head"), implementer=sedi, role=Role.FOCAL_POINT)
    own = member("MiDE Focal Point", "mide", Role.FOCAL_POINT)
    remove_member(membership_of(own), confirmed=True, by=own)
    assert not own.memberships.exists()


def test_nobody_removes_themselves_unawares(iom_focal_point):
    member("Other", "iom", Role.FOCAL_POINT)
    with pytest.raises(PeopleRefused, match="your own access"):
        remove_member(membership_of(iom_focal_point), by=iom_focal_point)
    remove_member(membership_of(iom_focal_point), confirmed=True, by=iom_focal_point)
    assert not iom_focal_point.memberships.exists()


def test_nobody_steps_down_unawares(iom_focal_point):
    member("Other", "iom", Role.FOCAL_POINT)
    with pytest.raises(PeopleRefused, match="your own access"):
        change_role(membership_of(iom_focal_point), Role.WRITER, by=iom_focal_point)


def test_of_two_who_remove_each_other_the_second_is_refused(iom_focal_point):
    other = member("Other", "iom", Role.FOCAL_POINT)
    first, second = membership_of(other), membership_of(iom_focal_point)
    remove_member(first, by=iom_focal_point)
    with pytest.raises(NotPermitted):
        remove_member(second, by=other)


def test_who_is_gone_is_not_removed_twice(iom_writer, iom_focal_point):
    membership = membership_of(iom_writer)
    Membership.objects.filter(pk=membership.pk).delete()
    with pytest.raises(PeopleRefused, match="removed in the meantime"):
        remove_member(membership, by=iom_focal_point)


def test_members_are_those_of_an_implementer_and_of_its_parents(sedi, django_assert_num_queries):
    head = person("Head")
    add_member(user=head, implementer=sedi, role=Role.WRITER)
    own = member("Own", "mide", Role.WRITER)
    closed = person("Closed", is_active=False)
    add_member(user=closed, implementer=sedi, role=Role.WRITER)
    with django_assert_num_queries(2):
        members = members_by_implementer()
    mide = Implementer.objects.get(slug="mide")
    assert set(members[mide.pk]) == {head, own}
    assert members[sedi.pk] == [head]
    assert members[Implementer.objects.get(slug="iom").pk] == []
