"""The roles of a person at an implementer."""

from django.contrib.auth.models import AnonymousUser

from implementers.models import Implementer, Membership, Role, User
from implementers.tree import ancestor_ids

Person = User | AnonymousUser


def is_secretariat(person: Person) -> bool:
    """Return whether the person works for the CAJP secretariat."""
    return isinstance(person, User) and person.is_active and person.is_secretariat


def is_administrator(person: Person) -> bool:
    """Return whether the person is an administrator, for accounts and reference data.

    This alone does not give the right to change chapters.
    """
    return isinstance(person, User) and person.is_active and person.is_superuser


def roles_by_implementer(person: Person) -> dict[int, set[Role]]:
    """Return the person's roles by the implementer's key. Takes two queries.

    A membership in a parent counts for all implementers below it.
    """
    if not isinstance(person, User) or not person.is_active:
        return {}
    direct_roles = dict(
        Membership.objects.filter(user=person).values_list("implementer_id", "role")
    )
    if not direct_roles:
        return {}
    parents = Implementer.objects.parent_ids()
    roles = {
        pk: {
            Role(direct_roles[ancestor])
            for ancestor in ancestor_ids(pk, parents)
            if ancestor in direct_roles
        }
        for pk in parents
    }
    return {pk: implementer_roles for pk, implementer_roles in roles.items() if implementer_roles}


def roles_of(person: Person, implementer: Implementer) -> set[Role]:
    """Return the person's roles at `implementer`, from a membership there or above it."""
    return roles_by_implementer(person).get(implementer.pk, set())
