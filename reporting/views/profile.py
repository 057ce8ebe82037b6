"""/desk/profile/ : a person's account on one page."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from implementers.actions import change_profile
from implementers.forms import ProfileForm
from implementers.models import ApiToken, User
from reporting.models import MailKind
from reporting.notifications.preferences import preference_of
from reporting.views.desk.base import form_page


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def profile(request: HttpRequest) -> HttpResponse:
    """The form with name and time zone, and what else belongs to the account, with its pages."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return _page(request, request.user, ProfileForm.showing(request.user))
    form = ProfileForm(request.POST)
    if "restore" in request.POST or not form.is_valid():
        return _page(request, request.user, form)
    change_profile(**form.cleaned_data, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("desk-profile")


def _page(request: HttpRequest, person: User, form: ProfileForm) -> HttpResponse:
    preference = preference_of(person)
    context = {
        "section": "desk",
        "form": form,
        "now": timezone.now(),
        "language": dict(settings.LANGUAGES)[settings.LANGUAGE_CODE],
        "has_second_factor": is_mfa_enabled(person, [Authenticator.Type.TOTP]),
        "tokens": ApiToken.objects.good().filter(user=person).count(),
        "most_tokens": settings.API_TOKENS_EACH,
        "preference": preference,
        "mail_kinds": [kind.label for kind in MailKind if preference.wants(kind)],
    }
    return render(request, "people/profile.html", context)
