"""The context of the current request: its id is in the response and in every log record."""

import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from urllib.parse import quote

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from config.secrets import hide_secrets

HEADER = "X-Request-ID"
_SAFE_CHARACTERS = "/[]@:,;+~=-._"
_VALID_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True)
class RequestContext:
    """What log records say about the request.

    Background tasks have the id of the request that enqueued them.
    """

    request_id: str = "-"
    address: str = "-"
    request: HttpRequest | None = None

    @property
    def user_id(self) -> str:
        """The key of the signed-in user, if it is known without a query, else "-"."""
        attributes = vars(self.request) if self.request is not None else {}
        user = attributes.get("user")
        if isinstance(user, SimpleLazyObject):
            user = attributes.get("_cached_user")
        return str(getattr(user, "pk", None) or "-")


_NONE = RequestContext()
_current: ContextVar[RequestContext] = ContextVar("request")


def current() -> RequestContext:
    """Return the context of the request that this thread is handling, or handled last."""
    return _current.get(_NONE)


def set_current(context: RequestContext) -> None:
    _current.set(context)


class RequestIdMiddleware:
    """Gives each request an id, which the response names in `X-Request-ID`.

    An id that a proxy sent is kept if it is plain and short. The context is kept until the thread's
    next request, so that a file whose sending is aborted is logged with its id.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given_id = request.headers.get(HEADER, "")
        request_id = given_id if _VALID_ID.fullmatch(given_id) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        # Quoted again, since a decoded line break would begin another log record.
        address = f"{request.method} {quote(hide_secrets(request.path), safe=_SAFE_CHARACTERS)}"
        set_current(RequestContext(request_id, address, request))
        response = self.get_response(request)
        response[HEADER] = request_id
        return response


class KnownUserMiddleware:
    """Loads the signed-in user when a view fails, so that the log can name them.

    Views load the user only when they need it, which an error may precede.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        # Do not query a database that has just failed.
        if not isinstance(error, Http404 | DatabaseError):
            try:
                request.user.pk  # noqa: B018  loads the user
            except DatabaseError:
                return
