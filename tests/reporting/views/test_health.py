"""/health/ and /health/ready/ : for whatever watches the server."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from implementers.outbox import queue_message
from reporting.queries.readiness import MAIL_MINUTES, TASK_MINUTES
from reporting.tasks import issue_edition
from tests.prepared import ROOT

DATABASE_BACKEND = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def readiness(client) -> tuple[int, dict[str, str]]:
    response = client.get("/health/ready/")
    lines = response.content.decode().splitlines()
    return response.status_code, dict(line.split(": ", 1) for line in lines)


def test_the_process_answers_without_the_database(client):
    """pytest refuses queries here: the test does not ask for a database."""
    response = client.get("/health/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/health/", "/health/ready/"])
def test_no_cache_keeps_the_answer(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.django_db
def test_it_is_ready_when_nothing_is_wrong(client):
    names = ("database", "migrations", "disk", "queue", "mail")
    assert readiness(client) == (200, dict.fromkeys(names, "ok"))


@pytest.mark.django_db
def test_a_migration_that_is_not_applied_is_reported(client):
    newest = max(
        name
        for app, name in MigrationRecorder(connection).applied_migrations()
        if app == "reporting"
    )
    MigrationRecorder(connection).record_unapplied("reporting", newest)
    status, answers = readiness(client)
    assert status == 503
    assert answers["migrations"] == "1 not applied; run `manage.py migrate`"


@pytest.mark.django_db
def test_little_space_on_disk_is_reported(client, settings, tmp_path, caplog):
    settings.RENDERED_ROOT = tmp_path / "not" / "made" / "yet"
    settings.MIN_FREE_DISK_MB = 10**9
    status, answers = readiness(client)
    assert [(line.levelname, line.getMessage()) for line in caplog.records] == [
        ("WARNING", "Not ready: disk")
    ]
    assert status == 503
    assert answers["disk"].endswith("MB free, less than 1000000000; free some space")
    assert answers["database"] == "ok"


@pytest.mark.django_db
def test_tasks_that_no_worker_takes_are_reported(client, settings):
    settings.TASKS = DATABASE_BACKEND
    issue_edition.enqueue(1)
    assert readiness(client)[1]["queue"] == "ok"
    later = timezone.now() + timedelta(minutes=TASK_MINUTES + 1)
    with time_machine.travel(later):
        status, answers = readiness(client)
    assert status == 503
    assert answers["queue"] == (
        f"1 waiting for more than {TASK_MINUTES} minutes; start `manage.py db_worker`"
    )


def test_a_database_that_cannot_be_asked_is_reported(client, tmp_path):
    """Another process, whose database file is in a folder that is not there."""
    address = f"sqlite:///{tmp_path / 'none' / 'portal.sqlite3'}"
    code = """
from django.test import Client
response = Client(SERVER_NAME="localhost").get("/health/ready/")
print(response.status_code, response.content.decode(), sep=chr(10))
"""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": address, "RENDERED_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *lines = done.stdout.split("\n")
    assert status == "503"
    assert lines[0] == "database: the database cannot be asked; the log has the error"
    assert "unable to open database file" in done.stderr


@pytest.mark.django_db
def test_mail_that_is_not_sent_is_reported(client):
    queue_message(EmailMessage("Subject", "Text", to=["somebody@example.org"]))
    assert readiness(client)[1]["mail"] == "ok"
    later = timezone.now() + timedelta(minutes=MAIL_MINUTES + 1)
    with time_machine.travel(later):
        status, answers = readiness(client)
    assert status == 503
    assert answers["mail"].endswith("run `manage.py send_due_mail`")
