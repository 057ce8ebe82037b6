"""The members of an implementer, and who may manage them.

Focal points manage the people of their implementer, the secretariat manages everyone.
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
    """Return whether the person may manage the implementer's members."""
    return is_secretariat(person) or Role.FOCAL_POINT in roles_of(person, implementer)


def require_to_manage(person: Person, implementer: Implementer) -> None:
    """Raise `NotPermitted`, which says who may."""
    if not may_manage(person, implementer):
        raise NotPermitted(
            _("The focal points and the secretariat decide who works for %(implementer)s.")
            % {"implementer": implementer}
        )


def managed_by(person: Person) -> set[int]:
    """Return the keys of the implementers whose members the person may manage."""
    if is_secretariat(person):
        return set(Implementer.objects.values_list("pk", flat=True))
    roles = roles_by_implementer(person)
    return {pk for pk, own_roles in roles.items() if Role.FOCAL_POINT in own_roles}


def members_by_implementer() -> dict[int, list[User]]:
    """Return everyone who works for an implementer, by the implementer's key. Takes two queries.

    A membership in a parent counts for all implementers below it; inactive accounts are left out.
    """
    direct_members: dict[int, list[User]] = {}
    memberships = Membership.objects.filter(user__is_active=True).select_related("user")
    for membership in memberships.order_by("user__email"):
        direct_members.setdefault(membership.implementer_id, []).append(membership.user)
    parents = Implementer.objects.parent_ids()
    return {
        pk: list(
            {
                user.pk: user
                for ancestor in ancestor_ids(pk, parents)
                for user in direct_members.get(ancestor, [])
            }.values()
        )
        for pk in parents
    }


@transaction.atomic
def change_role(
    membership: Membership, role: Role, *, confirmed: bool = False, by: User
) -> Membership:
    """Give a member another role.

    People who give up their own role must confirm it; no one raises their own role. Raises
    `NotPermitted`, and `PeopleRefused`, also when no focal point would be left.
    """
    current = _locked_membership(membership, by=by)
    if current.role == role:
        return current
    before = current.role
    if before == Role.FOCAL_POINT:
        _check_removal(current, confirmed=confirmed, by=by)
    elif current.user_id == by.pk:
        raise PeopleRefused(
            _("You cannot give yourself a role. Ask another focal point or the secretariat.")
        )
    current.role = Role(role)
    current._history_user = by  # type: ignore[attr-defined]
    current.save(update_fields=["role"])
    record_membership_change(current, before=before, after=current.role, by=by)
    return current


@transaction.atomic
def remove_member(membership: Membership, *, confirmed: bool = False, by: User) -> None:
    """Delete a membership; the account is kept, and the history says who deleted it.

    People who remove themselves must confirm it. Raises `NotPermitted`, and `PeopleRefused` when no
    focal point would be left.
    """
    current = _locked_membership(membership, by=by)
    _check_removal(current, confirmed=confirmed, by=by)
    current._history_user = by  # type: ignore[attr-defined]
    record_membership_change(current, before=current.role, by=by)
    current.delete()


def lock(implementer: Implementer) -> Implementer:
    """Return the implementer, locked until the transaction ends, to change its members."""
    return Implementer.objects.select_for_update(of=("self",)).get(pk=implementer.pk)


def _locked_membership(membership: Membership, *, by: User) -> Membership:
    """Return the membership as it is now. Raises `PeopleRefused` when deleted, `NotPermitted`."""
    implementer = lock(membership.implementer)
    require_to_manage(by, implementer)
    current = (
        Membership.objects.select_related("implementer", "user").filter(pk=membership.pk).first()
    )
    if current is None:
        raise PeopleRefused(_("This person was removed in the meantime."))
    return current


def _check_removal(membership: Membership, *, confirmed: bool, by: User) -> None:
    """Raise `PeopleRefused` if the membership must not end, or if its end is not confirmed."""
    if membership.user_id == by.pk and not confirmed:
        raise PeopleRefused(_("This would remove your own access. Confirm it first."))
    if is_secretariat(by) or membership.role != Role.FOCAL_POINT:
        return
    if not _other_focal_points(membership):
        raise PeopleRefused(
            _(
                "%(person)s is the last focal point of %(implementer)s: no one could submit any "
                "more. Make someone else a focal point first, or ask the secretariat."
            )
            % {"person": membership.user, "implementer": membership.implementer}
        )


def _other_focal_points(membership: Membership) -> Collection[Membership]:
    """Return the other focal points here: of this implementer or of one above it."""
    parents = Implementer.objects.parent_ids()
    return Membership.objects.filter(
        implementer__in=ancestor_ids(membership.implementer_id, parents),
        role=Role.FOCAL_POINT,
        user__is_active=True,
    ).exclude(pk=membership.pk)
