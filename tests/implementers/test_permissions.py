import pytest
from django.contrib.auth.models import AnonymousUser

from implementers.models import Implementer, Role
from implementers.permissions import (
    is_administrator,
    is_secretariat,
    roles_by_implementer,
    roles_of,
)
from tests.factories import member, person

pytestmark = pytest.mark.django_db


def implementer(slug: str) -> Implementer:
    return Implementer.objects.get(slug=slug)


def test_a_member_has_their_role_at_their_implementer_alone(iom_writer):
    assert roles_of(iom_writer, implementer("iom")) == {Role.WRITER}
    assert roles_of(iom_writer, implementer("unhcr")) == set()


def test_a_membership_in_a_parent_counts_for_its_children():
    sedi = member("SEDI", "sedi", Role.FOCAL_POINT)

    slugs = {Implementer.objects.get(pk=pk).slug for pk in roles_by_implementer(sedi)}
    assert slugs == {"sedi", "mide", "rial", "education"}


def test_a_membership_in_a_child_does_not_count_for_its_parent():
    rial = member("RIAL", "rial", Role.WRITER)

    assert roles_of(rial, implementer("sedi")) == set()
    assert roles_of(rial, implementer("mide")) == set()


def test_a_membership_counts_for_grandchildren():
    below = Implementer.objects.create(
        slug="unit", acronym="UNIT", name_en="A unit", kind="oas", position=99
    )
    below.parent = implementer("rial")
    below.save()

    assert roles_of(member("SEDI", "sedi", Role.WRITER), below) == {Role.WRITER}


def test_a_circle_in_the_tree_does_not_hang():
    top, child = implementer("sedi"), implementer("rial")
    top.parent = child
    top.save()

    assert roles_of(member("RIAL", "rial", Role.WRITER), implementer("mide")) == {Role.WRITER}


def test_a_closed_account_has_no_role(iom_writer, secretariat, administrator):
    for user in (iom_writer, secretariat, administrator):
        user.is_active = False

    assert roles_by_implementer(iom_writer) == {}
    assert not is_secretariat(secretariat)
    assert not is_administrator(administrator)


def test_nobody_in_particular_has_no_role():
    nobody = AnonymousUser()

    assert roles_by_implementer(nobody) == {}
    assert not is_secretariat(nobody)
    assert not is_administrator(nobody)


def test_an_administrator_is_not_the_secretariat(administrator):
    assert is_administrator(administrator)
    assert not is_secretariat(administrator)


def test_roles_cost_two_queries_however_many(django_assert_num_queries):
    user = person("Many")
    for slug in ("iom", "unhcr", "sedi"):
        user.memberships.create(implementer=implementer(slug), role=Role.WRITER)

    with django_assert_num_queries(2):
        assert len(roles_by_implementer(user)) == 6
