"""Responses for a database that is busy or unreachable: status 503 and "try again".

Only this module decides which database errors are temporary.
"""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus

import psycopg2
from django.db import Error
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg2 import errors

from program.forms import typed_texts
from reporting.api.problems import problem
from reporting.views.desk.fragments import is_htmx, refusal_fragment
from reporting.views.errors import page_of_an_error

RETRY_AFTER = 5  # seconds
_LOGGER = logging.getLogger(__name__)
_SQLITE = {5, 6}  # SQLITE_BUSY, SQLITE_LOCKED
_POSTGRESQL = (
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
    errors.TooManyConnections,
    errors.AdminShutdown,
    errors.CrashShutdown,
    errors.CannotConnectNow,
    errors.ConnectionException,
    errors.ConnectionDoesNotExist,
    errors.ConnectionFailure,
    errors.SqlclientUnableToEstablishSqlconnection,
    errors.SqlserverRejectedEstablishmentOfSqlconnection,
    psycopg2.InterfaceError,  # the connection is closed
)
_NOT_TYPED = {"restore"}


class BusyDatabase:
    """Middleware that responds when a view finds the database busy.

    `server_error` does the same for errors that are raised in middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return busy_response(request, error) if is_busy(error) else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's `handler500`. Django calls it while the error is being handled."""
    error = sys.exc_info()[1]
    if error is not None and is_busy(error):
        return busy_response(request, error)
    return page_of_an_error(request)


def answers_in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view whose errors a script reads, as `{"message": ...}`."""
    view.answers_in_json = True  # type: ignore[attr-defined]
    return view


def is_busy(error: BaseException) -> bool:
    """Whether the error is temporary, so that the same request may succeed in a moment.

    Temporary errors are a lock held by another connection, a deadlock, a serialization failure, too
    many connections, and a connection that is lost or cannot be made. A full disk is not temporary.
    """
    if not isinstance(error, Error):
        return False
    cause = error.__cause__
    if (code := getattr(cause, "sqlite_errorcode", None)) is not None:
        return code & 0xFF in _SQLITE  # an extended code ends in the primary one
    if isinstance(cause, psycopg2.Error):
        # psycopg2 raises the base class when a connection was lost or could not be made.
        is_lost = type(cause) is psycopg2.OperationalError
        return is_lost or isinstance(cause, _POSTGRESQL)
    # Without an error of the driver as the cause, only the message of Django identifies it.
    return "locked" in str(error) or "connection already closed" in str(error)


def busy_response(request: HttpRequest, error: BaseException) -> HttpResponse:
    """The response for a busy database: a problem under /api/, JSON for a script, otherwise a page.

    htmx receives a fragment. On the desk the page contains what was typed, so that it can be sent
    again. Neither needs a query.
    """
    _LOGGER.warning("The database is busy: %s %s", request.method, request.path, exc_info=error)
    response = _response(request)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    return response


def _response(request: HttpRequest) -> HttpResponse:
    status = HTTPStatus.SERVICE_UNAVAILABLE
    message = _("The portal is busy; try again.")
    if request.path_info.startswith("/api/"):
        return problem(status, message)
    match = request.resolver_match
    if match is not None and getattr(match.func, "answers_in_json", False):
        return JsonResponse({"message": message}, status=status)
    if is_htmx(request):
        reason = _("It could not answer the request. Wait a few seconds, then try again.")
        return refusal_fragment(_("The portal is busy"), reason, status=status)
    return HttpResponse(render_to_string("503.html", _typed(request)), status=status)


def _typed(request: HttpRequest) -> dict[str, object]:
    """What was typed on the desk. Other forms may contain a password and are not repeated."""
    if request.method != "POST" or not request.path_info.startswith("/desk/"):
        return {}
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_TYPED
    ]
    address = request.get_full_path()
    return {"fields": fields, "typed": typed_texts(request.POST), "address": address}
