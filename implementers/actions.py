"""Creating accounts and memberships."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from implementers.models import Implementer, Membership, Role, User


@transaction.atomic
def create_account(
    *,
    email: str,
    name: str,
    password: str,
    is_secretariat: bool = False,
    is_administrator: bool = False,
) -> User:
    """Create an account for `email`, whose last name is the whole of `name`.

    An administrator may do everything in the admin. Raises `ValidationError` for an unsuitable
    password or an address that has an account already.
    """
    address = email.lower()
    user = User(
        username=address,
        email=address,
        last_name=name,
        is_secretariat=is_secretariat,
        is_staff=is_administrator,
        is_superuser=is_administrator,
    )
    validate_password(password, user)
    user.set_password(password)
    user.full_clean()
    user.save()
    return user


@transaction.atomic
def change_profile(*, name: str, time_zone: str, language: str = "", by: User) -> User:
    """Change the name of `by`, and the zone and the language in which the portal writes to them.

    An empty `time_zone` is the secretariat's; an empty `language` stays as it is.
    """
    user = User.objects.select_for_update().get(pk=by.pk)
    if name != user.get_full_name():
        user.first_name, user.last_name = "", name
    user.time_zone = time_zone
    user.language = language or user.language
    user.save(update_fields=["first_name", "last_name", "time_zone", "language"])
    return user


@transaction.atomic
def add_member(*, user: User, implementer: Implementer, role: Role) -> Membership:
    """Make the person a member of the implementer in that role, or change their role."""
    membership, _created = Membership.objects.update_or_create(
        user=user, implementer=implementer, defaults={"role": role}
    )
    return membership
