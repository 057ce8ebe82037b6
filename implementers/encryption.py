"""Encrypting the secrets and recovery seeds of second factors in the database."""

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_TOKEN_PREFIX = "gAAAA"  # Fernet's version byte and the first bytes of its timestamp
_MIN_KEY_LENGTH = 32


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt the token. Raises `ImproperlyConfigured` when no key in the settings fits."""
    try:
        return _cipher().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "A second factor was encrypted with a key that is neither in MFA_ENCRYPTION_KEYS nor "
            "derived from SECRET_KEY. Add the old key at the end of MFA_ENCRYPTION_KEYS."
        ) from error


def encrypted_data(data: dict[str, Any]) -> dict[str, Any]:
    """Return the `data` of an authenticator with its secrets encrypted by the newest key.

    Plain values are encrypted; values encrypted by an older key are encrypted again.
    """
    encrypted = dict(data)
    for name in ("secret", "seed"):
        if name in data:
            encrypted[name] = _reencrypted(data[name])
    if "migrated_codes" in data:
        encrypted["migrated_codes"] = [_reencrypted(code) for code in data["migrated_codes"]]
    return encrypted


def _reencrypted(value: str) -> str:
    return encrypt(decrypt(value) if value.startswith(_TOKEN_PREFIX) else value)


def _cipher() -> MultiFernet:
    """Return a cipher that encrypts with the first key and decrypts with any of them."""
    if short := [key for key in settings.MFA_ENCRYPTION_KEYS if len(key) < _MIN_KEY_LENGTH]:
        raise ImproperlyConfigured(
            f"{len(short)} of MFA_ENCRYPTION_KEYS have fewer than {_MIN_KEY_LENGTH} characters."
        )
    fallbacks = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(key) for key in [*settings.MFA_ENCRYPTION_KEYS, *fallbacks]])


def _fernet(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portal second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
