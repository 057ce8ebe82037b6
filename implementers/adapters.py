"""What the portal wants otherwise than allauth does."""

from typing import Any
from urllib.parse import quote

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from implementers.encryption import decrypt, encrypt
from implementers.outbox import queue_message


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given, not taken: by the secretariat, the administrator, or an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the message: no request waits for the mail server."""
        context = {"email": email, "site_url": settings.SITE_URL, **context}
        queue_message(self.render_mail(template_prefix, email, context))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Where a link in mail leads does not depend on what a request says its host is."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", quote(key))


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a phone can read it on a dark page too."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return image.to_string().decode()
