"""What is encrypted in the database: the secrets and recovery seeds of second factors."""

import base64
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

_TOKEN_BEGINS = "gAAAA"  # the version byte of Fernet and the first bytes of its time stamp
_SHORTEST_KEY = 32


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Raises `ImproperlyConfigured` when no key of the settings fits."""
    try:
        return _cipher().decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ImproperlyConfigured(
            "A second factor was encrypted with a key that is neither in MFA_ENCRYPTION_KEYS nor "
            "derived from SECRET_KEY. Add the old key at the end of MFA_ENCRYPTION_KEYS."
        ) from error


def encrypted_data(data: dict[str, Any]) -> dict[str, Any]:
    """The `data` of an authenticator with its secrets encrypted by the newest key.

    What is plain is encrypted, what an older key encrypted is encrypted again.
    """
    changed = dict(data)
    for name in ("secret", "seed"):
        if name in data:
            changed[name] = _newly_encrypted(data[name])
    if "migrated_codes" in data:
        changed["migrated_codes"] = [_newly_encrypted(code) for code in data["migrated_codes"]]
    return changed


def _newly_encrypted(value: str) -> str:
    return encrypt(decrypt(value) if value.startswith(_TOKEN_BEGINS) else value)


def _cipher() -> MultiFernet:
    """Encrypts with the first key; the others are for what was encrypted before."""
    if short := [key for key in settings.MFA_ENCRYPTION_KEYS if len(key) < _SHORTEST_KEY]:
        raise ImproperlyConfigured(
            f"{len(short)} of MFA_ENCRYPTION_KEYS have fewer than {_SHORTEST_KEY} characters."
        )
    fallbacks = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([_fernet(key) for key in [*settings.MFA_ENCRYPTION_KEYS, *fallbacks]])


def _fernet(key: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portal second factor")
    return Fernet(base64.urlsafe_b64encode(derived.derive(key.encode())))
