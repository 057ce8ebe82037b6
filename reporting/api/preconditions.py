"""The revision of an entry as an ETag, `If-Match` and `Idempotency-Key`."""

import re

from django.utils.http import parse_etags
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

_REVISION = re.compile(r'"([0-9]{1,9})"\Z')
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z", re.IGNORECASE)
_NO_REVISION = 0


class VersionMissing(APIException):
    status_code = status.HTTP_428_PRECONDITION_REQUIRED
    default_code = "version_missing"


def etag_of(revision: int) -> str:
    return f'"{revision}"'


def parse_if_match(request: Request, current: int) -> int:
    """The revision that `If-Match` names; of several, the current one if it is among them.

    Raises `VersionMissing` without one, and for `*`, which would overwrite a version unread.
    """
    etags = parse_etags(request.headers.get("If-Match", ""))
    if not etags or etags == ["*"]:
        raise VersionMissing(
            _("Say in If-Match which version you changed: the ETag of its answer.")
        )
    revisions = [int(match[1]) for match in map(_REVISION.match, etags) if match]
    return current if current in revisions else (revisions or [_NO_REVISION])[0]


def parse_idempotency_key(request: Request) -> str:
    """The `Idempotency-Key` in lower case, empty without one.

    Requests with the same key create one entry. Raises `ValidationError` if it is not a UUID.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not _UUID.match(key):
        raise ValidationError({"Idempotency-Key": [_("Write a UUID.")]})
    return key.lower()
