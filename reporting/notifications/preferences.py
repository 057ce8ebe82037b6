"""What mail a person wants."""

from collections.abc import Collection

from django.db import transaction

from implementers.models import User
from reporting.models import Delivery, MailKind, MailPreference


def preference_of(person: User) -> MailPreference:
    """The person's preference; the standard one, not saved, when they have stated none."""
    return MailPreference.objects.filter(person=person).first() or MailPreference(person=person)


def preferences() -> dict[int, MailPreference]:
    """Everybody's stated preferences by the person's primary key, in one query."""
    return {preference.person_id: preference for preference in MailPreference.objects.all()}


@transaction.atomic
def choose_mail(*, delivery: Delivery, kinds: Collection[str], by: User) -> MailPreference:
    """State what mail `by` wants from now on: exactly these kinds, delivered so."""
    wanted = {kind.value: kind in kinds for kind in MailKind}
    preference, _made = MailPreference.objects.update_or_create(
        person=by, defaults={"delivery": Delivery(delivery), **wanted}
    )
    return preference


@transaction.atomic
def unsubscribe(person: User, kinds: Collection[MailKind]) -> MailPreference:
    """Turn these kinds off for the person, whoever holds the link from their mail."""
    preference, _made = MailPreference.objects.update_or_create(
        person=person, defaults={kind.value: False for kind in kinds}
    )
    return preference
