"""Tokens of the API: made and revoked by the person in whose name they write."""

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

PREFIX = "parp_"  # by which programs that look for lost secrets know ours
_USE_IS_NOTED_EVERY = datetime.timedelta(minutes=10)


@transaction.atomic
def make_token(*, name: str, days: int, by: User) -> tuple[ApiToken, str]:
    """A token that is good for `days`, and its secret, which nobody can be shown again.

    Raises `NotPermitted` to whose role asks for a second factor that is not set up, and
    `PeopleRefused` for a name that stands for another one, or when there are too many.
    """
    require_second_factor(by)
    held = ApiToken.objects.filter(user=_locked(by), revoked_at__isnull=True)
    # An expired one keeps neither its place nor its name.
    held.filter(expires_at__lte=timezone.now()).update(revoked_at=timezone.now())
    if held.filter(name=name).exists():
        raise PeopleRefused(_("You have a token of this name already."))
    if held.count() >= settings.API_TOKENS_EACH:
        raise PeopleRefused(_("You have as many tokens as one may have. Revoke one first."))
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
    """Make the token useless; one that is so already stays as it is. Raises `NotPermitted`."""
    if token.user_id != by.pk:
        raise NotPermitted(_("Tokens are revoked by the person whose they are."))
    revoke_tokens(ApiToken.objects.filter(pk=token.pk))


def revoke_all_tokens(user: User) -> None:
    """Make every token of the person useless."""
    revoke_tokens(ApiToken.objects.filter(user=user))


def revoke_tokens(tokens: QuerySet[ApiToken]) -> int:
    """Make these useless, whosever they are; how many of them were not so already."""
    return tokens.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())


def token_of(secret: str) -> ApiToken | None:
    """The good token that the secret is of, its use noted; None for any other word."""
    found = ApiToken.objects.good().select_related("user").filter(digest=digest_of(secret)).first()
    if found is None or not found.user.is_active:
        return None
    now = timezone.now()
    if found.used_at is None or now - found.used_at > _USE_IS_NOTED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found


def require_second_factor(person: User) -> None:
    """Raise `NotPermitted` to those whose role asks for an authenticator app and who have none."""
    if lacks_totp(person):
        raise NotPermitted(
            _("Your role asks for an authenticator app. Sign in and turn it on to go on.")
        )


def _locked(user: User) -> User:
    return User.objects.select_for_update().get(pk=user.pk)
