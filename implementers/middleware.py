"""Requiring an authenticator app of people with certain roles."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from implementers.models import Membership
from implementers.permissions import Person, is_administrator, is_secretariat

ROLES = frozenset({"writer", "focal_point", "secretariat", "administrator"})
# Pages to set it up and to sign out, and addresses that do not depend on the session.
_EXEMPT_PATHS = ("/accounts/", "/static/", "/api/", "/health/")


def require_totp(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return middleware that redirects people of `REQUIRE_TOTP_FOR` to set up their app.

    With an unknown role in the setting the server does not start, since it would require nothing of
    anyone.
    """
    if unknown := set(settings.REQUIRE_TOTP_FOR) - ROLES:
        raise ImproperlyConfigured(f"REQUIRE_TOTP_FOR names no role: {', '.join(sorted(unknown))}")

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.REQUIRE_TOTP_FOR or request.path.startswith(_EXEMPT_PATHS):
            return get_response(request)
        if not lacks_totp(request.user):
            return get_response(request)
        messages.warning(
            request, _("Your role asks for an authenticator app. Turn it on to go on.")
        )
        return redirect("mfa_activate_totp")

    return middleware


def lacks_totp(person: Person) -> bool:
    """Return whether the person must have an authenticator app and has none."""
    if not person.is_authenticated or not _is_required(person):
        return False
    return not is_mfa_enabled(person, [Authenticator.Type.TOTP])


def _is_required(person: Person) -> bool:
    required = set(settings.REQUIRE_TOTP_FOR)
    if "secretariat" in required and is_secretariat(person):
        return True
    if "administrator" in required and (is_administrator(person) or person.is_staff):
        return True
    roles = required & {"writer", "focal_point"}
    return bool(roles) and Membership.objects.filter(user=person.pk, role__in=roles).exists()
