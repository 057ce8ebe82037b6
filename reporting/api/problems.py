"""Errors as problem details (RFC 9457): what went wrong, in words for the caller."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
_ROOT = "/api/"
_OF_BODY = ("Content-Type", "Content-Length", "Content-Disposition", "ETag")


def problem(
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> HttpResponse:
    """A problem as an answer; `errors` name each what is refused, `members` say more."""
    data = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
        **members,
    }
    # Not DRF's own answer, which the renderer of the request would write: YAML for the schema.
    response = JsonResponse(data, status=status, content_type=MEDIA_TYPE)
    for name, value in (headers or {}).items():
        if name not in _OF_BODY:
            response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def problem_response(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's `EXCEPTION_HANDLER`: its answer as a problem; None for what nobody foresaw."""
    response = exception_handler(error, context)
    if response is None:
        return None
    errors = list(_errors(error))
    detail = _sentence(errors) or _first_words(response.data)
    return problem(response.status_code, detail, errors, headers=response.headers)


def problems_under_api(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: an error under /api/ that no view of it answered is a problem all the same.

    An unknown address, a host that is not ours, a condition that does not hold, a fault of ours.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path_info.startswith(_ROOT) or response.status_code < 400:
            return response
        if response["Content-Type"] == MEDIA_TYPE or settings.DEBUG:
            return response
        words = _plain_words(response.status_code)
        return problem(response.status_code, words, headers=response.headers)

    return middleware


def _plain_words(status: int) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return _("There is no such address. The lists are at /api/v1/.")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("Something went wrong on our side. It is noted; try again later.")
    return _("The request cannot be answered: %(reason)s.") % {
        "reason": HTTPStatus(status).description or HTTPStatus(status).phrase
    }


def _errors(error: Exception) -> Iterator[dict[str, str]]:
    """The parameters that were refused, each with the reason."""
    if isinstance(error, ValidationError) and isinstance(error.detail, dict):
        for parameter, messages in error.detail.items():
            for message in messages:
                yield {"parameter": parameter, "detail": str(message)}


def _sentence(errors: list[dict[str, str]]) -> str:
    return " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)


def _first_words(data: Any) -> str:
    if isinstance(data, dict):
        return str(data.get("detail", ""))
    return str(data[0]) if data else ""
