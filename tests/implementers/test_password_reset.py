"""A request for a new password looks nothing up and sends nothing itself."""

import re
from datetime import timedelta
from typing import ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from implementers.models import QueuedMail
from implementers.outbox import send_queued

pytestmark = pytest.mark.django_db

RESET = "/accounts/password/reset/"
UNKNOWN = "nobody.here@example.org"


def ask(client, address):
    """(the statements asked of the database without their values, the answer)."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(RESET, {"email": address})
    statements = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]
    return statements, answer


def test_known_and_unknown_addresses_ask_the_same_of_the_database(client, iom_writer):
    known, answer = ask(client, iom_writer.email)
    unknown, other = ask(client, UNKNOWN)
    assert not any("implementers_user" in statement for statement in known + unknown)
    assert len(known) == len(unknown)
    assert (answer.status_code, answer["Location"]) == (other.status_code, other["Location"])


def test_the_request_sends_no_mail(client, iom_writer):
    ask(client, iom_writer.email)
    assert mail.outbox == []
    assert QueuedMail.objects.get().recipient == iom_writer.email
    assert QueuedMail.objects.get().text == ""  # no link is kept


def test_the_queue_sends_each_link_once_and_nothing_to_strangers(client, iom_writer):
    ask(client, iom_writer.email.upper())
    ask(client, UNKNOWN)
    assert send_queued().sent == 1
    assert send_queued().sent == 0
    assert [message.to for message in mail.outbox] == [[iom_writer.email]]
    assert not QueuedMail.objects.exists()


def test_somebody_who_may_not_sign_in_gets_no_link(client, iom_writer):
    iom_writer.is_active = False
    iom_writer.save()
    ask(client, iom_writer.email)
    assert send_queued().sent == 0


def test_a_server_that_refuses_leaves_the_mail_for_the_next_run(client, iom_writer, settings):
    ask(client, iom_writer.email)
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    [failure] = send_queued().failures
    assert iom_writer.email not in failure
    settings.EMAIL_BACKEND = working
    assert send_queued().sent == 1


class Watching(EmailBackend):
    """Sends, and notes whether a transaction is open meanwhile and what else could be sent."""

    seen: ClassVar[list[tuple[int, int]]] = []

    def send_messages(self, messages):
        self.seen.append((len(connection.savepoint_ids), send_queued().sent))
        return super().send_messages(messages)


def test_no_transaction_is_open_while_the_server_is_asked_and_no_other_run_sends_it(
    client, iom_writer, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    ask(client, iom_writer.email)
    settings.EMAIL_BACKEND = f"{__name__}.Watching"
    Watching.seen.clear()
    assert send_queued().sent == 1
    assert Watching.seen == [(len(connection.savepoint_ids), 0)]


def test_what_a_killed_run_had_claimed_is_sent_after_a_while(client, iom_writer):
    ask(client, iom_writer.email)
    QueuedMail.objects.update(claimed_at=timezone.now() - timedelta(minutes=5))
    assert send_queued().sent == 0
    QueuedMail.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    assert send_queued().sent == 1


def test_send_due_mail_sends_what_is_left(client, iom_writer):
    ask(client, iom_writer.email)
    call_command("send_due_mail", verbosity=0)
    assert [message.to for message in mail.outbox] == [[iom_writer.email]]


def test_a_host_of_the_request_is_not_in_the_link(client, iom_writer, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(RESET, {"email": iom_writer.email}, headers={"host": "elsewhere.example"})
    send_queued()
    assert "elsewhere.example" not in mail.outbox[0].body


def test_a_changed_password_is_told_outside_the_request(client, iom_writer):
    iom_writer.set_password("correct horse battery")
    iom_writer.save()
    client.post(
        "/accounts/login/", {"login": iom_writer.email, "password": "correct horse battery"}
    )
    new = "another horse another staple"
    client.post(
        "/accounts/password/change/",
        {"oldpassword": "correct horse battery", "password1": new, "password2": new},
    )
    assert mail.outbox == []
    assert send_queued().sent == 1
    assert mail.outbox[0].to == [iom_writer.email]
