"""/desk/mail/ and /mail/unsubscribe/<token>/ : which mail a person receives."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reporting.forms.mail import MailForm
from reporting.notifications.links import unsubscription_of
from reporting.notifications.preferences import choose_mail, preference_of, unsubscribe
from reporting.views.desk.base import desk_page


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def preferences(request: HttpRequest) -> HttpResponse:
    """The form with the person's mail preferences."""
    if request.method != "POST":
        return _preferences_page(request, MailForm.showing(preference_of(request.user)))  # type: ignore[arg-type]
    form = MailForm(request.POST)
    if not form.is_valid():
        return _preferences_page(request, form)
    choose_mail(
        delivery=form.cleaned_data["delivery"],
        kinds=form.cleaned_data["kinds"],
        by=request.user,  # type: ignore[arg-type]
    )
    messages.success(request, _("Saved."))
    return redirect("desk-mail")


# Mail programs send the POST of a one-click unsubscription (RFC 8058) without a cookie or a CSRF
# token; the signature in the address authorizes it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm, then turn off the kinds of mail that the link names. A GET changes nothing."""
    unsubscription = unsubscription_of(token)
    if unsubscription is None:
        return render(request, "mail/unsubscribe_unknown.html", status=404)
    if request.method == "POST":
        unsubscribe(unsubscription.person, unsubscription.kinds)
    return render(
        request,
        "mail/unsubscribe.html",
        {"unsubscription": unsubscription, "done": request.method == "POST"},
    )


def _preferences_page(request: HttpRequest, form: MailForm) -> HttpResponse:
    return render(request, "mail/preferences.html", {"form": form, "section": "desk"})
