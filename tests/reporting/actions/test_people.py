"""A person leaves: their access, what is held about them, and their name."""

import json

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE
from django.contrib.admin.models import LogEntry as AdminLogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.core.mail import EmailMessage
from django.db import models
from django.test import Client
from django.utils import timezone

from implementers.exceptions import PeopleRefused
from implementers.invitations import invite
from implementers.models import (
    ApiToken,
    Implementer,
    Invitation,
    Membership,
    Role,
    RoleChange,
    User,
)
from implementers.outbox import queue_message
from implementers.role_changes import record_role_change
from implementers.tokens import make_token, token_of
from reporting.actions.editing import keep_draft
from reporting.actions.people import anonymize, deactivate, personal_data, relations
from reporting.actions.submissions import submit
from reporting.models import EntryVersion, LogEntry, WritingDraft
from reporting.notifications.outbox import queue_due
from tests.factories import person, write_entry

pytestmark = pytest.mark.django_db

# Deleted with an account when its name is removed. What is not listed is history.
OWN = {
    "account.EmailAddress",
    "mfa.Authenticator",
    "implementers.Membership",
    "implementers.ApiToken",
    "reporting.WritingDraft",
    "reporting.EditingPresence",
    "reporting.MailPreference",
    "reporting.Digest",
    "reporting.Notification",
}


@pytest.fixture
def ana(iom_draft, secretariat, administrator) -> User:
    """A focal point who wrote, submitted, and has everything that belongs to an account."""
    address = "ana.example@iom.int"
    ana = User.objects.create(
        username=address, email=address, first_name="Ana", last_name="Quxology", language="es"
    )
    iom = Implementer.objects.get(slug="iom")
    Membership.objects.create(user=ana, implementer=iom, role=Role.FOCAL_POINT)
    record_role_change(ana, "IOM: no role → focal_point", by=administrator)
    write_entry(iom_draft, by=ana)
    keep_draft(
        "/desk/2013/iom/entries/new/",
        [("text", "Half a")],
        title="New entry",
        submission=iom_draft,
        session="s",
        reason="stale",
        by=ana,
    )
    make_token(name="A program", days=30, by=ana)
    queue_due(timezone.localdate())
    queue_message(EmailMessage("Subject", "Text", to=[address]))
    invite(iom, email="new@example.org", role=Role.WRITER, by=ana)
    submit(iom_draft, by=ana)
    AdminLogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(ana.pk),
        object_repr=str(ana),
        action_flag=CHANGE,
    )
    return ana


def everything() -> str:
    """All rows of the database as text, apart from the entries' search index."""
    return "\n".join(
        serializers.serialize("json", model._base_manager.all()) for model in apps.get_models()
    )


def test_each_relation_to_a_person_is_their_own_or_history():
    assert {field.model._meta.label for field in relations(own=True)} == OWN
    history = relations(own=False)
    assert {field.model._meta.label for field in history} >= {
        "admin.LogEntry",
        "reporting.LogEntry",
        "reporting.EntryVersion",
        "reporting.Edition",
        "implementers.RoleChange",
    }
    # None of them could be deleted together with a person.
    cascading = {f.model for f in history if f.remote_field.on_delete is models.CASCADE}
    assert cascading == {AdminLogEntry}


def test_deactivating_ends_sign_in_sessions_and_tokens_and_keeps_the_role(ana, administrator):
    client = Client()
    client.force_login(ana)
    _token, secret = make_token(name="Another", days=30, by=ana)
    assert client.get("/desk/").status_code == 200

    deactivate(ana, by=administrator)

    assert client.get("/desk/").status_code == 302
    assert token_of(secret) is None
    assert Membership.objects.filter(user=ana).exists()
    assert RoleChange.objects.filter(person=ana, change="is_active: yes → no").exists()


@pytest.mark.parametrize("by_a_command", [True, False])
def test_anonymizing_leaves_neither_name_nor_address_anywhere(ana, administrator, by_a_command):
    assert everything().lower().count("quxology") > 2
    anonymize(ana, by=None if by_a_command else administrator)
    text = everything().lower()
    assert "quxology" not in text
    assert "ana.example" not in text


def test_anonymizing_keeps_what_the_person_wrote_and_did(ana, administrator):
    versions = EntryVersion.objects.filter(saved_by=ana).count()
    acts = list(LogEntry.objects.filter(by=ana).values_list("pk", "act"))
    anonymize(ana, by=administrator)

    ana.refresh_from_db()
    assert str(ana) == f"Former user {ana.pk}"
    assert not ana.is_active
    assert not ana.has_usable_password()
    assert EntryVersion.objects.filter(saved_by=ana).count() == versions > 0
    assert list(LogEntry.objects.filter(by=ana).values_list("pk", "act")) == acts != []
    assert {field.model for field in relations(own=True)} == {
        field.model
        for field in relations(own=True)
        if not field.model._base_manager.filter(**{field.name: ana}).exists()
    }
    changes = RoleChange.objects.filter(person=ana).values_list("change", flat=True)
    assert {"IOM: focal_point → no role", "account anonymized"} <= set(changes)


def test_the_chapter_and_its_log_open_after_its_writer_is_anonymized(
    ana, administrator, secretariat, client
):
    anonymize(ana, by=administrator)
    client.force_login(secretariat)
    for address in ("/desk/2013/iom/", "/desk/2013/iom/review/", "/desk/years/2013/log/"):
        page = client.get(address)
        assert page.status_code == 200
    assert f"Former user {ana.pk}" in page.content.decode()


def test_a_waiting_invitation_of_the_address_is_removed(
    ana, administrator, unhcr_draft, secretariat
):
    invite(Implementer.objects.get(slug="unhcr"), email=ana.email, role=Role.WRITER, by=secretariat)
    anonymize(ana, by=administrator)
    assert not Invitation.objects.filter(email__icontains="ana.example").exists()
    assert Invitation.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("act", [deactivate, anonymize])
def test_nobody_removes_the_last_administrator_or_themselves(act, administrator, stranger):
    for by in (administrator, None):
        with pytest.raises(PeopleRefused):
            act(administrator, by=by)
    second = person("Second", is_superuser=True)
    act(administrator, by=second)
    administrator.refresh_from_db()
    assert not administrator.is_active


def test_an_inactive_account_is_not_deactivated_twice(ana, administrator):
    deactivate(ana, by=administrator)
    with pytest.raises(PeopleRefused, match="is not active"):
        deactivate(ana, by=administrator)


def test_the_export_holds_what_is_known_and_no_secret(ana):
    Client().force_login(ana)
    data = personal_data(ana)
    assert data["person"]["email"] == ana.email
    assert {name for name, rows in data["own"].items() if rows} >= {
        "implementers.Membership",
        "implementers.ApiToken",
        "reporting.WritingDraft",
    }
    assert [line["act"] for line in data["log"]] != []
    assert data["sessions"] == 1
    assert data["waiting_mail"][0]["recipient"] == ana.email
    assert data["named_by"]["reporting.EntryVersion.saved_by"] == 1
    assert ApiToken.objects.get().digest not in json.dumps(data, default=str)
    assert {"password", "digest"} & {
        *data["person"],
        *data["own"]["implementers.ApiToken"][0],
    } == set()


def test_others_data_is_not_in_the_export(ana, secretariat):
    text = json.dumps(personal_data(secretariat), default=str)
    assert "Quxology" not in text
    assert WritingDraft.objects.exists()
