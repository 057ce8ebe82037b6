"""The authenticator app, where a setting requires it for a role."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from implementers.middleware import require_totp

ROOT = Path(__file__).resolve().parents[2]
ACTIVATE = reverse("mfa_activate_totp")

pytestmark = pytest.mark.django_db

ROLES = {
    "iom_writer": "writer",
    "iom_focal_point": "focal_point",
    "secretariat": "secretariat",
    "administrator": "administrator",
}


def is_led_to_it(client, address="/desk/people/"):
    answer = client.get(address)
    return answer.status_code == 302 and answer["Location"] == ACTIVATE


@pytest.mark.parametrize("required", ["writer", "focal_point", "secretariat", "administrator"])
@pytest.mark.parametrize("who", [*ROLES, "stranger"])
def test_who_is_led_to_set_it_up(who, required, client, settings, request):
    settings.REQUIRE_TOTP_FOR = [required]
    client.force_login(request.getfixturevalue(who))
    assert is_led_to_it(client) is (ROLES.get(who) == required)


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        ({"LOCAL_DEMONSTRATION": "false", "DEBUG": "false"}, ["secretariat", "administrator"]),
        ({"LOCAL_DEMONSTRATION": "true", "DEBUG": "false"}, []),
        ({"LOCAL_DEMONSTRATION": "false", "DEBUG": "true"}, []),
        ({"REQUIRE_TOTP_FOR": "writer", "DEBUG": "false"}, ["writer"]),
    ],
)
def test_in_production_secretariat_and_administrators_must_have_it(environment, required):
    command = [
        sys.executable,
        "-c",
        "from config import settings; print(settings.REQUIRE_TOTP_FOR)",
    ]
    printed = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, check=True
    )
    assert printed.stdout.decode().strip() == str(required)


@pytest.mark.parametrize("address", ["/desk/", "/admin/", "/desk/people/"])
@pytest.mark.parametrize("who", ["secretariat", "administrator"])
def test_neither_desk_nor_administration_opens_without_it(who, address, client, settings, request):
    settings.REQUIRE_TOTP_FOR = ["secretariat", "administrator"]
    client.force_login(request.getfixturevalue(who))
    assert is_led_to_it(client, address)


def test_whoever_enters_the_administration_counts_as_administrator(client, settings, stranger):
    settings.REQUIRE_TOTP_FOR = ["administrator"]
    client.force_login(stranger)
    assert not is_led_to_it(client)
    stranger.is_staff = True
    stranger.save()
    assert is_led_to_it(client, "/admin/")


def test_public_pages_ask_too_but_not_strangers(client, settings, secretariat):
    settings.REQUIRE_TOTP_FOR = ["secretariat"]
    assert client.get("/").status_code == 200
    client.force_login(secretariat)
    assert is_led_to_it(client, "/")


def test_signing_out_setting_up_and_health_stay_open(client, settings, secretariat):
    settings.REQUIRE_TOTP_FOR = ["secretariat"]
    client.force_login(secretariat)
    for address in (reverse("account_logout"), "/health/"):
        assert client.get(address).status_code == 200
    assert client.get(ACTIVATE)["Location"].startswith(reverse("account_reauthenticate"))


def test_who_has_it_goes_on(client, settings, secretariat):
    settings.REQUIRE_TOTP_FOR = ["secretariat"]
    client.force_login(secretariat)
    Authenticator.objects.create(user=secretariat, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert is_led_to_it(client)
    Authenticator.objects.create(user=secretariat, type=Authenticator.Type.TOTP, data={})
    assert not is_led_to_it(client)


def test_a_misspelled_role_stops_the_server_before_it_starts(settings):
    settings.REQUIRE_TOTP_FOR = ["writer", "focalpoint"]
    with pytest.raises(ImproperlyConfigured, match="names no role: focalpoint"):
        require_totp(lambda request: None)
