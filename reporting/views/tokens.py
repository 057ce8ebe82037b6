"""/desk/tokens/ : a person's API tokens."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementers.exceptions import PeopleRefused
from implementers.models import ApiToken
from implementers.tokens import make_token, revoke_token
from reporting.forms.tokens import TokenForm
from reporting.views.desk.base import desk_page


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def tokens(request: HttpRequest) -> HttpResponse:
    """The user's tokens, and the form that makes one. Only the response to it shows the secret."""
    if request.method != "POST":
        return _page(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        _token, secret = make_token(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
    except PeopleRefused as refusal:
        form.add_error("name", str(refusal))
        return _page(request, form)
    return _page(request, TokenForm(), secret=secret)


@require_POST
@desk_page
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the user's tokens."""
    token = get_object_or_404(ApiToken, pk=pk, user=request.user.pk)
    revoke_token(token, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Revoked: %(name)s.") % {"name": token.name})
    return redirect("desk-tokens")


def _page(request: HttpRequest, form: TokenForm, *, secret: str = "") -> HttpResponse:
    tokens = ApiToken.objects.filter(user=request.user.pk, revoked_at__isnull=True)
    context = {"form": form, "tokens": tokens, "secret": secret, "section": "desk"}
    return render(request, "people/tokens.html", context)
