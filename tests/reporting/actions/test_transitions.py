"""A step that was decided on a version that is not there any more does not happen."""

from collections.abc import Callable

import pytest

from reporting.actions.entries import save_entry
from reporting.actions.exceptions import ContentChanged
from reporting.actions.reviews import accept, begin_review, reopen, return_chapter
from reporting.actions.submissions import (
    declare_nothing_to_report,
    submit,
    withdraw,
)
from reporting.checks.finding import Finding, Severity
from reporting.enums import SubmissionStatus
from reporting.models import LogEntry, Remark, Submission
from tests.factories import content, submission_at_status, write_entry

# Each act with the status in which it is possible.
STEPS: dict[str, tuple[str, Callable[..., Submission]]] = {
    "submit": ("draft", submit),
    "declare nothing": (
        "draft",
        lambda chapter, **how: declare_nothing_to_report(chapter, reason="No funds.", **how),
    ),
    "withdraw": ("submitted", withdraw),
    "return": (
        "submitted",
        lambda chapter, **how: return_chapter(chapter, comment="Say where.", **how),
    ),
    "accept": ("submitted", accept),
    "reopen": ("accepted", lambda chapter, **how: reopen(chapter, reason="A date.", **how)),
}


def version(chapter: Submission) -> int:
    return Submission.objects.get(pk=chapter.pk).content_version


@pytest.fixture(params=STEPS)
def step(request, iom_draft, secretariat, iom_focal_point):
    status, act = STEPS[request.param]
    chapter = submission_at_status(iom_draft, status, by=secretariat)
    by = iom_focal_point if request.param == "withdraw" else secretariat
    return lambda expected: act(chapter, expected_version=expected, by=by)


def test_a_step_on_the_version_that_was_read_happens(step, iom_draft):
    read = version(iom_draft)
    assert step(read).content_version == read + 1


def test_a_step_on_another_version_is_refused_and_changes_nothing(step, iom_draft):
    def held() -> tuple[object, ...]:
        chapters = [*Submission.objects.order_by("pk").values()]
        return chapters, LogEntry.objects.count(), Remark.objects.count()

    now, before = version(iom_draft), held()
    for other in (now - 1, now + 1, 0):
        with pytest.raises(ContentChanged) as refused:
            step(other)
        assert (refused.value.owner, refused.value.version) == (iom_draft, other)
    assert held() == before


def test_a_chapter_rewritten_under_review_is_not_accepted(
    iom_draft, iom_writer, iom_focal_point, secretariat
):
    """The secretariat reads; the focal point withdraws, rewrites and submits again."""
    entry = write_entry(iom_draft, by=iom_writer).entry
    submit(iom_draft, by=iom_focal_point)
    read = version(iom_draft)
    withdraw(iom_draft, by=iom_focal_point)
    save_entry(iom_draft, content(text="Nobody read this."), entry=entry, based_on=1, by=iom_writer)
    submit(iom_draft, by=iom_focal_point)

    with pytest.raises(ContentChanged):
        accept(iom_draft, expected_version=read, by=secretariat)
    iom_draft.refresh_from_db()
    assert iom_draft.status == SubmissionStatus.SUBMITTED


def test_a_chapter_that_was_only_submitted_again_is_not_accepted_either(
    iom_draft, iom_focal_point, secretariat
):
    submit(iom_draft, by=iom_focal_point)
    read = version(iom_draft)
    withdraw(iom_draft, by=iom_focal_point)
    submit(iom_draft, by=iom_focal_point)

    with pytest.raises(ContentChanged):
        accept(iom_draft, expected_version=read, by=secretariat)


def test_who_began_the_review_accepts_on_the_same_page(iom_draft, secretariat):
    chapter = submission_at_status(iom_draft, "submitted", by=secretariat)
    read = version(chapter)
    begin_review(chapter, by=secretariat)

    assert accept(chapter, expected_version=read, by=secretariat).status == "accepted"


def test_findings_of_another_version_do_not_submit(iom_draft, iom_writer, iom_focal_point):
    """A colleague adds an entry while the checks run: what they found is not of what is there."""
    write_entry(iom_draft, by=iom_writer)
    read = version(iom_draft)
    write_entry(iom_draft, by=iom_writer)

    with pytest.raises(ContentChanged):
        submit(iom_draft, findings=(), expected_version=read, by=iom_focal_point)


def test_findings_of_another_version_are_not_held_against_the_chapter(
    iom_draft, iom_writer, iom_focal_point
):
    read = version(iom_draft)
    write_entry(iom_draft, by=iom_writer)
    blocker = Finding("nothing-entered", Severity.BLOCKER, "Nothing is entered.")

    with pytest.raises(ContentChanged):
        submit(iom_draft, findings=(blocker,), expected_version=read, by=iom_focal_point)


def test_the_log_holds_the_version_of_each_change(iom_draft, iom_writer, iom_focal_point):
    entry = write_entry(iom_draft, by=iom_writer).entry
    save_entry(iom_draft, content(text="Changed."), entry=entry, based_on=1, by=iom_writer)
    submit(iom_draft, by=iom_focal_point)
    lines = LogEntry.objects.filter(submission=iom_draft).order_by("pk")

    assert list(lines.values_list("act", "content_version")) == [
        ("add", 2),
        ("edit", 3),
        ("submit", 4),
    ]
    assert list(entry.versions.values_list("content_version", flat=True).order_by("number")) == [
        2,
        3,
    ]
