import pytest

from reporting.actions.refusals import StepRefused
from reporting.actions.reviews import accept
from reporting.actions.submissions import declare_nothing_to_report, submit, withdraw
from reporting.checks.finding import Finding, Severity
from reporting.models import Submission
from reporting.permissions import NotPermitted
from reporting.policies import NotInThisState
from tests.factories import submission_at_status, write_entry


def row(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def test_a_focal_point_submits(iom_draft, iom_focal_point):
    submit(iom_draft, by=iom_focal_point)

    chapter = row(iom_draft)
    assert (chapter.status, chapter.submitted_by) == ("submitted", iom_focal_point)
    assert chapter.submitted_at is not None


@pytest.mark.parametrize("who", ["iom_writer", "unhcr_writer", "administrator", "stranger"])
def test_nobody_else_of_the_house_submits(who, iom_draft, request):
    with pytest.raises(NotPermitted):
        submit(iom_draft, by=request.getfixturevalue(who))
    assert row(iom_draft).status == "draft"


def test_a_blocker_stops_it_and_says_why(iom_draft, iom_focal_point):
    blocker = Finding("no-date", Severity.BLOCKER, "Nothing has a date.")

    with pytest.raises(StepRefused, match="Nothing has a date"):
        submit(iom_draft, findings=[blocker], by=iom_focal_point)
    assert row(iom_draft).status == "draft"


def test_a_warning_does_not_stop_it(iom_draft, iom_focal_point):
    warning = Finding("no-date", Severity.WARNING, "Nothing has a date.")

    assert submit(iom_draft, findings=[warning], by=iom_focal_point).status == "submitted"


def test_what_is_submitted_is_not_submitted_again(iom_draft, iom_focal_point):
    submit(iom_draft, by=iom_focal_point)

    with pytest.raises(NotInThisState):
        submit(iom_draft, by=iom_focal_point)


def test_nothing_to_report_is_declared_with_its_reason(iom_draft, iom_focal_point):
    declare_nothing_to_report(iom_draft, reason="No funds came.", by=iom_focal_point)

    chapter = row(iom_draft)
    assert (chapter.status, chapter.nothing_to_report) == ("submitted", True)
    assert chapter.nothing_to_report_reason == "No funds came."
    assert chapter.submitted_by == iom_focal_point


@pytest.mark.parametrize("reason", ["", "  ", "a\0b"])
def test_nothing_to_report_needs_a_reason(reason, iom_draft, iom_focal_point):
    with pytest.raises(StepRefused):
        declare_nothing_to_report(iom_draft, reason=reason, by=iom_focal_point)


def test_who_has_entries_has_something_to_report(iom_draft, iom_focal_point):
    write_entry(iom_draft, by=iom_focal_point)

    with pytest.raises(NotInThisState, match="has entries"):
        declare_nothing_to_report(iom_draft, reason="None.", by=iom_focal_point)


def test_a_focal_point_withdraws(iom_draft, iom_focal_point):
    declare_nothing_to_report(iom_draft, reason="No funds came.", by=iom_focal_point)
    withdraw(iom_draft, by=iom_focal_point)

    chapter = row(iom_draft)
    assert (chapter.status, chapter.nothing_to_report) == ("draft", False)
    assert (chapter.submitted_at, chapter.submitted_by) == (None, None)
    assert chapter.nothing_to_report_reason == "No funds came."


def test_the_secretariat_does_not_withdraw(iom_draft, secretariat):
    submit(iom_draft, by=secretariat)

    with pytest.raises(NotPermitted):
        withdraw(iom_draft, by=secretariat)


def test_the_secretariat_accepts(iom_draft, secretariat):
    submit(iom_draft, by=secretariat)
    accept(iom_draft, by=secretariat)

    chapter = row(iom_draft)
    assert (chapter.status, chapter.accepted_by) == ("accepted", secretariat)
    assert chapter.accepted_at is not None


@pytest.mark.parametrize("status", ["draft", "accepted"])
def test_only_what_is_submitted_is_accepted(status, iom_draft, secretariat):
    submission_at_status(iom_draft, status, by=secretariat)

    with pytest.raises(NotInThisState):
        accept(iom_draft, by=secretariat)


def test_a_focal_point_does_not_accept(iom_draft, iom_focal_point):
    submit(iom_draft, by=iom_focal_point)

    with pytest.raises(NotPermitted):
        accept(iom_draft, by=iom_focal_point)
