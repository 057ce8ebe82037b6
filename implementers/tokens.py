"""API tokens, created and revoked by the person in whose name they write."""

import datetime
import secrets

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.exceptions import NotPermitted, PeopleRefused
from implementers.middleware import lacks_totp
from implementers.models import ApiToken, User
from implementers.models.token import SHOWN, digest_of

PREFIX = "parp_"  # lets secret scanners recognize the portal's tokens
_USE_RECORDED_EVERY = datetime.timedelta(minutes=10)


@transaction.atomic
def make_token(*, name: str, days: int, by: User) -> tuple[ApiToken, str]:
    """Create a token that is valid for `days`, and return it with its secret.

    The secret cannot be shown again. Raises `NotPermitted` if the person's role requires a second
    factor that is not set up, and `PeopleRefused` for a name that another token has, or when there
    are too many.
    """
    require_second_factor(by)
    active = ApiToken.objects.filter(user=_locked(by), revoked_at__isnull=True)
    # Expired tokens do not count toward the limit, and their names are free.
    active.filter(expires_at__lte=timezone.now()).update(revoked_at=timezone.now())
    if active.filter(name=name).exists():
        raise PeopleRefused(_("You have a token of this name already."))
    if active.count() >= settings.API_TOKENS_EACH:
        raise PeopleRefused(_("You have the highest number of tokens allowed. Revoke one first."))
    secret = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    token = ApiToken.objects.create(
        user=by,
        name=name,
        digest=digest_of(secret),
        begins=secret[:SHOWN],
        made_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    return token, secret


def revoke_token(token: ApiToken, *, by: User) -> None:
    """Revoke the token, if it is not revoked yet. Raises `NotPermitted`."""
    if token.user_id != by.pk:
        raise NotPermitted(_("A token can be revoked only by its owner."))
    revoke_tokens(ApiToken.objects.filter(pk=token.pk))


def revoke_all_tokens(user: User) -> None:
    """Revoke every token of the person."""
    revoke_tokens(ApiToken.objects.filter(user=user))


def revoke_tokens(tokens: QuerySet[ApiToken]) -> int:
    """Revoke these tokens of any people, and return how many were not revoked before."""
    return tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())


def token_of(secret: str) -> ApiToken | None:
    """Return the valid token with this secret and record its use; None if there is none."""
    token = ApiToken.objects.good().select_related("user").filter(digest=digest_of(secret)).first()
    if token is None or not token.user.is_active:
        return None
    now = timezone.now()
    if token.used_at is None or now - token.used_at > _USE_RECORDED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return token


def require_second_factor(person: User) -> None:
    """Raise `NotPermitted` if the person's role requires an authenticator app they lack."""
    if lacks_totp(person):
        raise NotPermitted(
            _("Your role asks for an authenticator app. Sign in and turn it on to go on.")
        )


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
