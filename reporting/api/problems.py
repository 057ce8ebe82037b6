"""Errors as problem details (RFC 9457)."""

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
_BODY_HEADERS = ("Content-Type", "Content-Length", "Content-Disposition", "ETag")


class BodyRefused(ValidationError):
    """The body of the request is invalid; the errors name fields and not parameters."""


def problem(
    status: int,
    detail: str,
    errors: list[dict[str, str]] | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> HttpResponse:
    """A response with a problem. `errors` name what is refused; `members` are further members."""
    data = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "errors": errors or [],
        **members,
    }
    # Not a response of DRF: the renderer of the request would write it, as YAML for the schema.
    response = JsonResponse(data, status=status, content_type=MEDIA_TYPE)
    for name, value in (headers or {}).items():
        if name not in _BODY_HEADERS:
            response[name] = value
    response["Cache-Control"] = "no-store"
    return response


def problem_response(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's `EXCEPTION_HANDLER`: its response as a problem; None for an unexpected error."""
    if isinstance(error, RequestDataTooBig):
        message = _("At most %(most)d bytes are read.")
        max_bytes = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message % {"most": max_bytes})
    response = exception_handler(error, context)
    if response is None:
        return None
    errors = list(_errors(error))
    detail = _sentence(errors) or _first_message(response.data)
    return problem(response.status_code, detail, errors, headers=response.headers)


def problems_under_api(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that turns other errors under /api/ into problems.

    They come from an unknown address, an invalid host, a failed precondition or an internal error.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if not request.path_info.startswith(_ROOT) or response.status_code < 400:
            return response
        if response["Content-Type"] == MEDIA_TYPE or settings.DEBUG:
            return response
        detail = _default_detail(response.status_code)
        return problem(response.status_code, detail, headers=response.headers)

    return middleware


def _default_detail(status: int) -> str:
    if status == HTTPStatus.NOT_FOUND:
        return _("There is no such address. The lists are at /api/v1/.")
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _("An error occurred and was logged. Try again later.")
    return _("The request cannot be answered: %(reason)s.") % {
        "reason": HTTPStatus(status).description or HTTPStatus(status).phrase
    }


def _errors(error: Exception) -> Iterator[dict[str, str]]:
    """The parameters, or the fields of the body as "events/0/end", each with its message."""
    if isinstance(error, BodyRefused):
        for path, message in _leaves(error.detail):
            yield {"field": path, "detail": message}
    elif isinstance(error, ValidationError) and isinstance(error.detail, dict):
        for parameter, message in _leaves(error.detail):
            yield {"parameter": parameter, "detail": message}


def _leaves(detail: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """(path, message) of each error of a serializer."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            key = "" if name == api_settings.NON_FIELD_ERRORS_KEY else str(name)
            yield from _leaves(inner, "/".join(part for part in (path, key) if part))
    elif isinstance(detail, list):
        for number, inner in enumerate(detail):
            is_nested = isinstance(inner, dict)
            yield from _leaves(inner, f"{path}/{number}" if is_nested else path)
    else:
        yield path, str(detail)


def _sentence(errors: list[dict[str, str]]) -> str:
    named = ((error.get("parameter") or error.get("field"), error["detail"]) for error in errors)
    return " ".join(f"{name}: {detail}" if name else detail for name, detail in named)


def _first_message(data: Any) -> str:
    if isinstance(data, dict):
        return str(data.get("detail", ""))
    return str(data[0]) if data else ""
