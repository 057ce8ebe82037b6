"""The revision of an entry as an ETag, and the `If-Match` that names the one that was edited."""

import re

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

_REVISION = re.compile(r'"([0-9]{1,9})"\Z')
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_NONE_OF_OURS = 0


class VersionMissing(APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "version_missing"


def etag_of(revision: int) -> str:
    return f'"{revision}"'


def parse_if_match(request: Request, current: int) -> int:
    """The revision that `If-Match` names, the current one when it is among several.

    Raises `VersionMissing` without one, also for `*`, which would overwrite what nobody has read.
    """
    named = parse_etags(request.headers.get("If-Match", ""))
    if not named or named == ["*"]:
        raise VersionMissing(
            _("Say in If-Match which version you changed: the ETag of its answer.")
        )
    found = [int(match[1]) for match in map(_REVISION.match, named) if match]
    return current if current in found else (found or [_NONE_OF_OURS])[0]


def parse_idempotency_key(request: Request) -> str:
    """The `Idempotency-Key`, a UUID: what is sent again under it is the same entry."""
    words = request.headers.get("Idempotency-Key")
    if words is None:
        return ""
    if not _UUID.match(words):
        raise ValidationError({"Idempotency-Key": [_("Write a UUID.")]})
    return words.lower()
