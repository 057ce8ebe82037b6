"""Reading the body of a request: JSON of a limited size."""

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

_WITH_BODY = ("POST", "PATCH")


class LengthMissing(APIException):
    status_code = status.HTTP_411_LENGTH_REQUIRED
    default_code = "length_missing"


def require_body(request: Request) -> None:
    """Raise `LengthMissing` or `ParseError` when a body is required and cannot be read.

    DRF reads no body without a length: a change would succeed and its text would be lost.
    """
    if request.method not in _WITH_BODY:
        return
    if "Transfer-Encoding" in request.headers:
        raise LengthMissing(_("Send a Content-Length: a chunked request without one is not read."))
    if (request.META.get("CONTENT_LENGTH") or "0") == "0":
        raise ParseError(_("Nothing was sent. Send the fields of the entry as JSON."))


class BoundedJSONParser(JSONParser):
    """A parser that refuses a body that is too long, before it reads it, or nested too deep."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Any = None,
    ) -> Any:
        length = parser_context["request"].META.get("CONTENT_LENGTH") or "0"
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            raise RequestDataTooBig
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("This JSON is nested too deep.")) from error
