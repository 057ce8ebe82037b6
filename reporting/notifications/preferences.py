"""Which mail a person wants."""

from collections.abc import Collection

from django.db import transaction

from implementers.models import User
from reporting.models import Delivery, MailKind, MailPreference


def preference_of(person: User) -> MailPreference:
    """Return the person's preference; without one, the default, not saved."""
    return MailPreference.objects.filter(person=person).first() or MailPreference(person=person)


def preferences() -> dict[int, MailPreference]:
    """Return all saved preferences by the person's key. Takes one query."""
    return {preference.person_id: preference for preference in MailPreference.objects.all()}


@transaction.atomic
def choose_mail(*, delivery: Delivery, kinds: Collection[str], by: User) -> MailPreference:
    """Save which mail `by` wants: exactly these kinds, with this delivery."""
    wanted = {kind.value: kind in kinds for kind in MailKind}
    preference, _created = MailPreference.objects.update_or_create(
        person=by, defaults={"delivery": Delivery(delivery), **wanted}
    )
    return preference


@transaction.atomic
def unsubscribe(person: User, kinds: Collection[MailKind]) -> MailPreference:
    """Turn these kinds of mail off for the person. Anyone with the link may do so."""
    preference, _created = MailPreference.objects.update_or_create(
        person=person, defaults={kind.value: False for kind in kinds}
    )
    return preference
