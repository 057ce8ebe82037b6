"""What the portal wants otherwise than allauth does."""

import qrcode  # type: ignore[import-untyped]
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from qrcode.image.svg import SvgPathFillImage  # type: ignore[import-untyped]

from implementers.encryption import decrypt, encrypt


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are given, not taken: by the secretariat, the administrator, or an invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a phone can read it on a dark page too."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return image.to_string().decode()
