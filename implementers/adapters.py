"""Where the portal differs from allauth."""

from typing import Any
from urllib.parse import quote

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage

from implementers.encryption import decrypt, encrypt
from implementers.outbox import queue_message


class AccountAdapter(DefaultAccountAdapter):
    """No one signs up: accounts come from the secretariat, an administrator or an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the message, so that no request waits for the mail server."""
        context = {"email": email, "site_url": settings.SITE_URL, "person": None, **context}
        queue_message(self.render_mail(template_prefix, email, context))

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Send news of a change of the account, with times in the zone of its person."""
        context = {**(context or {}), "person": user}
        super().send_notification_mail(template_prefix, user, context, email)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link on `SITE_URL`: the host of a request may be forged."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code on white, so that a phone can read it on a dark page."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return image.to_string().decode()
