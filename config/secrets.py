"""Secrets in addresses: parts with which anyone could act for another person."""

import re

MASK = "[hidden]"
_MIN_SECRET_LENGTH = 8  # shorter parts are ordinary words, which may occur anywhere in a record
# Invitation links, unsubscribe links and password reset links; "%2F" as in the `?next=` of sign-in.
_SLASH = r"(?:/|%2F)"
_SECRET = re.compile(
    rf"({_SLASH}(?:invitations|mail{_SLASH}unsubscribe|password{_SLASH}reset{_SLASH}key){_SLASH}+)"
    r"([^\s\"'?&<>]+)",
    re.IGNORECASE,
)


def hide_secrets(text: str) -> str:
    """Return `text` with the secret part of each address in it replaced by `[hidden]`."""
    return _SECRET.sub(rf"\1{MASK}", text)


def secrets_of(path: str) -> list[str]:
    """Return the secret parts of the path, to hide them elsewhere in a log record too.

    The key of a password reset follows the number of its account: "1a-key".
    """
    parts = [part for match in _SECRET.finditer(path) for part in match[2].split("/")]
    keys = [part.partition("-")[2] for part in parts]
    return [secret for secret in [*parts, *keys] if len(secret) >= _MIN_SECRET_LENGTH]
