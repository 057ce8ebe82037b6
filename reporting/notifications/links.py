"""Absolute links for mail, some of them signed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from implementers.models import User
from reporting.models import MailKind

# Part of every link that was ever mailed: it stays, whatever the module is called.
_SALT = "reporting.mail.unsubscribe"


@dataclass(frozen=True)
class Unsubscription:
    """The person and the kinds of mail that an unsubscribe link is for."""

    person: User
    kinds: tuple[MailKind, ...]


def absolute(name: str, *arguments: object) -> str:
    """Return the absolute address of the page called `name`, on `SITE_URL`."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=arguments)


def unsubscribe_link(person: User, kinds: Iterable[str]) -> str:
    """Return a link that turns these kinds of mail off; it needs no sign-in and never expires."""
    token = signing.dumps({"person": person.pk, "kinds": sorted(set(kinds))}, salt=_SALT)
    return absolute("mail-unsubscribe", token)


def unsubscription_of(token: str) -> Unsubscription | None:
    """Return what an unsubscribe link is for; None if it is invalid or the account is gone."""
    try:
        payload = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=payload["person"]).first()
    kinds = tuple(MailKind(kind) for kind in payload["kinds"] if kind in MailKind.values)
    return Unsubscription(person, kinds) if person and kinds else None
