"""Links in mail: whole addresses, some of them signed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from implementers.models import User
from reporting.models import MailKind

_SALT = "reporting.notifications.unsubscribe"


@dataclass(frozen=True)
class Unsubscription:
    """Whom and what an unsubscribe link is about."""

    person: User
    kinds: tuple[MailKind, ...]


def absolute(name: str, *arguments: object) -> str:
    """The whole address of the page called `name`, on `SITE_URL`."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=arguments)


def unsubscribe_link(person: User, kinds: Iterable[str]) -> str:
    """An address that turns these kinds of mail off; it works signed-out and for ever."""
    token = signing.dumps({"person": person.pk, "kinds": sorted(set(kinds))}, salt=_SALT)
    return absolute("mail-unsubscribe", token)


def unsubscription_of(token: str) -> Unsubscription | None:
    """What such an address stands for; None when it was tampered with or the account is gone."""
    try:
        held = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=held["person"]).first()
    kinds = tuple(MailKind(kind) for kind in held["kinds"] if kind in MailKind.values)
    return Unsubscription(person, kinds) if person and kinds else None
