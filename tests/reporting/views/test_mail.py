"""/desk/mail/ and /mail/unsubscribe/ : choosing one's mail."""

import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from reporting.models import Delivery, MailKind, MailPreference
from reporting.notifications.links import unsubscribe_link
from reporting.notifications.preferences import choose_mail, preference_of
from tests.factories import open_reporting_year
from tests.reporting.views import Page, page_of

pytestmark = pytest.mark.django_db

MAIL = "/desk/mail/"


@pytest.fixture
def writer(client, iom_writer):
    client.force_login(iom_writer)
    return client


@pytest.fixture
def link(iom_writer) -> str:
    return unsubscribe_link(iom_writer, [MailKind.REMINDER]).removeprefix("http://127.0.0.1:8000")


def wanted(person) -> list[str]:
    return [kind.value for kind in MailKind if preference_of(person).wants(kind)]


def test_everything_once_a_day_is_what_one_begins_with(writer):
    page = page_of(writer, MAIL)
    checked = page.find("//input[@checked]")
    assert [box.get("value") for box in checked] == [*MailKind.values, "daily"]


def test_what_is_chosen_is_kept_and_shown(writer, iom_writer):
    writer.post(MAIL, {"kinds": ["returned"], "delivery": "at_once"})
    assert (wanted(iom_writer), preference_of(iom_writer).delivery) == (["returned"], "at_once")
    checked = page_of(writer, MAIL).find("//input[@checked]")
    assert [box.get("value") for box in checked] == ["returned", "at_once"]


def test_no_mail_at_all_may_be_chosen(writer, iom_writer):
    writer.post(MAIL, {"delivery": "daily"})
    assert wanted(iom_writer) == []


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kinds": ["gossip"], "delivery": "daily"}, "kinds"),
        ({"kinds": ["returned"], "delivery": "never"}, "delivery"),
        ({"kinds": ["returned"]}, "delivery"),
    ],
)
def test_what_is_no_choice_is_refused_at_its_field(data, field, writer):
    answer = writer.post(MAIL, data)
    assert list(answer.context["form"].errors) == [field]
    assert not MailPreference.objects.exists()


def test_only_who_is_signed_in_chooses(client):
    assert client.get(MAIL)["Location"].startswith("/accounts/login/")


def test_the_page_costs_three_queries(writer, django_assert_num_queries):
    with django_assert_num_queries(3):
        writer.get(MAIL)


def test_an_unsubscribe_link_asks_once_and_works_signed_out(client, link, iom_writer):
    page = page_of(client, link)
    assert "This is what iom-writer@example.org would no longer get: Reminders" in page.words()
    assert wanted(iom_writer) == MailKind.values
    done = Page(client.post(link)).words()
    assert "iom-writer@example.org gets no more mail of this kind: Reminders" in done
    assert wanted(iom_writer) == ["year_opened", "returned", "accepted"]


def test_unsubscribing_twice_is_no_fault(client, link, iom_writer):
    client.post(link)
    assert client.post(link).status_code == 200


def test_unsubscribing_keeps_the_other_choices(client, link, iom_writer):
    choose_mail(delivery=Delivery.AT_ONCE, kinds=["reminder", "returned"], by=iom_writer)
    client.post(link)
    assert (wanted(iom_writer), preference_of(iom_writer).delivery) == (["returned"], "at_once")


def test_a_mail_program_unsubscribes_without_a_form_token(link, iom_writer):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert MailKind.REMINDER not in wanted(iom_writer)


def test_the_link_in_a_message_is_one_that_works(client, secretariat, iom_writer):
    from_mail = re.compile(r"<http://127\.0\.0\.1:8000(.*)>")
    open_reporting_year(2013, by=secretariat)
    call_command("send_due_mail")
    header = mail.outbox[0].message()["List-Unsubscribe"]
    client.post(from_mail.match(header).group(1))
    assert wanted(iom_writer) == ["reminder", "returned", "accepted"]


@pytest.mark.parametrize("spoil", [lambda w: w[:-3] + "/", lambda w: w.replace(":", "x:", 1)])
def test_a_link_that_was_tampered_with_changes_nothing(spoil, client, link, iom_writer):
    answer = client.post(spoil(link))
    assert answer.status_code == 404
    assert "This link is incomplete" in answer.content.decode()
    assert wanted(iom_writer) == MailKind.values


def test_the_link_of_an_account_that_is_gone_changes_nothing(client, link, iom_writer):
    iom_writer.delete()
    assert client.post(link).status_code == 404
