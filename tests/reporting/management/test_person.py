"""`manage.py person`: what it says, and what it refuses."""

import json

import pytest

from implementers.models import User


def test_an_unknown_address_is_refused(refused):
    assert refused("person", "export", "x@example.org") == "No one has the address x@example.org."


def test_the_export_is_json(run, iom_writer):
    data = json.loads(run("person", "export", iom_writer.email.upper()).out)
    assert data["person"]["email"] == iom_writer.email


def test_the_export_goes_to_a_file(run, iom_writer, tmp_path):
    path = tmp_path / "person.json"
    run("person", "export", iom_writer.email, "--output", str(path))
    assert json.loads(path.read_text())["person"]["id"] == iom_writer.pk


def test_a_person_is_deactivated(run, refused, iom_writer):
    outcome = run("person", "deactivate", iom_writer.email)
    assert outcome.out == "IOM Writer can no longer sign in.\n"
    assert refused("person", "deactivate", iom_writer.email) == "IOM Writer is not active."


def test_anonymizing_asks_for_confirmation(run, refused, iom_writer):
    assert refused("person", "anonymize", iom_writer.email) == (
        "Anonymizing IOM Writer cannot be undone. Repeat the command with --confirm."
    )
    outcome = run("person", "anonymize", iom_writer.email, "--confirm")
    assert outcome.out == f"The account is now Former user {iom_writer.pk}.\n"
    assert not User.objects.filter(email=iom_writer.email).exists()


def test_the_last_administrator_is_refused(refused, administrator):
    assert refused("person", "deactivate", administrator.email) == (
        "Administrator is the last administrator. Make someone else one first."
    )


@pytest.mark.django_db
def test_prune_says_what_it_deleted(run, settings, tmp_path):
    settings.RENDERED_ROOT = tmp_path
    assert run("prune").out.splitlines()[:2] == ["sessions: 0", "invitations: 0"]
