"""What htmx receives in place of a page: a part of the page, and the messages.

Each fragment has the header `HX-Reswap`. A response to htmx without it is a whole page, which the
script of the chapter does not insert.
"""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import csrf
from django.views.decorators.vary import vary_on_headers


def is_htmx(request: HttpRequest) -> bool:
    """Whether htmx sent the request. It inserts the response into the page that is open."""
    return request.headers.get("HX-Request") == "true"


def fragment(
    request: HttpRequest,
    part: str,
    context: Mapping[str, object],
    *,
    replaces: str = "",
    status: int = 200,
) -> HttpResponse:
    """The template `part`, and the messages to be shown now.

    It takes the place of the element with the selector `replaces`; without one, it fills the
    element that the request was made for (`hx-target`).
    """
    response = render(request, "desk/_fragment.html", {**context, "part": part}, status=status)
    if replaces:
        response["HX-Retarget"] = replaces
    response["HX-Reswap"] = "outerHTML" if replaces else "innerHTML"
    return response


def refusal_fragment(heading: str, reason: str, *, status: int) -> HttpResponse:
    """Why nothing was done, in the place of the messages. Needs no query."""
    context = {"heading": heading, "reason": reason}
    return _in_messages(render_to_string("desk/_refusal.html", context), status)


def signed_out_fragment() -> HttpResponse:
    """The response to a user who is signed out, in the place of the messages."""
    return _in_messages(render_to_string("desk/_signed_out.html"), 401)


def _in_messages(content: str, status: int) -> HttpResponse:
    headers = {"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"}
    return HttpResponse(content, status=status, headers=headers)


@vary_on_headers("HX-Request")
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's `CSRF_FAILURE_VIEW`, which answers htmx with a fragment and the valid token."""
    if not is_htmx(request):
        return csrf.csrf_failure(request, reason=reason)
    if not request.user.is_authenticated:
        return signed_out_fragment()
    return with_valid_token(
        request,
        refusal_fragment(
            _("This form has expired"),
            _("It was opened before you signed in or out. Load the page again."),
            status=403,
        ),
    )


def with_valid_token(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """Add the valid CSRF token and the id of its user to the refusal of an old token.

    A script sends the form again with it if the page belongs to the same user. Other sites cannot
    read the headers of this response.
    """
    refusal["X-CSRFToken"] = get_token(request)
    refusal["X-User"] = str(request.user.pk)
    return refusal
