"""The messages themselves: words, links, headers, language."""

import pytest
from django.core import mail

from implementers.invitations import invite, link_token
from implementers.models import Implementer, Role, User
from reporting.enums import SubmissionStatus
from reporting.models import ReportingYear
from reporting.notifications.invitations import send_invitation
from tests.reporting.notifications.conftest import step

pytestmark = pytest.mark.django_db


@pytest.fixture
def invitation(iom_focal_point):
    iom = Implementer.objects.get(slug="iom")
    return invite(iom, email="ana@iom.int", role=Role.WRITER, by=iom_focal_point)


def html(message) -> str:
    return message.alternatives[0].content


def test_text_and_html_hold_the_same_sentence_and_link(settings, year, iom_writer, run):
    settings.SITE_URL = "https://portal.example.org/"
    run("2013-01-07")
    (message,) = mail.outbox
    for body in (message.body, html(message)):
        assert "The year 2013 is open for writing the chapter of IOM. It is due on 1 March" in body
        assert "https://portal.example.org/desk/2013/iom/" in body
        assert "http://127.0.0.1" not in body


def test_a_message_can_be_unsubscribed_from_by_the_mail_program(year, iom_writer, run):
    run("2013-01-07")
    headers = mail.outbox[0].message()
    assert headers["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/mail/unsubscribe/")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2013-02-26", "is due in 3 days, on 1 March 2013."),
        ("2013-02-28", "is due in 1 day, on 1 March 2013."),
        ("2013-03-01", "is due today."),
        ("2013-03-02", "was due 1 day ago, on 1 March 2013, and is not submitted yet."),
        ("2013-03-10", "was due 9 days ago, on 1 March 2013, and is not submitted yet."),
    ],
)
def test_a_reminder_counts_the_days_from_the_day_it_is_sent(day, sentence, year, iom_writer, run):
    run(day)
    assert sentence in mail.outbox[0].body


def test_a_demonstration_says_that_it_is_one(year, iom_writer, run):
    ReportingYear.objects.filter(pk=year.pk).update(is_demonstration=True)
    run("2013-01-07")
    assert mail.outbox[0].subject == "The year 2013 is open: IOM (demonstration)"


def test_a_name_with_markup_stays_words(chapter, iom_writer, secretariat, run):
    Implementer.objects.filter(slug="iom").update(acronym="<b>&IOM")
    step(chapter, SubmissionStatus.ACCEPTED, "2013-01-07", by=secretariat)
    run("2013-01-07")
    (message,) = mail.outbox
    assert "<b>&IOM" in message.body
    assert "&lt;b&gt;&amp;IOM" in html(message)
    assert "<b>" not in html(message)


def test_mail_is_in_the_language_of_its_receiver(settings, year, iom_writer, run):
    settings.LANGUAGES = [("en", "English"), ("es", "Spanish")]
    User.objects.filter(pk=iom_writer.pk).update(language="es")
    run("2013-01-07")
    assert '<html lang="es">' in html(mail.outbox[0])
    assert "1 marzo 2013" in mail.outbox[0].body


def test_a_language_without_a_catalog_is_not_mixed_in(settings, year, iom_writer, run):
    settings.LANGUAGES = [("en", "English")]
    User.objects.filter(pk=iom_writer.pk).update(language="es")
    run("2013-01-07")
    assert '<html lang="en">' in html(mail.outbox[0])
    assert "1 March 2013" in mail.outbox[0].body


def test_an_invitation_says_who_what_how_long_and_links(invitation):
    assert send_invitation(invitation)
    (message,) = mail.outbox
    link = f"http://127.0.0.1:8000/invitations/{link_token(invitation)}/"
    for body in (message.body, html(message)):
        assert "IOM Focal Point invites you to report on the Program" in body
        assert f"{invitation.expires_at:%B %Y}" in body
        assert link in body
    assert "List-Unsubscribe" not in message.message()


def test_an_invitation_is_sent_once(invitation):
    assert [send_invitation(invitation) for _time in range(3)] == [True, False, False]
    assert len(mail.outbox) == 1


def test_a_name_with_a_line_break_adds_no_header_to_an_invitation(invitation, iom_focal_point):
    User.objects.filter(pk=iom_focal_point.pk).update(last_name="Ana\nBcc: all@example.org")
    send_invitation(invitation)
    assert mail.outbox[0].subject.startswith("Ana Bcc: all@example.org invites you")
    assert mail.outbox[0].recipients() == ["ana@iom.int"]


def test_who_has_an_account_is_invited_in_their_own_language(settings, invitation):
    settings.LANGUAGES = [("en", "English"), ("pt", "Portuguese")]
    User.objects.create(username="ana@iom.int", email="Ana@iom.int", language="pt")
    send_invitation(invitation)
    assert '<html lang="pt">' in html(mail.outbox[0])


def test_a_demonstration_address_is_not_invited_over_smtp(settings, iom_focal_point):
    iom = Implementer.objects.get(slug="iom")
    made = invite(iom, email="x@demonstration.example", role=Role.WRITER, by=iom_focal_point)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert not send_invitation(made)
