"""What follows from what people do with their accounts."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.dispatch import receiver

from implementers.models import User
from implementers.tokens import revoke_all_tokens


@receiver([password_changed, password_reset, password_set])
def another_password(user: User, **_signal: Any) -> None:
    """Whoever changes a password may have been robbed: no token of theirs stays good."""
    revoke_all_tokens(user)
