"""`manage.py send_due_mail`: what it prints and how it ends."""

import pytest
from django.core import mail

from reporting.models import Notification
from tests.reporting.notifications.conftest import chapter, people, picky, year

__all__ = ["chapter", "people", "picky", "year"]


def test_it_says_how_much_it_sent(run, year, people):
    outcome = run("send_due_mail", "--today", "2013-01-07")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "New: 2. Messages sent: 2. Failed: 0.\n"
    assert len(mail.outbox) == 2


def test_without_a_day_it_is_today(run, open_year_2013, iom_writer):
    assert run("send_due_mail").out == "New: 1. Messages sent: 1. Failed: 0.\n"
    assert Notification.objects.get().kind == "year_opened"


@pytest.mark.parametrize("words", ["tomorrow", "2013-02-30", ""])
def test_what_is_no_day_is_refused_in_one_line(words, run, year, people):
    outcome = run("send_due_mail", "--today", words)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == f"“{words}” is not a day; write it as 2013-02-28.\n"
    assert mail.outbox == []


def test_a_failure_is_told_on_stderr_and_ends_with_1(run, year, people, picky):
    picky.add(people[0])
    outcome = run("send_due_mail", "--today", "2013-01-07")
    assert outcome.code == 1
    assert outcome.err.startswith(f"Not sent to {people[0]}: ")
    assert outcome.out == "New: 2. Messages sent: 1. Failed: 1.\n"
