"""Receivers of allauth's signals."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.dispatch import receiver

from implementers.models import User
from implementers.tokens import revoke_all_tokens


@receiver([password_changed, password_reset, password_set])
def another_password(user: User, **_signal: Any) -> None:
    """Revoke all tokens after a change of password: the account may have been compromised."""
    revoke_all_tokens(user)
