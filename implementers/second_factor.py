"""Codes of the second factor. Each is accepted only once, by whichever server process."""

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import (
    AuthenticateForm,
    BaseAuthenticateForm,
    ReauthenticateForm,
)
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from implementers.encryption import decrypt, encrypt
from implementers.models import User
from implementers.outbox import queue_message
from implementers.role_changes import record_role_change

_TYPES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


@transaction.atomic
def use_code(user: User, code: str) -> Authenticator | None:
    """Use up the code and return its authenticator; None when the code is not valid.

    The last used time step is stored with the authenticator, and only later steps are accepted:
    allauth forgets a used code after 30 seconds, but the code is valid for 90.
    """
    authenticators = Authenticator.objects.select_for_update().filter(user=user, type__in=_TYPES)
    for authenticator in authenticators.order_by("-type"):  # the app before the recovery codes
        if authenticator.type == Authenticator.Type.TOTP:
            is_used = _use_step(authenticator, code)
        else:
            is_used = authenticator.wrap().validate_code(code)
        if is_used:
            return authenticator
    return None


def _use_step(authenticator: Authenticator, code: str) -> bool:
    secret = decrypt(authenticator.data["secret"])
    last_step = authenticator.data.get("last_step", -1)
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if step > last_step and compare_user_code(actual=code, expected=expected):
            authenticator.data["last_step"] = step
            authenticator.save(update_fields=["data"])
            return True
    return False


@transaction.atomic
def remove_second_factor(person: User, *, by: User) -> bool:
    """Remove a lost second factor and mail the person. Return whether there was one.

    The person signs in with the password alone until they set one up again.
    """
    deleted, _rows = Authenticator.objects.filter(user=person, type__in=_TYPES).delete()
    if not deleted:
        return False
    record_role_change(person, "second factor removed", by=by)
    text = _(
        "An administrator removed the authenticator app from your account. If you did not ask for "
        "this, tell the secretariat at once. Set the app up again here:\n%(address)s"
    ) % {"address": f"{settings.SITE_URL}{reverse('mfa_index')}"}
    queue_message(EmailMessage(_("Your authenticator app was removed"), text, to=[person.email]))
    return True


class _CodeOnce(BaseAuthenticateForm):
    """Checks the code with `use_code`, in place of allauth's own check."""

    def clean_code(self) -> str:
        forget_failures = check_rate_limit(self.user)
        code = str(self.cleaned_data["code"])
        authenticator = use_code(self.user, code)
        if authenticator is None:
            authenticators = Authenticator.objects.filter(user=self.user, type__in=_TYPES)
            if preferred := authenticators.order_by("-type").first():
                self._emit_authentication_failed(preferred)
            raise get_adapter().validation_error("incorrect_code")
        authenticator.user = self.user
        self.authenticator = authenticator
        forget_failures()
        return code


class CodeForm(_CodeOnce, AuthenticateForm):
    """The form to sign in with a code."""


class CodeAgainForm(_CodeOnce, ReauthenticateForm):
    """The form to confirm one's identity with a code after signing in."""


class ActivationForm(ActivateTOTPForm):
    """The form to set up the app. Until then the secret is in the session, encrypted."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        session, key = context.request.session, totp.SECRET_SESSION_KEY
        is_bound = options.get("data") is not None
        if is_bound and key in session:
            session[key] = decrypt(session[key])
        super().__init__(*arguments, **options)
        session[key] = encrypt(self.secret)


class ActivationView(ActivateTOTPView):
    """allauth's view, which also uses up the code that set up the app."""

    def form_valid(self, form: ActivationForm) -> HttpResponse:
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)
            use_code(self.request.user, form.cleaned_data["code"])
        return response


activate_totp = ActivationView.as_view()
