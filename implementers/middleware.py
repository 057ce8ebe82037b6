"""Asks those for whom it is required to set up their authenticator app before anything else."""

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
# Setting it up, signing out, and what no session decides.
_FREE = ("/accounts/", "/static/", "/api/", "/health/")


def require_totp(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware that leads people of `REQUIRE_TOTP_FOR` to the page where they turn it on.

    A role misspelt there would require nothing of anybody: the server does not start with one.
    """
    if unknown := set(settings.REQUIRE_TOTP_FOR) - ROLES:
        raise ImproperlyConfigured(f"REQUIRE_TOTP_FOR names no role: {', '.join(sorted(unknown))}")

    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.REQUIRE_TOTP_FOR or request.path.startswith(_FREE):
            return get_response(request)
        if not lacks_totp(request.user):
            return get_response(request)
        messages.warning(
            request, _("Your role asks for an authenticator app. Turn it on to go on.")
        )
        return redirect("mfa_activate_totp")

    return middleware


def lacks_totp(person: Person) -> bool:
    """Whether the person must have an authenticator app and has none."""
    if not person.is_authenticated or not _must_have_it(person):
        return False
    return not is_mfa_enabled(person, [Authenticator.Type.TOTP])


def _must_have_it(person: Person) -> bool:
    required = set(settings.REQUIRE_TOTP_FOR)
    if "secretariat" in required and is_secretariat(person):
        return True
    if "administrator" in required and (is_administrator(person) or person.is_staff):
        return True
    roles = required & {"writer", "focal_point"}
    return bool(roles) and Membership.objects.filter(user=person.pk, role__in=roles).exists()
