"""In what role a person stands to an implementer."""

from collections.abc import Mapping

from django.contrib.auth.models import AnonymousUser

from implementers.models import Implementer, Membership, Role, User

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
    parents = dict(Implementer.objects.order_by().values_list("pk", "parent_id"))
    roles = {
        pk: {Role(own[place]) for place in line_up(pk, parents) if place in own} for pk in parents
    }
    return {pk: held for pk, held in roles.items() if held}


def roles_of(person: Person, implementer: Implementer) -> set[Role]:
    """The person's roles at `implementer`, by their own membership or one higher up."""
    return roles_by_implementer(person).get(implementer.pk, set())


def line_up(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    """An implementer and everything above it; a circle in the tree is walked once."""
    line: list[int] = []
    place: int | None = pk
    while place is not None and place not in line:
        line.append(place)
        place = parents.get(place)
    return line
