"""Recording changes of roles, and notifying the administrators."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from implementers.models import Membership, RoleChange, User
from implementers.outbox import queue_message

_LOGGER = logging.getLogger(__name__)


def record_role_change(person: User, change: str, *, by: User | None) -> RoleChange:
    """Store and log the change, and mail it to the administrators other than `by` and `person`.

    `change` says what changed, such as "secretariat: no → yes". Runs inside the caller's
    transaction.
    """
    role_change = RoleChange.objects.create(
        person=person, person_name=_name_of(person), change=change, changed_by=by
    )
    _LOGGER.info("Role of user %s changed by user %s: %s", person.pk, by.pk if by else "-", change)
    recipients = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=person.pk)
    if by is not None:
        recipients = recipients.exclude(pk=by.pk)
    for administrator in recipients:
        queue_message(_message(role_change, administrator.email))
    return role_change


def record_membership_change(
    membership: Membership, *, before: str = "", after: str = "", by: User | None
) -> RoleChange:
    """Record the change of a membership; `before` and `after` are roles, empty for none."""
    change = f"{membership.implementer.acronym}: {before or 'no role'} → {after or 'no role'}"
    return record_role_change(membership.user, change, by=by)


def _name_of(person: User) -> str:
    return f"{person.get_full_name()} ({person.email})".strip()


def _message(role_change: RoleChange, address: str) -> EmailMessage:
    by = _name_of(role_change.changed_by) if role_change.changed_by else _("a command")
    text = _(
        "The role of %(person)s was changed by %(by)s:\n\n%(change)s\n\n"
        "If this should not have happened, change it back in the administration:\n%(address)s"
    ) % {
        "person": role_change.person_name,
        "by": by,
        "change": role_change.change,
        "address": f"{settings.SITE_URL}/admin/implementers/rolechange/",
    }
    return EmailMessage(_("A role was changed"), text, to=[address])
