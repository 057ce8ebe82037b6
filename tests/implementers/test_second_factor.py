"""Codes work once, and what they are made from is in no table and on no page."""

import time
from importlib import import_module

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.urls import reverse

from implementers.encryption import decrypt, encrypt, encrypted_data
from implementers.second_factor import use_code

pytestmark = pytest.mark.django_db

NOW = 1_700_000_010  # ten seconds into a time step


def code_at(secret, moment):
    return totp.format_hotp_value(totp.hotp_value(secret, moment // 30))


@pytest.fixture
def secret(iom_writer):
    made = totp.generate_totp_secret()
    totp.TOTP.activate(iom_writer, made)
    return made


@pytest.mark.parametrize("later", [0, 1, 29, 31, 36, 45, 49])
def test_a_used_code_is_refused_as_long_as_it_is_valid(later, iom_writer, secret):
    code = code_at(secret, NOW)
    with time_machine.travel(NOW, tick=False) as clock:
        assert use_code(iom_writer, code) is not None
        clock.shift(later)
        assert totp.validate_totp_code(secret, code)
        assert use_code(iom_writer, code) is None


def test_a_code_before_the_one_used_last_is_refused_and_one_after_it_accepted(iom_writer, secret):
    with time_machine.travel(NOW, tick=False):
        assert use_code(iom_writer, code_at(secret, NOW)) is not None
        assert use_code(iom_writer, code_at(secret, NOW - 30)) is None
        assert use_code(iom_writer, code_at(secret, NOW + 30)) is not None


def test_a_code_that_one_person_used_is_not_used_up_for_another(iom_writer, unhcr_writer, secret):
    totp.TOTP.activate(unhcr_writer, secret)
    code = code_at(secret, int(time.time()))
    assert use_code(iom_writer, code) is not None
    assert use_code(unhcr_writer, code) is not None


@pytest.mark.parametrize("code", ["", "12345", "１２３４５６", "abcdef", "\x00", "0" * 5000])
def test_what_is_no_code_is_refused(code, iom_writer, secret):
    assert use_code(iom_writer, code) is None


# Encryption


def raw_rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        return " ".join(str(row[0]) for row in cursor.fetchall())


def test_neither_secret_nor_seed_is_in_the_table(iom_writer, secret):
    codes = RecoveryCodes.activate(iom_writer)
    seed = decrypt(codes.instance.data["seed"])
    assert len(seed) == 80
    for plain in (secret, seed, *codes.generate_codes()):
        assert plain not in raw_rows()


def test_rows_from_before_are_encrypted_once(iom_writer):
    once = encrypted_data({"secret": "ABCDEFGH", "used_mask": 3})
    again = encrypted_data(once)
    assert once["secret"] != "ABCDEFGH"
    assert decrypt(once["secret"]) == decrypt(again["secret"]) == "ABCDEFGH"
    assert again["used_mask"] == 3
    codes = encrypted_data({"migrated_codes": ["11", "22"]})["migrated_codes"]
    assert [decrypt(code) for code in codes] == ["11", "22"]


def test_the_migration_encrypts_what_is_there_and_may_run_twice(iom_writer):
    migration = import_module("implementers.migrations.0006_encrypt_second_factors")
    row = Authenticator.objects.create(
        user=iom_writer, type=Authenticator.Type.TOTP, data={"secret": "ABCDEFGH"}
    )
    for _n in range(2):
        migration.encrypt_rows(apps, connection.schema_editor())
        row.refresh_from_db()
        assert "ABCDEFGH" not in raw_rows()
        assert decrypt(row.data["secret"]) == "ABCDEFGH"


def test_keys_can_be_changed(settings):
    derived = encrypt("a secret")
    settings.MFA_ENCRYPTION_KEYS = ["a" * 32]
    first = encrypt("a secret")
    assert decrypt(derived) == decrypt(first) == "a secret"
    settings.MFA_ENCRYPTION_KEYS = ["b" * 32, "a" * 32]
    renewed = encrypted_data({"secret": first})["secret"]
    settings.MFA_ENCRYPTION_KEYS = ["b" * 32]
    assert decrypt(renewed) == "a secret"
    with pytest.raises(ImproperlyConfigured, match="MFA_ENCRYPTION_KEYS"):
        decrypt(first)


def test_a_short_key_is_refused(settings):
    settings.MFA_ENCRYPTION_KEYS = ["short"]
    with pytest.raises(ImproperlyConfigured, match="fewer than 32"):
        encrypt("a secret")


def test_no_page_of_the_admin_shows_a_second_factor(admin_client, iom_writer, secret):
    codes = RecoveryCodes.activate(iom_writer)
    stored = [row.data.get("secret") or row.data["seed"] for row in Authenticator.objects.all()]
    hidden = [secret, decrypt(codes.instance.data["seed"]), *stored]
    assert Authenticator not in admin.site._registry
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page = admin_client.get(reverse(f"{name}_changelist"))
        assert page.status_code == 200
        text = page.content.decode()
        assert not any(value in text for value in hidden)
    for view in ("change", "history", "delete"):
        page = admin_client.get(reverse(f"admin:implementers_user_{view}", args=[iom_writer.pk]))
        assert not any(value in page.content.decode() for value in hidden)
