"""Who works for an implementer: verbs for its members, and who may use them.

Focal points look after the people of their implementer, the secretariat after everybody's.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.exceptions import NotPermitted, PeopleRefused
from implementers.models import Implementer, Membership, Role, User
from implementers.permissions import (
    Person,
    is_secretariat,
    roles_by_implementer,
    roles_of,
)
from implementers.role_changes import record_membership_change
from implementers.tree import ancestor_ids


def may_manage(person: Person, implementer: Implementer) -> bool:
    """Whether the person says who works for the implementer."""
    return is_secretariat(person) or Role.FOCAL_POINT in roles_of(person, implementer)


def require_to_manage(person: Person, implementer: Implementer) -> None:
    """Raise `NotPermitted`, which says who may."""
    if not may_manage(person, implementer):
        raise NotPermitted(
            _("Who works for %(implementer)s is said by its focal points and by the secretariat.")
            % {"implementer": implementer}
        )


def managed_by(person: Person) -> set[int]:
    """Primary keys of the implementers whose people the person looks after."""
    if is_secretariat(person):
        return set(Implementer.objects.values_list("pk", flat=True))
    roles = roles_by_implementer(person)
    return {pk for pk, held in roles.items() if Role.FOCAL_POINT in held}


def members_by_implementer() -> dict[int, list[User]]:
    """Everybody who works for an implementer, by its primary key, in two queries.

    A membership in a parent counts for everything below it; closed accounts are left out.
    """
    own: dict[int, list[User]] = {}
    memberships = Membership.objects.filter(user__is_active=True).select_related("user")
    for membership in memberships.order_by("user__email"):
        own.setdefault(membership.implementer_id, []).append(membership.user)
    parents = Implementer.objects.parent_ids()
    return {
        pk: list(
            {
                user.pk: user for above in ancestor_ids(pk, parents) for user in own.get(above, [])
            }.values()
        )
        for pk in parents
    }


@transaction.atomic
def change_role(
    membership: Membership, role: Role, *, confirmed: bool = False, by: User
) -> Membership:
    """Give a member another role.

    Who steps down themselves says so by `confirmed`; nobody raises themselves. Raises
    `NotPermitted`, and `PeopleRefused` also when nobody would be left to sign.
    """
    held = _held(membership, by=by)
    if held.role == role:
        return held
    before = held.role
    if before == Role.FOCAL_POINT:
        _check_removal(held, confirmed=confirmed, by=by)
    elif held.user_id == by.pk:
        raise PeopleRefused(
            _("You cannot give yourself a role. Ask another focal point or the secretariat.")
        )
    held.role = Role(role)
    held._history_user = by  # type: ignore[attr-defined]
    held.save(update_fields=["role"])
    record_membership_change(held, before=before, after=held.role, by=by)
    return held


@transaction.atomic
def remove_member(membership: Membership, *, confirmed: bool = False, by: User) -> None:
    """End a membership; the account stays, and the history says who ended it.

    Who removes themselves says so by `confirmed`. Raises `NotPermitted`, and `PeopleRefused` when
    nobody would be left to sign.
    """
    held = _held(membership, by=by)
    _check_removal(held, confirmed=confirmed, by=by)
    held._history_user = by  # type: ignore[attr-defined]
    record_membership_change(held, before=held.role, by=by)
    held.delete()


def lock(implementer: Implementer) -> Implementer:
    """The implementer, held until the transaction ends: one change of its people at a time."""
    return Implementer.objects.select_for_update(of=("self",)).get(pk=implementer.pk)


def _held(membership: Membership, *, by: User) -> Membership:
    """The membership as it stands now. Raises `PeopleRefused` when it is gone, `NotPermitted`."""
    implementer = lock(membership.implementer)
    require_to_manage(by, implementer)
    held = Membership.objects.select_related("implementer", "user").filter(pk=membership.pk).first()
    if held is None:
        raise PeopleRefused(_("This person was removed in the meantime."))
    return held


def _check_removal(membership: Membership, *, confirmed: bool, by: User) -> None:
    """Raise `PeopleRefused` when this membership should not end, or not unasked."""
    if membership.user_id == by.pk and not confirmed:
        raise PeopleRefused(_("This would take away your own access. Confirm that you mean it."))
    if is_secretariat(by) or membership.role != Role.FOCAL_POINT:
        return
    if not _focal_points_besides(membership):
        raise PeopleRefused(
            _(
                "%(person)s is the last focal point of %(implementer)s: nobody could submit any "
                "more. Make somebody else a focal point first, or ask the secretariat."
            )
            % {"person": membership.user, "implementer": membership.implementer}
        )


def _focal_points_besides(membership: Membership) -> Collection[Membership]:
    """Other focal points who can sign here: of this implementer, or of one above it."""
    parents = Implementer.objects.parent_ids()
    return Membership.objects.filter(
        implementer__in=ancestor_ids(membership.implementer_id, parents),
        role=Role.FOCAL_POINT,
        user__is_active=True,
    ).exclude(pk=membership.pk)
