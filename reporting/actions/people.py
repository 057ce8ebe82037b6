"""Deactivating, exporting and anonymizing a person (docs/privacy.md).

What others rely on stays: entries, versions, the log and editions name the person's row.
"""

from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import transaction
from django.db.models import CASCADE, ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from implementers.exceptions import PeopleRefused
from implementers.models import Invitation, Membership, QueuedMail, RoleChange, User
from implementers.role_changes import record_membership_change, record_role_change
from implementers.tokens import revoke_all_tokens
from reporting.models import LogEntry

# An administrator's acts in the administration site stay, though Django would delete them.
_KEPT = {AdminLogEntry}
# What would let a reader of the export act for the person.
_SECRET_FIELDS = {"password", "digest", "data"}
_SECRET_MODELS = {"mfa.authenticator", "implementers.apitoken", "implementers.user"}


def relations(*, own: bool) -> list[ForeignKey[Any, Any]]:
    """Return the columns that name a person.

    With `own`, those of rows that belong to an account (its memberships, tokens, mail); otherwise
    those of rows that others rely on.
    """
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.remote_field.model is User
    ]
    return [field for field in fields if own == _is_own(field)]


def _is_own(field: ForeignKey[Any, Any]) -> bool:
    return field.remote_field.on_delete is CASCADE and field.model not in _KEPT


@transaction.atomic
def deactivate(person: User, *, by: User | None) -> None:
    """End a person's access at once: sign-in, sessions and tokens. Their roles are kept.

    `by` is None for a command. Raises `PeopleRefused` for the last administrator, oneself, and an
    account that is not active.
    """
    current = _locked(person, by=by)
    if not current.is_active:
        raise PeopleRefused(_("%(person)s is not active.") % {"person": current})
    current.is_active = False
    current.save(update_fields=["is_active"])
    _end_access(current)
    record_role_change(current, "is_active: yes → no", by=by)


@transaction.atomic
def anonymize(person: User, *, by: User | None) -> None:
    """Remove a person's name and address, their roles and all that belongs to the account.

    What they wrote and did stays, under "Former user" with a number. This cannot be undone. Raises
    `PeopleRefused` as `deactivate` does, but also takes an account that is not active.
    """
    current = _locked(person, by=by)
    earlier = [name for name in (current.get_full_name(), current.email) if name]
    _end_access(current)
    # First the name, so that no mail about the ended roles holds it.
    _anonymize_row(current)
    for membership in Membership.objects.filter(user=current).select_related("user", "implementer"):
        record_membership_change(membership, before=membership.role, by=by)
    # Notifications before the digests that they are part of.
    for field in sorted(relations(own=True), key=lambda one: one.model.__name__, reverse=True):
        _rows(field, current).delete()
    _replace_name(current, earlier)
    record_role_change(current, "account anonymized", by=by)


def personal_data(person: User) -> dict[str, Any]:
    """Return what the portal holds about a person, as values for JSON, without secrets.

    Rows that others rely on are counted; the acts in the log are listed.
    """
    own = {field.model._meta.label: _values(_rows(field, person)) for field in relations(own=True)}
    log = LogEntry.objects.filter(by=person).select_related("reporting_year").order_by("at")
    return {
        "person": _values(User.objects.filter(pk=person.pk))[0],
        "own": own,
        "invitations": _values(Invitation.objects.filter(email__iexact=person.email)),
        "waiting_mail": _values(QueuedMail.objects.filter(recipient__iexact=person.email)),
        "changes_of_roles": _values(RoleChange.objects.filter(person=person)),
        "sessions": len(_sessions(person)),
        "log": [
            {
                "at": line.at,
                "act": line.act,
                "year": line.reporting_year.year if line.reporting_year else None,
                "on_behalf": line.on_behalf,
                "note": line.note,
            }
            for line in log
        ],
        "named_by": {
            f"{field.model._meta.label}.{field.name}": count
            for field in relations(own=False)
            if (count := _rows(field, person).count())
        },
    }


def _locked(person: User, *, by: User | None) -> User:
    current = User.objects.select_for_update().get(pk=person.pk)
    if by is not None and by.pk == current.pk:
        raise PeopleRefused(_("You cannot remove your own account. Ask another administrator."))
    others = User.objects.filter(is_active=True, is_superuser=True).exclude(pk=current.pk)
    if current.is_superuser and not others.exists():
        raise PeopleRefused(
            _("%(person)s is the last administrator. Make someone else one first.")
            % {"person": current}
        )
    return current


def _end_access(person: User) -> None:
    revoke_all_tokens(person)
    Session.objects.filter(pk__in=_sessions(person)).delete()


def _sessions(person: User) -> list[str]:
    """Return the keys of the person's sessions; whose they are is in their data alone."""
    return [
        session.session_key
        for session in Session.objects.iterator()
        if session.get_decoded().get("_auth_user_id") == str(person.pk)
    ]


def _anonymize_row(person: User) -> None:
    person.groups.clear()
    person.user_permissions.clear()
    person.username = person.email = f"former-user-{person.pk}@removed.invalid"
    person.first_name, person.last_name = "", _("Former user %(number)d") % {"number": person.pk}
    person.is_active = person.is_staff = person.is_superuser = person.is_secretariat = False
    person.last_login = None
    person.set_unusable_password()
    person.save()


def _replace_name(person: User, earlier: list[str]) -> None:
    """Replace name and address where they were copied: invitations, changes of roles, the admin."""
    address = earlier[-1]
    QueuedMail.objects.filter(recipient__iexact=address).delete()
    Invitation.objects.waiting().filter(email__iexact=address).delete()
    Invitation.objects.filter(email__iexact=address).update(email=person.email)
    RoleChange.objects.filter(person=person).update(person_name=str(person))
    for line in AdminLogEntry.objects.filter(object_repr__icontains=earlier[0]):
        for name in earlier:
            line.object_repr = line.object_repr.replace(name, str(person))
        line.save(update_fields=["object_repr"])


def _rows(field: ForeignKey[Any, Any], person: User) -> QuerySet[Model]:
    return field.model._base_manager.filter(**{field.name: person})


def _values(rows: QuerySet[Any]) -> list[dict[str, Any]]:
    """Return the columns of each row by name, without secrets."""
    serialized: list[dict[str, Any]] = serializers.serialize("python", rows)
    for row in serialized:
        if row["model"] in _SECRET_MODELS:
            row["fields"] = {k: v for k, v in row["fields"].items() if k not in _SECRET_FIELDS}
    return [{"id": row["pk"], **row["fields"]} for row in serialized]
