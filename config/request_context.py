"""The request that a thread is answering: its id is in the answer and in every log record."""

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
_SAFE = "/[]@:,;+~=-._"
_PLAIN = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True)
class RequestContext:
    """What log records say of the request; background tasks have the id of the one that began them."""

    request_id: str = "-"
    address: str = "-"
    request: HttpRequest | None = None

    @property
    def user_id(self) -> str:
        """The primary key of who is signed in, as far as it is known without asking the database."""
        attributes = vars(self.request) if self.request is not None else {}
        user = attributes.get("user")
        if isinstance(user, SimpleLazyObject):
            user = attributes.get("_cached_user")
        return str(getattr(user, "pk", None) or "-")


_NONE = RequestContext()
_current: ContextVar[RequestContext] = ContextVar("request")


def current() -> RequestContext:
    """The context of the request that this thread answers, or answered last."""
    return _current.get(_NONE)


def set_current(context: RequestContext) -> None:
    _current.set(context)


class RequestIdMiddleware:
    """Gives each request an id, which the answer names in `X-Request-ID`.

    One that a proxy sent is kept if it is plain and short. The context stays until the thread's
    next request: a file that breaks off while it is sent is logged with its id.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get(HEADER, "")
        request_id = sent if _PLAIN.fullmatch(sent) else uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]
        # Quoted again: a decoded line break would begin a record of its own.
        address = f"{request.method} {quote(hide_secrets(request.path), safe=_SAFE)}"
        set_current(RequestContext(request_id, address, request))
        response = self.get_response(request)
        response[HEADER] = request_id
        return response


class KnownUserMiddleware:
    """Finds out who is signed in when a view fails, so that the log can name them.

    Pages load the user when they first need them, which an error may come before.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        # A database that has just failed is not asked again.
        if not isinstance(error, Http404 | DatabaseError):
            try:
                request.user.pk  # noqa: B018  loads the user
            except DatabaseError:
                return
