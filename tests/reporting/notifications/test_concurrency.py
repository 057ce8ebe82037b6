"""Two runs at the same moment, on a database where that is possible."""

import datetime
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core import mail
from django.db import connection, connections

from implementers.models import Implementer, Membership, Role, User
from program.models import Program
from reporting.models import Digest, Notification, ReportingYear, Submission
from reporting.notifications.sending import send_due

TODAY = datetime.date(2049, 1, 7)
RUNS = 3


@pytest.fixture
def committed_year(django_db_setup, django_db_blocker):
    """A year that other connections see, with two people; taken away by hand afterwards."""
    with django_db_blocker.unblock():
        if connection.vendor != "postgresql":
            pytest.skip("an SQLite in memory has one connection at a time")
        iom = Implementer.objects.get(slug="iom")
        year = ReportingYear.objects.create(
            program=Program.objects.current().get(),
            year=2049,
            title="2049",
            opens_on=TODAY,
            due_on=TODAY + datetime.timedelta(days=60),
        )
        Submission.objects.create(reporting_year=year, implementer=iom, position=1)
        for name in ("one", "two"):
            user = User.objects.create(username=name, email=f"{name}@iom.int")
            Membership.objects.create(user=user, implementer=iom, role=Role.WRITER)
        yield year
        Notification.objects.all().delete()
        Digest.objects.all().delete()
        year.submissions.all().delete()
        year.delete()
        Membership.objects.all().delete()
        Membership.history.all().delete()
        User.objects.filter(username__in=["one", "two"]).delete()


def test_runs_at_the_same_moment_send_each_message_once(committed_year, settings):
    settings.EMAIL_BACKEND = "tests.reporting.notifications.backends.Slow"
    start = Barrier(RUNS)

    def run(_number):
        try:
            start.wait()
            return send_due(TODAY)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(RUNS) as pool:
        outcomes = list(pool.map(run, range(RUNS)))
    assert [outcome.failures for outcome in outcomes] == [[]] * RUNS
    assert sum(outcome.sent for outcome in outcomes) == 2
    assert sorted(message.to[0] for message in mail.outbox) == ["one@iom.int", "two@iom.int"]
    assert Notification.objects.filter(sent_at__isnull=True).count() == 0
