"""A year with known dates, its chapter of IOM, and the two people who work on it."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from program.models import Program
from reporting.actions.years import open_year
from reporting.enums import SubmissionStatus
from reporting.models import ReportingYear, Submission
from reporting.notifications.sending import SendResult, send_due
from tests.cast import chapter_of
from tests.reporting.notifications.backends import REFUSED

OPENED = datetime.date(2013, 1, 7)
DUE = datetime.date(2013, 3, 1)


@pytest.fixture
def year(secretariat) -> ReportingYear:
    program = Program.objects.current().get()
    return open_year(program, 2013, opens_on=OPENED, due_on=DUE, by=secretariat)


@pytest.fixture
def chapter(year) -> Submission:
    return chapter_of(year, "iom")


@pytest.fixture
def people(iom_writer, iom_focal_point) -> list[str]:
    return [iom_focal_point.email, iom_writer.email]


@pytest.fixture
def run():
    """Runs what cron runs, on a day: `run("2013-02-26")` or `run(date)`."""

    def run(day: datetime.date | str) -> SendResult:
        if isinstance(day, str):
            day = datetime.date.fromisoformat(day)
        return send_due(day)

    return run


@pytest.fixture
def outbox():
    """(address, subject) of each message so far, in the order sent."""
    return lambda: [(message.to[0], message.subject) for message in mail.outbox]


@pytest.fixture
def picky(settings):
    settings.EMAIL_BACKEND = "tests.reporting.notifications.backends.Picky"
    yield REFUSED
    REFUSED.clear()


def moment(day: str) -> datetime.datetime:
    """Noon of a day, in the secretariat's time."""
    noon = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(12))
    return timezone.make_aware(noon)


def step(chapter: Submission, status: str, day: str, by) -> None:
    """Bring the chapter to a status as of a day."""
    columns = {"status": status}
    if status != SubmissionStatus.DRAFT:
        columns |= {f"{status}_at": moment(day), f"{status}_by": by}
    Submission.objects.filter(pk=chapter.pk).update(**columns)
