"""In what role a person stands to an implementer."""

from django.contrib.auth.models import AnonymousUser

from implementers.models import Implementer, Membership, Role, User
from implementers.tree import ancestor_ids

Person = User | AnonymousUser


def is_secretariat(person: Person) -> bool:
    """Works for the CAJP secretariat."""
    return isinstance(person, User) and person.is_active and person.is_secretariat


def is_administrator(person: Person) -> bool:
    """Looks after accounts and reference data; that alone gives no say in a chapter."""
    return isinstance(person, User) and person.is_active and person.is_superuser


def roles_by_implementer(person: Person) -> dict[int, set[Role]]:
    """The person's roles by the implementer's primary key, in two queries.

    A membership in a parent counts for everything below it.
    """
    if not isinstance(person, User) or not person.is_active:
        return {}
    own = dict(Membership.objects.filter(user=person).values_list("implementer_id", "role"))
    if not own:
        return {}
    parents = Implementer.objects.parent_ids()
    roles = {
        pk: {Role(own[above]) for above in ancestor_ids(pk, parents) if above in own}
        for pk in parents
    }
    return {pk: held for pk, held in roles.items() if held}


def roles_of(person: Person, implementer: Implementer) -> set[Role]:
    """The person's roles at `implementer`, by their own membership or one higher up."""
    return roles_by_implementer(person).get(implementer.pk, set())
