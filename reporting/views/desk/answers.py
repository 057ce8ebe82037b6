"""Answers to the script of the editor: always JSON, whatever happens."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from implementers.exceptions import NotPermitted
from reporting.views.busy import answers_in_json
from reporting.views.desk.tokens import refused_token

View = Callable[..., HttpResponse]


def said(status: HTTPStatus, message: str, **more: object) -> JsonResponse:
    """An answer that the writer reads."""
    return JsonResponse({"message": message, **more}, status=status)


def desk_answer(view: View) -> View:
    """A POST of somebody signed in, with its token, that is answered in JSON also when refused.

    Exempt from the middleware's check of the token and checked here, so that the refusal is JSON.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return _objection(request, view) or view(request, *args, **kwargs)
        except Http404 as missing:
            return said(HTTPStatus.NOT_FOUND, str(missing) or _("There is no such entry."))
        except NotPermitted as refusal:
            return said(HTTPStatus.FORBIDDEN, str(refusal))

    return answers_in_json(never_cache(csrf_exempt(guarded)))


def _objection(request: HttpRequest, view: View) -> HttpResponse | None:
    if request.method != "POST":
        return said(HTTPStatus.METHOD_NOT_ALLOWED, _("This address takes what a form sends."))
    if not request.user.is_authenticated:
        return said(HTTPStatus.UNAUTHORIZED, _("You are signed out. Sign in to go on."))
    if objection := _unreadable(request):
        return objection
    if refused_token(request, view):
        return said(
            HTTPStatus.FORBIDDEN, _("You signed in anew since this page was shown. Load it again.")
        )
    return None


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    try:
        request.POST  # noqa: B018  reading it is what may fail
    except RequestDataTooBig:
        return said(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("This is more than the portal can take at once. Shorten the text, or divide it."),
        )
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return said(HTTPStatus.BAD_REQUEST, _("The portal could not read what was sent."))
    return None
