"""Errors as problem details (RFC 9457): what went wrong, in words for the caller."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"


def problem_response(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's `EXCEPTION_HANDLER`: its answer as a problem; None for what nobody foresaw."""
    response = exception_handler(error, context)
    if response is None:
        return None
    errors = list(_errors(error))
    response.data = {
        "type": "about:blank",
        "title": HTTPStatus(response.status_code).phrase,
        "status": response.status_code,
        "detail": _sentence(errors) or str(response.data.get("detail", "")),
        "errors": errors,
    }
    response.content_type = MEDIA_TYPE
    return response


def _errors(error: Exception) -> Iterator[dict[str, str]]:
    """The parameters that were refused, each with the reason."""
    if isinstance(error, ValidationError) and isinstance(error.detail, dict):
        for parameter, messages in error.detail.items():
            for message in messages:
                yield {"parameter": parameter, "detail": str(message)}


def _sentence(errors: list[dict[str, str]]) -> str:
    return " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
