"""What a chapter's people hear of its review."""

import time_machine
from django.core import mail

from program.rich_text import from_plain
from reporting.actions.reviews import accept, reopen, return_chapter
from reporting.actions.submissions import submit


def test_a_returned_chapter_is_told_with_its_comment(chapter, secretariat, iom_writer, run):
    with time_machine.travel("2013-01-07T12:00:00Z"):
        submit(chapter, by=secretariat)
        return_chapter(chapter, comment=from_plain("Say <where> it was."), by=secretariat)
        run("2013-01-07")

    (message,) = mail.outbox
    assert "It says: “Say <where> it was.”" in message.body
    assert "Say &lt;where&gt; it was." in message.alternatives[0].content


def test_a_reopened_chapter_is_told_with_its_reason(chapter, secretariat, iom_writer, run):
    with time_machine.travel("2013-01-07T12:00:00Z"):
        submit(chapter, by=secretariat)
        accept(chapter, by=secretariat)
        reopen(chapter, reason="A wrong date.", by=secretariat)
        run("2013-01-07")

    assert "It says: “A wrong date.”" in mail.outbox[0].body


def test_an_accepted_chapter_is_told_once_and_not_for_its_published_copy(
    chapter, secretariat, iom_writer, run
):
    with time_machine.travel("2013-01-07T12:00:00Z"):
        submit(chapter, by=secretariat)
        accept(chapter, by=secretariat)
        run("2013-01-07")
    assert [message.subject for message in mail.outbox] == ["Accepted: IOM, 2013"]

    with time_machine.travel("2013-01-08T12:00:00Z"):
        reopen(chapter, reason="A wrong date.", by=secretariat)
        run("2013-01-08")
        run("2013-01-09")
    told = ["accepted the chapter" in message.body for message in mail.outbox]
    assert told == [True, False]
