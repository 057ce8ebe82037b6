"""The form to request a link for choosing a new password."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ResetPasswordForm
from django.http import HttpRequest

from implementers.outbox import queue_password_reset


class PasswordResetForm(ResetPasswordForm):
    """Accepts every valid address: whether it has an account is looked up later."""

    def clean_email(self) -> str:
        return str(get_adapter().clean_email(self.cleaned_data["email"].lower()))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        address: str = self.cleaned_data["email"]
        queue_password_reset(address)
        return address
