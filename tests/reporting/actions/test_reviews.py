"""Review: begun, returned with a comment, accepted, reopened with a reason, extended."""

import datetime

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from reporting import policies
from reporting.actions.entries import save_entry
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import declare_nothing_to_report, submit, withdraw
from reporting.models import LogEntry, Remark, Submission
from reporting.policies import NotInThisState
from reporting.workflow import Act
from tests.factories import content, submission_at_status, write_entry

NOT_THE_SECRETARIAT = ["iom_writer", "iom_focal_point", "unhcr_writer", "administrator", "stranger"]
VERBS = {
    "begin_review": lambda chapter, by: begin_review(chapter, by=by),
    "return": lambda chapter, by: return_chapter(chapter, comment="Where?", by=by),
    "accept": lambda chapter, by: accept(chapter, by=by),
    "reopen": lambda chapter, by: reopen(chapter, reason="A wrong date.", by=by),
    "extend": lambda chapter, by: extend(chapter, until=timezone.localdate(), by=by),
}
# In which status each verb of the secretariat works, and which it leads to; elsewhere none does.
LEADS = {
    ("draft", "extend"): "draft",
    ("returned", "extend"): "returned",
    ("submitted", "begin_review"): "submitted",
    ("submitted", "return"): "returned",
    ("submitted", "accept"): "accepted",
    ("accepted", "reopen"): "returned",
}


def row(chapter: Submission) -> Submission:
    return Submission.objects.select_related("reporting_year", "implementer").get(pk=chapter.pk)


@pytest.fixture
def submitted(iom_draft, iom_focal_point) -> Submission:
    write_entry(iom_draft, by=iom_focal_point)
    return submit(iom_draft, by=iom_focal_point)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("status", ["draft", "submitted", "returned", "accepted"])
def test_each_verb_works_in_its_statuses_alone(status, verb, iom_draft, secretariat):
    chapter = submission_at_status(iom_draft, status, by=secretariat)
    leads = LEADS.get((status, verb))
    if leads is None:
        with pytest.raises(NotInThisState):
            VERBS[verb](chapter, secretariat)
    else:
        VERBS[verb](chapter, secretariat)
    assert row(chapter).status == (leads or status)


@pytest.mark.parametrize("who", NOT_THE_SECRETARIAT)
@pytest.mark.parametrize(("status", "verb"), LEADS)
def test_nobody_but_the_secretariat_does_it(status, verb, who, iom_draft, secretariat, request):
    chapter = submission_at_status(iom_draft, status, by=secretariat)

    with pytest.raises(NotPermitted):
        VERBS[verb](chapter, request.getfixturevalue(who))
    assert row(chapter).status == status


def test_a_review_that_has_begun_stops_withdrawing(submitted, secretariat, iom_focal_point):
    begin_review(submitted, by=secretariat)

    with pytest.raises(NotInThisState, match="has begun to review"):
        withdraw(submitted, by=iom_focal_point)
    assert row(submitted).status == "submitted"


def test_before_that_it_can_be_withdrawn(submitted, iom_focal_point):
    assert withdraw(submitted, by=iom_focal_point).status == "draft"


def test_beginning_a_review_twice_is_beginning_it_once(submitted, secretariat):
    begin_review(submitted, by=secretariat)
    first = row(submitted).review_begun_at
    begin_review(submitted, by=secretariat)  # with the row as it was before

    assert row(submitted).review_begun_at == first
    assert LogEntry.objects.filter(act="begin_review").count() == 1


def test_what_is_submitted_again_is_reviewed_anew(submitted, secretariat, iom_focal_point):
    begin_review(submitted, by=secretariat)
    return_chapter(submitted, comment="Where?", by=secretariat)
    submit(submitted, by=iom_focal_point)

    assert row(submitted).review_begun_at is None
    assert policies.allows(row(submitted), Act.WITHDRAW)


def test_a_returned_chapter_keeps_its_comment(submitted, secretariat):
    return_chapter(submitted, comment=" Say where it was. ", by=secretariat)

    chapter = row(submitted)
    assert (chapter.status, chapter.returned_by) == ("returned", secretariat)
    assert chapter.returned_at is not None
    remark = Remark.objects.get()
    assert (remark.kind, remark.text) == ("return", "Say where it was.")
    assert (remark.submission, remark.entry, remark.written_by) == (chapter, None, secretariat)


@pytest.mark.parametrize("words", ["", " \n", "a\0b", "x" * 10_001])
def test_returning_needs_a_comment_and_reopening_a_reason(words, iom_draft, secretariat):
    chapter = submission_at_status(iom_draft, "submitted", by=secretariat)
    with pytest.raises(TransitionDenied):
        return_chapter(chapter, comment=words, by=secretariat)
    accept(chapter, by=secretariat)
    with pytest.raises(TransitionDenied):
        reopen(chapter, reason=words, by=secretariat)

    assert row(chapter).status == "accepted"
    assert not Remark.objects.exists()


def test_returned_with_nothing_to_report_it_may_report_after_all(
    iom_draft, iom_focal_point, secretariat
):
    declare_nothing_to_report(iom_draft, reason="No funds came.", by=iom_focal_point)
    return_chapter(iom_draft, comment="There was a course in May.", by=secretariat)
    write_entry(iom_draft, by=iom_focal_point)
    submit(iom_draft, by=iom_focal_point)

    assert row(iom_draft).nothing_to_report is False


def test_reopening_says_why_and_keeps_when_it_was_accepted(submitted, secretariat):
    accepted = accept(submitted, by=secretariat)
    reopen(accepted, reason="A wrong date.", by=secretariat)

    chapter = row(submitted)
    assert (chapter.status, chapter.accepted_at) == ("returned", accepted.accepted_at)
    assert (Remark.objects.get().kind, Remark.objects.get().text) == ("reopen", "A wrong date.")


def test_once_issued_nothing_is_reopened(submitted, secretariat):
    chapter = accept(submitted, by=secretariat)
    year = chapter.reporting_year
    year.issued_at = timezone.now()
    year.save()

    with pytest.raises(NotInThisState, match="is issued"):
        reopen(chapter, reason="A wrong date.", by=secretariat)


@pytest.fixture
def closed(iom_draft) -> Submission:
    year = iom_draft.reporting_year
    year.closed_at = timezone.now() - datetime.timedelta(hours=1)
    year.save()
    return row(iom_draft)


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (3, True)])
def test_an_extension_opens_one_chapter_of_a_closed_year(
    days, is_open, closed, iom_writer, secretariat
):
    with pytest.raises(NotInThisState, match="is closed"):
        write_entry(closed, by=iom_writer)
    extend(closed, until=timezone.localdate() + datetime.timedelta(days=days), by=secretariat)

    assert policies.is_open_for(row(closed)) is is_open
    assert save_entry(row(closed), content(), by=iom_writer).entry.pk


def test_an_extension_that_has_passed_opens_nothing(closed):
    closed.extended_until = timezone.localdate() - datetime.timedelta(days=1)

    assert not policies.allows(closed, Act.EDIT)


def test_another_chapter_of_the_year_stays_closed(closed, unhcr_draft, unhcr_writer, secretariat):
    extend(closed, until=timezone.localdate(), by=secretariat)

    with pytest.raises(NotInThisState):
        write_entry(unhcr_draft, by=unhcr_writer)


def test_a_day_that_has_passed_is_no_extension(closed, secretariat):
    with pytest.raises(TransitionDenied, match="has passed"):
        extend(closed, until=timezone.localdate() - datetime.timedelta(days=1), by=secretariat)
