"""A person's account is on one page; times follow its zone."""

import datetime

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from implementers.models import User
from reporting.models import EntryVersion
from reporting.queries.readiness import readiness
from tests.factories import write_entry

pytestmark = pytest.mark.django_db

ADDRESS = "/desk/profile/"
ELSEWHERE = "America/Argentina/Buenos_Aires"


def saved(client, **fields):
    return client.post(ADDRESS, {"name": "IOM Writer", "time_zone": "", **fields})


def test_the_page_has_all_that_belongs_to_the_account(client, iom_writer):
    client.force_login(iom_writer)
    page = client.get(ADDRESS).content.decode()
    for name in ("account_change_password", "mfa_index", "desk-tokens", "desk-mail"):
        assert f'href="{reverse(name)}"' in page
    for words in ("IOM Writer", iom_writer.email, "Pages and mail are in English", "Off: sign-in"):
        assert words in page
    assert "(Washington, D.C.)" in page


def test_who_is_signed_out_is_asked_to_sign_in(client, db):
    assert client.get(ADDRESS).status_code == 302


def test_name_and_zone_are_saved(client, iom_writer):
    client.force_login(iom_writer)
    assert saved(client, name="Ana María Núñez", time_zone=ELSEWHERE).status_code == 302
    iom_writer.refresh_from_db()
    assert str(iom_writer) == "Ana María Núñez"
    assert iom_writer.time_zone == ELSEWHERE
    assert "(Buenos Aires, Argentina)" in client.get(ADDRESS).content.decode()


def test_nobody_saves_the_profile_of_another(client, iom_writer, unhcr_writer):
    client.force_login(unhcr_writer)
    saved(client, name="UNHCR Writer", time_zone=ELSEWHERE)
    assert User.objects.get(pk=iom_writer.pk).time_zone == ""


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 151}, "at most 150 characters"),
        ({"name": "A\x07B"}, "A name holds no control characters."),
        ({"time_zone": "Mars/Olympus"}, "Choose a time zone from the list, such as Lima."),
    ],
)
def test_a_mistake_gets_a_message_and_changes_nothing(client, iom_writer, fields, words):
    client.force_login(iom_writer)
    response = saved(client, **{"name": "Another name", **fields})
    assert response.status_code == 200
    assert words in response.content.decode()
    iom_writer.refresh_from_db()
    assert (str(iom_writer), iom_writer.time_zone) == ("IOM Writer", "")


@override_settings(LANGUAGES=[("en", "English"), ("es", "Spanish")])
def test_a_language_can_be_chosen_once_there_are_several(client, iom_writer):
    client.force_login(iom_writer)
    assert "Pages and mail are in English" not in client.get(ADDRESS).content.decode()
    saved(client, language="es")
    iom_writer.refresh_from_db()
    assert iom_writer.language == "es"


def test_history_and_autosave_show_the_same_zone(client, iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    at = datetime.datetime(2013, 5, 1, 1, 30, tzinfo=datetime.UTC)
    EntryVersion.objects.filter(entry=entry).update(saved_at=at)
    client.force_login(iom_writer)
    history = reverse("desk-entry-history", args=[entry.reference])
    assert "30 April 2013, 21:30 (Washington, D.C.)" in client.get(history).content.decode()
    saved(client, time_zone=ELSEWHERE)
    page = client.get(history).content.decode()
    assert "30 April 2013, 22:30 (Buenos Aires, Argentina)" in page
    assert f'data-time-zone="{ELSEWHERE}"' in page
    assert 'data-zone-name="Buenos Aires, Argentina"' in page


def test_mail_about_the_account_has_the_persons_zone(client, iom_writer, settings):
    iom_writer.set_password("correct horse battery staple")
    iom_writer.time_zone = ELSEWHERE
    iom_writer.save()
    client.force_login(iom_writer)
    client.post(
        reverse("account_change_password"),
        {
            "oldpassword": "correct horse battery staple",
            "password1": "another horse battery staple",
            "password2": "another horse battery staple",
        },
    )
    from_portal = [message.body for message in mail.outbox]
    assert all("(Buenos Aires, Argentina)" in body for body in from_portal)


def test_the_page_takes_a_constant_number_of_queries(client, iom_writer, django_assert_num_queries):
    client.force_login(iom_writer)
    with django_assert_num_queries(5):
        client.get(ADDRESS)


def test_attached_files_are_on_a_disk_that_is_watched(settings, tmp_path):
    settings.ATTACHMENTS_ROOT, settings.MIN_FREE_DISK_MB = tmp_path / "new", 10**9
    assert "MB free" in readiness()["disk"]
