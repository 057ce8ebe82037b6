"""What is no longer needed is deleted, and nothing that is."""

import os
import time
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from implementers.invitations import cancel, invite
from implementers.models import ApiToken, Implementer, Invitation, QueuedMail, Role
from implementers.outbox import queue_message
from implementers.tokens import make_token
from reporting.actions.editing import keep_draft
from reporting.actions.pruning import prune
from reporting.models import Entry, EntryVersion, LogEntry, Notification, ReportingYear
from reporting.notifications.outbox import queue_due
from tests.factories import write_entry

pytestmark = pytest.mark.django_db
KINDS = [
    "sessions",
    "invitations",
    "tokens",
    "notifications",
    "daily messages",
    "waiting mail",
    "kept drafts",
    "open forms",
    "tasks",
    "rendered reports",
]


@pytest.fixture(autouse=True)
def rendered(settings, tmp_path):
    settings.RENDERED_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def left_behind(iom_draft, iom_writer, secretariat) -> None:
    Client().force_login(iom_writer)
    iom = Implementer.objects.get(slug="iom")
    invite(iom, email="open@example.org", role=Role.WRITER, by=secretariat)
    canceled = invite(iom, email="canceled@example.org", role=Role.WRITER, by=secretariat)
    cancel(canceled, by=secretariat)
    make_token(name="A program", days=30, by=iom_writer)
    write_entry(iom_draft, by=iom_writer)
    queue_message(EmailMessage("Subject", "Text", to=["nobody@example.org"]))
    queue_due(timezone.localdate())
    Notification.objects.update(sent_at=timezone.now())


def prune_in(days: int) -> dict[str, int]:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        return prune()


def test_nothing_is_deleted_on_the_day_it_is_made(left_behind):
    assert prune() == dict.fromkeys(KINDS, 0)


def test_what_is_old_is_deleted_and_the_record_stays(left_behind):
    kept = [model.objects.count() for model in (LogEntry, EntryVersion, Entry)]
    counts = prune_in(days=220)
    assert counts["sessions"] == 1
    assert counts["invitations"] == 2
    assert counts["tokens"] == 1
    assert counts["notifications"] > 0
    assert counts["waiting mail"] == 1
    for model in (Session, Invitation, ApiToken, QueuedMail):
        assert not model.objects.exists()
    assert [model.objects.count() for model in (LogEntry, EntryVersion, Entry)] == kept


def test_what_is_kept_half_a_year_is_there_after_two_months(left_behind):
    counts = prune_in(days=60)
    assert (counts["invitations"], counts["tokens"], counts["notifications"]) == (0, 0, 0)


def test_no_message_is_sent_again_after_its_record_is_deleted(left_behind):
    """The year is still open long after its due date, so its reminder is still due."""
    day = timezone.localdate() + timedelta(days=60)
    queue_due(day)
    Notification.objects.update(sent_at=timezone.now())
    year = ReportingYear.objects.get(year=2013)
    for days in (220, 400):
        prune_in(days)
        assert queue_due(timezone.localdate() + timedelta(days=days)) == 0
    year.closed_at = timezone.now()
    year.save()
    assert prune_in(600)["notifications"] > 0
    assert queue_due(timezone.localdate() + timedelta(days=600)) == 0


def test_only_old_files_of_rendered_reports_are_deleted(rendered):
    for name, days in (("old.pdf", 31), ("new.pdf", 29)):
        path = rendered / name
        path.write_bytes(b"%PDF")
        made = time.time() - days * 24 * 60 * 60
        os.utime(path, (made, made))
    assert prune()["rendered reports"] == 1
    assert [path.name for path in rendered.iterdir()] == ["new.pdf"]


def test_a_missing_folder_of_rendered_reports_is_no_error(settings, tmp_path):
    settings.RENDERED_ROOT = tmp_path / "none"
    assert prune()["rendered reports"] == 0


def test_a_draft_is_kept_for_sixty_days(iom_draft, iom_writer):
    keep_draft("/desk/", [], title="Desk", submission=iom_draft, session="s", by=iom_writer)

    assert prune_in(days=59)["kept drafts"] == 0
    assert prune_in(days=61)["kept drafts"] == 1
