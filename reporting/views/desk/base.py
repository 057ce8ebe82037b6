"""Shared by the views of the desk: access, loading objects with permission, expired forms."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.vary import vary_on_headers

from implementers.exceptions import NotPermitted
from implementers.permissions import Person
from program.forms import typed_texts
from reporting import permissions
from reporting.actions.exceptions import ContentChanged
from reporting.models import Entry, ReportingYear, Submission
from reporting.policies import NotInThisState
from reporting.queries.content_versions import changes_since
from reporting.views.busy import answers_in_json
from reporting.views.desk.fragments import (
    csrf_failure,
    is_htmx,
    refusal_fragment,
    signed_out_fragment,
    with_valid_token,
)
from reporting.workflow import Act


class _Check(CsrfViewMiddleware):
    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        return HttpResponse(reason, status=403)


def csrf_refusal(request: HttpRequest, view: Callable[..., Any]) -> str:
    """Return why the request's CSRF token is refused; empty when the token is valid.

    Only for a `view` that is exempt from the check of the middleware.
    """
    check = _Check(lambda _request: HttpResponse())
    check.process_request(request)
    refusal = check.process_view(request, view, (), {})
    return refusal.content.decode() if refusal else ""


def is_same_origin(request: HttpRequest) -> bool:
    """Return whether the browser says that the request comes from a page of this site."""
    source = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(source).netloc == request.get_host()


View = Callable[..., HttpResponse]


def desk_page(view: View) -> View:
    """Decorate a view for people who are signed in. No cache stores its page.

    `NotPermitted`, `NotInThisState` and `ContentChanged` become a page that explains the reason.
    For htmx these, a page that does not exist and a signed-out user become a fragment.
    """

    @wraps(view)
    def explained(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NotPermitted as refusal:
            heading = _("You cannot do this here")
            return _explained(request, refusal, heading, "desk/not_permitted.html", status=403)
        except NotInThisState as refusal:
            heading = _("This cannot be changed now")
            return _explained(request, refusal, heading, "desk/not_now.html", status=409)
        except ContentChanged as refusal:
            return _changed(request, refusal)
        except Http404:
            if not is_htmx(request):
                raise
            return _not_found()

    page = login_required(explained)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if is_htmx(request) and not request.user.is_authenticated:
            return signed_out_fragment()
        return page(request, *args, **kwargs)

    return never_cache(vary_on_headers("HX-Request")(guarded))


def version_read(request: HttpRequest, chapter: Submission) -> int:
    """Return the content version of the page that the form was sent from.

    Without a valid one, return 0, which is the version of no chapter.
    """
    sent = request.POST.get("expected_version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0


def changes_context(refusal: ContentChanged) -> dict[str, object]:
    """Return the context of `desk/_content_changed.html`."""
    return {"changed": refusal, "changes": changes_since(refusal.owner, refusal.version)}


def chapter_to_see(person: Person, year: int, slug: str) -> Submission:
    """Return a chapter of the current Program. Raises `Http404` and `NotPermitted`."""
    chapter = _chapter(year, slug)
    permissions.require_to_see(person, chapter)
    return chapter


def chapter_to_write(person: Person, year: int, slug: str) -> Submission:
    """Return a chapter that the person may write. Raises `Http404` and `NotPermitted`."""
    chapter = _chapter(year, slug)
    permissions.require(person, Act.EDIT, chapter)
    return chapter


def entry_to_write(person: Person, reference: str) -> Entry:
    """Return an entry of a chapter that the person may write. Raises `Http404` and `NotPermitted`."""
    entry = get_object_or_404(
        Entry.objects.working()
        .of_current_program()
        .with_relations()
        .select_related("submission__reporting_year__program"),
        reference=reference,
    )
    permissions.require(person, Act.EDIT, entry.submission)
    return entry


def year_to_oversee(person: Person, year: int) -> ReportingYear:
    """Return a year, for the secretariat. Raises `Http404` and `NotPermitted`."""
    permissions.require_to_oversee(person)
    return get_object_or_404(
        ReportingYear.objects.of_current_program().select_related("program"), year=year
    )


def _chapter(year: int, slug: str) -> Submission:
    return get_object_or_404(
        Submission.objects.working()
        .of_current_program()
        .select_related("reporting_year__program", "implementer"),
        reporting_year__year=year,
        implementer__slug=slug,
    )


def _changed(request: HttpRequest, refusal: ContentChanged) -> HttpResponse:
    """Return the page for `ContentChanged`, for a form without typed text."""
    if is_htmx(request):
        heading = _("%(what)s changed in the meantime") % {"what": refusal.owner}
        return refusal_fragment(heading, str(refusal), status=HTTPStatus.CONFLICT)
    context = changes_context(refusal)
    may_review = permissions.may(request.user, Act.ACCEPT, refusal.owner)  # type: ignore[arg-type]
    context |= {"section": "desk", "may_review": may_review, **_typed(request)}
    return render(request, "desk/content_changed.html", context, status=HTTPStatus.CONFLICT)


def _explained(
    request: HttpRequest, refusal: Exception, heading: str, template: str, *, status: int
) -> HttpResponse:
    if is_htmx(request):
        return refusal_fragment(heading, str(refusal), status=status)
    context = {"heading": heading, "refusal": str(refusal), "section": "desk"}
    return render(request, template, context | _typed(request), status=status)


def _typed(request: HttpRequest) -> dict[str, object]:
    """Return what was typed in the form that is refused, which the page gives back for copying."""
    return {"typed": typed_texts(request.POST) if request.method == "POST" else []}


def _not_found() -> HttpResponse:
    reason = _("The code or year in it may be mistyped, or what it names may not be public.")
    return refusal_fragment(_("There is no page at this address"), reason, status=404)


def json_message(status: HTTPStatus, message: str, **more: object) -> JsonResponse:
    """Return a JSON response with a message for the user."""
    return JsonResponse({"message": message, **more}, status=status)


def json_view(view: View) -> View:
    """Decorate a view that takes a POST of a signed-in user and refuses other requests with JSON.

    The CSRF token is checked here and not by the middleware, so that its refusal is JSON too.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return _request_error(request, view) or view(request, *args, **kwargs)
        except Http404 as missing:
            return json_message(HTTPStatus.NOT_FOUND, str(missing) or _("There is no such entry."))
        except NotPermitted as refusal:
            return json_message(HTTPStatus.FORBIDDEN, str(refusal))

    return answers_in_json(never_cache(csrf_exempt(guarded)))


def _request_error(request: HttpRequest, view: View) -> HttpResponse | None:
    if request.method != "POST":
        return json_message(HTTPStatus.METHOD_NOT_ALLOWED, _("This address accepts only forms."))
    if not request.user.is_authenticated:
        return json_message(HTTPStatus.UNAUTHORIZED, _("You are signed out. Sign in to go on."))
    if error := _read_error(request):
        return error
    if csrf_refusal(request, view):
        message = _("You signed in again after this page was opened. Reload it.")
        return with_valid_token(request, json_message(HTTPStatus.FORBIDDEN, message))
    return None


def _read_error(request: HttpRequest) -> HttpResponse | None:
    try:
        request.POST  # noqa: B018  reading it is what may fail
    except RequestDataTooBig:
        return json_message(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            _("This is more than the portal can take at once. Shorten the text, or divide it."),
        )
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        return json_message(HTTPStatus.BAD_REQUEST, _("The portal could not read what was sent."))
    return None


_NOT_TYPED = {"csrfmiddlewaretoken", "restore", "save"}


def form_page(view: View) -> View:
    """Decorate a desk page with a form: what was typed comes back after a sign-out or an old token.

    The CSRF token is checked here and not by the middleware. With an old token nothing is saved:
    the form is shown again as a request with `restore`, and the next "Save" sends a valid token.
    """
    page = desk_page(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return page(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _signed_out(request)
        if reason := csrf_refusal(request, view):
            return _with_an_old_token(request, page, reason, *args, **kwargs)
        return page(request, *args, **kwargs)

    return csrf_exempt(vary_on_headers("HX-Request")(guarded))


@never_cache
def _signed_out(request: HttpRequest) -> HttpResponse:
    if is_htmx(request):
        return signed_out_fragment()
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_TYPED and not name.startswith("add-")
    ]
    context = {"fields": fields, "typed": typed_texts(request.POST), "section": "desk"}
    return render(request, "desk/signed_out.html", context, status=401)


def _with_an_old_token(
    request: HttpRequest, page: View, reason: str, *args: object, **kwargs: object
) -> HttpResponse:
    if not is_same_origin(request):
        return csrf_failure(request, reason=reason)
    data = request.POST.copy()
    data["restore"] = "1"
    request.POST = data  # type: ignore[assignment]
    messages.warning(
        request,
        _(
            "You signed in again after this page was opened. "
            "Nothing is saved yet: press “Save” again."
        ),
    )
    response = page(request, *args, **kwargs)
    response.status_code = 403
    return response
