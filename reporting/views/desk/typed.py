"""Pages one types into: what was typed is still there when a request cannot be taken."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from reporting.views.desk.loading import desk_page
from reporting.views.desk.tokens import comes_from_here, refused_token

View = Callable[..., HttpResponse]
_NOT_TYPED = {"csrfmiddlewaretoken", "restore", "save"}


def typed_page(view: View) -> View:
    """A desk page whose form comes back as typed when its sender is signed out or its token old.

    Exempt from the middleware's check of the token and checked here. With an old token nothing is
    saved: the page is shown with `restore`, which a further press of "Save" sends with a new one.
    """
    page = desk_page(view)

    @wraps(view)
    def kept(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return page(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return _signed_out(request)
        if reason := refused_token(request, view):
            return _with_an_old_token(request, page, reason, *args, **kwargs)
        return page(request, *args, **kwargs)

    return csrf_exempt(kept)


@never_cache
def _signed_out(request: HttpRequest) -> HttpResponse:
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NOT_TYPED and not name.startswith("add-")
    ]
    context = {"fields": fields, "text": request.POST.get("text", ""), "section": "desk"}
    return render(request, "desk/signed_out.html", context, status=401)


def _with_an_old_token(
    request: HttpRequest, page: View, reason: str, *args: object, **kwargs: object
) -> HttpResponse:
    if not comes_from_here(request):
        return csrf_failure(request, reason=reason)
    data = request.POST.copy()
    data["restore"] = "1"
    request.POST = data  # type: ignore[assignment]
    messages.warning(
        request,
        _(
            "You signed in anew since this page was shown. Nothing is saved yet: press “Save” again."
        ),
    )
    response = page(request, *args, **kwargs)
    response.status_code = 403
    return response
