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
def add_member(*, user: User, implementer: Implementer, role: Role) -> Membership:
    """Make the person a member of the implementer in that role, or change their role."""
    membership, _created = Membership.objects.update_or_create(
        user=user, implementer=implementer, defaults={"role": role}
    )
    return membership
