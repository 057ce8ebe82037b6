"""Errors as problem details (RFC 9457): what went wrong, in words for the caller."""

from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.settings import api_settings
from rest_framework.views import exception_handler

MEDIA_TYPE = "application/problem+json"
_ROOT = "/api/"
_OF_BODY = ("Content-Type", "Content-Length", "Content-Disposition", "ETag")


class BodyRefused(ValidationError):
    """What was sent is not accepted; its errors name fields and not parameters."""


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
    if isinstance(error, RequestDataTooBig):
        words = _("At most %(most)d bytes are read.")
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words % {"most": most})
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
    """What was refused, each with the reason: parameters, or fields of the body as "events/0/end"."""
    if isinstance(error, BodyRefused):
        for place, words in _leaves(error.detail):
            yield {"field": place, "detail": words}
    elif isinstance(error, ValidationError) and isinstance(error.detail, dict):
        for parameter, words in _leaves(error.detail):
            yield {"parameter": parameter, "detail": words}


def _leaves(detail: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Each message of a serializer's errors with the way that leads to it."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            here = "" if name == api_settings.NON_FIELD_ERRORS_KEY else str(name)
            yield from _leaves(inner, "/".join(part for part in (place, here) if part))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            deeper = isinstance(inner, dict)
            yield from _leaves(inner, f"{place}/{number}" if deeper else place)
    else:
        yield place, str(detail)


def _sentence(errors: list[dict[str, str]]) -> str:
    named = ((error.get("parameter") or error.get("field"), error["detail"]) for error in errors)
    return " ".join(f"{name}: {detail}" if name else detail for name, detail in named)


def _first_words(data: Any) -> str:
    if isinstance(data, dict):
        return str(data.get("detail", ""))
    return str(data[0]) if data else ""
