"""What is told, to whom, on which day."""

import datetime

import pytest

from implementers.actions import add_member
from implementers.models import Implementer, Role, User
from reporting.enums import SubmissionStatus
from reporting.models import Delivery, MailKind, Notification, ReportingYear, Submission
from reporting.notifications.due import due_notifications, notifications_of, reminder_occasion
from reporting.notifications.outbox import queue_due
from reporting.notifications.preferences import choose_mail
from tests.factories import member, person
from tests.reporting.notifications.conftest import moment, step

pytestmark = pytest.mark.django_db


def day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def told(words: str) -> list[tuple[str, str, str]]:
    """(address, kind, implementer) of all that is due by the day."""
    return sorted(
        (one.person.email, one.kind, one.submission.implementer.slug)
        for one in due_notifications(day(words)).values()
    )


def kinds(chapter: Submission, words: str) -> list[str]:
    chapter = Submission.objects.select_related("reporting_year").get(pk=chapter.pk)
    return [kind for kind, _occasion in notifications_of(chapter, day(words))]


def test_writers_and_focal_points_hear_of_their_own_chapter_alone(year, people, unhcr_writer):
    assert told("2013-01-07") == [
        ("iom-focal-point@example.org", "year_opened", "iom"),
        ("iom-writer@example.org", "year_opened", "iom"),
        ("unhcr-writer@example.org", "year_opened", "unhcr"),
    ]


def test_who_works_on_no_chapter_hears_nothing(year, secretariat, administrator, stranger):
    assert told("2013-01-07") == []


def test_a_member_of_the_parent_hears_of_each_child(year):
    sedi = Implementer.objects.get(slug="mide").parent
    head = person("Head")
    add_member(user=head, implementer=sedi, role=Role.WRITER)
    reporting = sedi.children.reporting().values_list("slug", flat=True)
    assert [slug for _email, _kind, slug in told("2013-01-07")] == sorted(reporting)


def test_a_closed_account_hears_nothing(year, iom_writer):
    User.objects.update(is_active=False)
    assert told("2013-01-07") == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("2013-01-06", False), ("2013-01-07", True), ("2013-01-21", True), ("2013-01-22", False)],
)
def test_an_opened_year_is_news_for_two_weeks(words, is_told, chapter):
    assert (kinds(chapter, words) == [MailKind.YEAR_OPENED]) is is_told


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        ("2013-02-14", ""),
        ("2013-02-15", "2013-03-01:-14"),
        ("2013-02-25", "2013-03-01:-14"),
        ("2013-02-26", "2013-03-01:-3"),
        ("2013-03-01", "2013-03-01:-3"),
        ("2013-03-02", "2013-03-01:+1"),
        ("2013-03-07", "2013-03-01:+1"),
        ("2013-03-08", "2013-03-01:+7"),
        ("2013-05-01", "2013-03-01:+7"),
    ],
)
def test_reminders_come_14_and_3_days_before_and_1_and_7_after(words, occasion, year):
    assert reminder_occasion(year, day(words)) == occasion


def test_the_days_are_settings(settings, year):
    settings.REMINDER_DAYS_BEFORE, settings.REMINDER_DAYS_AFTER = [5, 0], []
    assert reminder_occasion(year, day("2013-02-23")) == ""
    assert reminder_occasion(year, day("2013-02-24")) == "2013-03-01:-5"
    assert reminder_occasion(year, day("2013-03-20")) == "2013-03-01:+0"


def test_without_days_nobody_is_reminded(settings, year):
    settings.REMINDER_DAYS_BEFORE = settings.REMINDER_DAYS_AFTER = []
    assert reminder_occasion(year, day("2013-03-20")) == ""


def test_a_year_that_opens_shortly_before_it_is_due_reminds_of_no_earlier_day(year):
    year.opens_on = day("2013-02-20")
    assert reminder_occasion(year, day("2013-02-20")) == ""
    assert reminder_occasion(year, day("2013-02-26")) == "2013-03-01:-3"


def test_a_due_date_that_is_moved_is_another_occasion(year):
    year.due_on = day("2013-03-12")
    assert reminder_occasion(year, day("2013-02-26")) == "2013-03-12:-14"


def test_a_year_without_a_due_date_reminds_nobody(year):
    year.due_on = None
    assert reminder_occasion(year, day("2013-03-20")) == ""


@pytest.mark.parametrize(
    ("status", "reminded"),
    [("draft", True), ("returned", True), ("submitted", False), ("accepted", False)],
)
def test_only_what_is_not_handed_in_is_reminded_of(status, reminded, chapter, secretariat, people):
    step(chapter, status, "2013-01-10", by=secretariat)
    assert (MailKind.REMINDER in [kind for _who, kind, _slug in told("2013-02-26")]) is reminded


def test_a_closed_year_reminds_nobody(chapter):
    ReportingYear.objects.filter(year=2013).update(closed_at=moment("2013-02-20"))
    assert kinds(chapter, "2013-02-19") == [MailKind.REMINDER]
    assert kinds(chapter, "2013-02-26") == []


def test_an_extended_chapter_of_a_closed_year_is_reminded_of_until_its_last_day(chapter):
    """As it can be written then: the rule of `policies.is_open_for`."""
    ReportingYear.objects.filter(year=2013).update(closed_at=moment("2013-02-20"))
    Submission.objects.filter(pk=chapter.pk).update(extended_until=day("2013-02-26"))
    assert kinds(chapter, "2013-02-26") == [MailKind.REMINDER]
    assert kinds(chapter, "2013-02-27") == []


@pytest.mark.parametrize("status", [SubmissionStatus.RETURNED, SubmissionStatus.ACCEPTED])
def test_what_the_secretariat_decided_is_news_for_two_weeks(status, chapter, secretariat):
    step(chapter, status, "2013-01-25", by=secretariat)
    assert status.value in kinds(chapter, "2013-01-25")
    assert status.value in kinds(chapter, "2013-02-08")
    assert status.value not in kinds(chapter, "2013-02-09")


def test_the_imported_year_is_no_news(iom_writer):
    assert told("2012-03-01") == []


def test_a_kind_that_is_turned_off_is_not_told(year, iom_writer, iom_focal_point):
    choose_mail(delivery=Delivery.DAILY, kinds=[MailKind.REMINDER], by=iom_writer)
    assert [email for email, _kind, _slug in told("2013-01-07")] == [iom_focal_point.email]
    assert len(told("2013-02-26")) == 2


def test_demonstration_accounts_are_not_written_to_over_smtp(settings, year):
    address = "iom-writer@demonstration.example"
    user = User.objects.create(username=address, email=address)
    add_member(user=user, implementer=Implementer.objects.get(slug="iom"), role=Role.WRITER)
    assert [email for email, _kind, _slug in told("2013-01-07")] == [address]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert told("2013-01-07") == []


def test_queued_five_times_it_is_queued_once(year, people):
    assert [queue_due(day("2013-01-07")) for _time in range(5)] == [2, 0, 0, 0, 0]
    assert Notification.objects.count() == 2


def test_what_is_no_longer_true_leaves_the_queue(chapter, secretariat, people):
    queue_due(day("2013-02-26"))
    step(chapter, SubmissionStatus.SUBMITTED, "2013-02-26", by=secretariat)
    queue_due(day("2013-02-26"))
    assert not Notification.objects.exists()


def test_taken_back_it_is_due_again(chapter, secretariat, people):
    queue_due(day("2013-02-26"))
    step(chapter, SubmissionStatus.SUBMITTED, "2013-02-26", by=secretariat)
    queue_due(day("2013-02-26"))
    Submission.objects.filter(pk=chapter.pk).update(
        status=SubmissionStatus.DRAFT, submitted_at=None, submitted_by=None
    )
    assert queue_due(day("2013-02-26")) == 2


def test_reading_what_is_due_takes_four_queries_however_many(
    year, iom_writer, django_assert_num_queries
):
    with django_assert_num_queries(4):
        due_notifications(day("2013-01-07"))
    for slug in ("unhcr", "ilo", "iachr"):
        member(f"Writer {slug}", slug, Role.WRITER)
    with django_assert_num_queries(4):
        assert len(due_notifications(day("2013-01-07"))) == 4
