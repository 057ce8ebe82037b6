"""No mail twice, one message a day, and nobody left out because of somebody else."""

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction

from implementers.invitations import cancel, invite
from implementers.models import Implementer, Invitation, Role
from reporting.enums import SubmissionStatus
from reporting.models import Delivery, Digest, MailKind, Notification
from reporting.notifications.invitations import send_invitation, unsent_invitations
from reporting.notifications.outbox import queue_due
from reporting.notifications.preferences import choose_mail, unsubscribe
from tests.reporting.notifications.backends import Watching
from tests.reporting.notifications.conftest import OPENED, step

pytestmark = pytest.mark.django_db


def test_run_five_times_it_sends_once(year, people, run, outbox):
    assert [run("2013-01-07").sent for _time in range(5)] == [2, 0, 0, 0, 0]
    assert outbox() == [(email, "The year 2013 is open: IOM") for email in people]


def test_the_same_thing_is_not_told_the_next_day_either(year, people, run, outbox):
    for day in ("2013-01-07", "2013-01-08", "2013-01-20"):
        run(day)
    assert len(outbox()) == 2


def test_what_happens_later_the_same_day_waits_for_the_next(
    chapter, iom_writer, secretariat, run, outbox
):
    run("2013-01-07")
    step(chapter, SubmissionStatus.ACCEPTED, "2013-01-07", by=secretariat)
    assert run("2013-01-07").sent == 0
    assert run("2013-01-08").sent == 1
    assert outbox()[-1] == (iom_writer.email, "Accepted: IOM, 2013")


def test_everything_of_a_day_is_one_message(chapter, iom_writer, secretariat, run, outbox):
    step(chapter, SubmissionStatus.RETURNED, "2013-02-20", by=secretariat)
    run("2013-02-26")
    assert outbox() == [(iom_writer.email, "Program activity reporting: 2 messages")]
    text = mail.outbox[0].body
    assert "is due in 3 days, on 1 March 2013." in text
    assert "The secretariat returned the chapter of IOM for 2013." in text
    assert Digest.objects.get().notifications.count() == 2


def test_whoever_chose_so_gets_each_by_itself(chapter, iom_writer, secretariat, run, outbox):
    choose_mail(delivery=Delivery.AT_ONCE, kinds=MailKind.values, by=iom_writer)
    step(chapter, SubmissionStatus.RETURNED, "2013-02-26", by=secretariat)
    assert run("2013-02-26").sent == 2
    step(chapter, SubmissionStatus.ACCEPTED, "2013-02-26", by=secretariat)
    assert run("2013-02-26").sent == 1
    assert run("2013-02-26").sent == 0
    assert [subject for _email, subject in outbox()] == [
        "Due on 1 March 2013: IOM, 2013",
        "Returned: IOM, 2013",
        "Accepted: IOM, 2013",
    ]
    assert not Digest.objects.exists()


def test_each_reminder_comes_once_on_its_day(year, iom_writer, run, outbox):
    for day in range(10, 29):
        run(f"2013-02-{day}")
    for day in range(1, 31):
        run(f"2013-03-{day:02}")
    assert [subject for _email, subject in outbox()] == [
        "Due on 1 March 2013: IOM, 2013",
        "Due on 1 March 2013: IOM, 2013",
        "Overdue: IOM, 2013",
        "Overdue: IOM, 2013",
    ]


def test_a_server_that_was_down_for_weeks_sends_the_last_reminder_alone(
    year, iom_writer, run, outbox
):
    run("2013-02-28")
    assert outbox() == [(iom_writer.email, "Due on 1 March 2013: IOM, 2013")]
    assert "is due in 1 day, on" in mail.outbox[0].body


def test_who_unsubscribed_after_it_was_queued_does_not_get_it(year, iom_writer, run, outbox):
    queue_due(OPENED)
    unsubscribe(iom_writer, [MailKind.YEAR_OPENED])
    assert run("2013-01-07").sent == 0
    assert outbox() == []


def test_one_bad_mailbox_stops_nobody_and_is_tried_again(
    year, people, iom_focal_point, picky, run, outbox
):
    picky.add(iom_focal_point.email)
    outcome = run("2013-01-07")
    assert (outcome.queued, outcome.sent, len(outcome.failures)) == (2, 1, 1)
    assert outcome.failures[0].startswith(f"Not sent to {iom_focal_point.email}: ")
    assert "no such mailbox" in outcome.failures[0]
    assert not Digest.objects.filter(person=iom_focal_point).exists()
    picky.clear()
    assert run("2013-01-07").sent == 1
    assert [email for email, _subject in outbox()] == [people[1], people[0]]


def test_when_the_server_is_down_everything_waits(settings, year, people, run, outbox):
    settings.EMAIL_BACKEND = "tests.reporting.notifications.backends.Down"
    outcome = run("2013-01-07")
    assert (outcome.sent, len(outcome.failures)) == (0, 2)
    assert Notification.objects.filter(sent_at__isnull=True).count() == 2


def test_a_line_break_in_an_acronym_adds_no_header(year, iom_writer, run):
    Implementer.objects.filter(slug="iom").update(acronym="IOM\r\nBcc: a@b.int")
    run("2013-01-07")
    assert mail.outbox[0].subject == "The year 2013 is open: IOM Bcc: a@b.int"
    assert mail.outbox[0].recipients() == [iom_writer.email]
    assert b"\nBcc:" not in mail.outbox[0].message().as_bytes().partition(b"\n\n")[0]


def test_an_address_with_a_line_break_is_a_failure_of_its_own(
    year, iom_writer, iom_focal_point, run, outbox
):
    type(iom_writer).objects.filter(pk=iom_writer.pk).update(email="a@b.int\nBcc: c@d.int")
    outcome = run("2013-01-07")
    assert (outcome.sent, len(outcome.failures)) == (1, 1)
    assert [email for email, _subject in outbox()] == [iom_focal_point.email]


def test_an_invitation_that_could_not_be_sent_goes_out_with_the_next_run(
    iom_focal_point, picky, run, outbox
):
    iom = Implementer.objects.get(slug="iom")
    invite(iom, email="ana@iom.int", role=Role.WRITER, by=iom_focal_point)
    picky.add("ana@iom.int")
    assert len(run("2013-01-07").failures) == 1
    picky.clear()
    assert [run("2013-01-07").sent for _time in range(3)] == [1, 0, 0]
    assert outbox() == [
        (
            "ana@iom.int",
            "IOM Focal Point invites you to report for International Organization for Migration (IOM)",
        )
    ]


def test_the_database_lets_one_notification_of_a_sort_be(chapter, iom_writer):
    columns = {"person": iom_writer, "kind": MailKind.REMINDER, "submission": chapter}
    Notification.objects.create(**columns, occasion="a")
    Notification.objects.create(**columns, occasion="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notification.objects.create(**columns, occasion="a")


def test_the_database_lets_one_digest_a_day_be(iom_writer):
    Digest.objects.create(person=iom_writer, day=OPENED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(person=iom_writer, day=OPENED)


def test_an_account_can_be_deleted_with_its_mail(year, iom_writer, run):
    run("2013-01-07")
    iom_writer.delete()
    assert not Digest.objects.exists()


def test_each_message_costs_seven_queries(year, people, run, django_assert_num_queries):
    queue_due(OPENED)
    with django_assert_num_queries(11 + 2 * 7):
        assert run("2013-01-07").sent == 2


def test_a_run_with_nothing_to_send_costs_eleven_queries(
    year, people, run, django_assert_num_queries
):
    run("2013-01-07")
    with django_assert_num_queries(11):
        assert run("2013-01-08").sent == 0


def test_an_invitation_that_was_canceled_meanwhile_is_not_sent(secretariat):
    iom = Implementer.objects.get(slug="iom")
    invite(iom, email="new@example.org", role=Role.WRITER, by=secretariat)
    [listed] = unsent_invitations()
    cancel(Invitation.objects.get(pk=listed.pk), by=secretariat)

    assert not send_invitation(listed)
    assert mail.outbox == []
    assert Invitation.objects.get(pk=listed.pk).sent_at is None


def test_no_transaction_is_open_while_the_mail_server_is_asked(
    settings, year, people, secretariat, run
):
    iom = Implementer.objects.get(slug="iom")
    invite(iom, email="new@iom.int", role=Role.WRITER, by=secretariat)
    settings.EMAIL_BACKEND = "tests.reporting.notifications.backends.Watching"
    Watching.open_transactions.clear()
    assert run("2013-01-07").sent == 3
    assert set(Watching.open_transactions) == {len(connection.savepoint_ids)}
    assert Notification.objects.filter(sent_at__isnull=True).count() == 0
