"""dismiss and recall: who may, with what reason, and until when a dismissal holds."""

import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.entries import save_entry
from reporting.actions.findings import (
    DismissalRefused,
    dismiss,
    findings_of_chapter,
    findings_of_year,
    recall,
    review_entry,
)
from reporting.actions.reviews import reopen
from reporting.actions.submissions import findings_of
from reporting.enums import LogAct
from reporting.models import Dismissal, LogEntry
from tests.factories import content, submission_at_status, write_entry

pytestmark = pytest.mark.django_db

TEXT = "The press press was invited."
CODE = "words.doubled"


@pytest.fixture
def entry(iom_draft, iom_writer):
    return write_entry(iom_draft, text=TEXT, by=iom_writer).entry


def found(chapter, code=CODE):
    [judged] = [one for one in findings_of_chapter(chapter) if one.finding.code == code]
    return judged


def leave(chapter, by, reason="A quotation."):
    return dismiss(chapter.reporting_year, found(chapter), reason=reason, by=by)


@pytest.mark.parametrize("who", ["iom_writer", "iom_focal_point", "secretariat"])
def test_who_writes_the_chapter_dismisses_with_a_reason(who, iom_draft, entry, request):
    by = request.getfixturevalue(who)
    dismissal = leave(iom_draft, by, " A quotation. ")

    assert found(iom_draft).dismissal == dismissal
    assert (dismissal.reason, dismissal.dismissed_by) == ("A quotation.", by)
    assert (dismissal.chapter, dismissal.entry) == ("iom", "2013-iom-1")


def test_a_finding_in_a_reopened_chapter_is_dismissed(iom_draft, iom_writer, secretariat, entry):
    """A copy of the chapter is public meanwhile: the finding is about the chapter itself."""
    accepted = submission_at_status(iom_draft, "accepted", by=secretariat)
    reopened = reopen(accepted, reason="A date.", by=secretariat)
    dismissal = leave(reopened, iom_writer)

    assert LogEntry.objects.get(act=LogAct.DISMISS).submission == reopened
    recall(dismissal, by=iom_writer)


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_nobody_else_dismisses_or_takes_back(who, iom_draft, iom_writer, entry, request):
    with pytest.raises(NotPermitted, match="belongs to International Organization for Migration"):
        leave(iom_draft, request.getfixturevalue(who))
    dismissal = leave(iom_draft, iom_writer)
    with pytest.raises(NotPermitted):
        recall(dismissal, by=request.getfixturevalue(who))


def test_what_is_about_the_report_is_the_secretariats(open_year_2013, iom_writer, secretariat):
    [judged] = [
        one
        for one in findings_of_year(open_year_2013)
        if one.finding.code == "document.no-highlights"
    ]
    with pytest.raises(NotPermitted, match="the whole report"):
        dismiss(open_year_2013, judged, reason="None.", by=iom_writer)
    assert dismiss(open_year_2013, judged, reason="None.", by=secretariat).chapter == ""


def test_a_blocker_cannot_be_dismissed(open_year_2013, iom_draft, secretariat):
    with pytest.raises(DismissalRefused, match="cannot be dismissed"):
        dismiss(
            open_year_2013,
            found(iom_draft, "document.empty-chapter"),
            reason="So what.",
            by=secretariat,
        )


@pytest.mark.parametrize("reason", ["", " \n", "a\x07b", "x" * 10_001])
def test_a_reason_is_required(reason, iom_draft, iom_writer, entry):
    with pytest.raises(DismissalRefused):
        leave(iom_draft, iom_writer, reason)
    assert not Dismissal.objects.exists()


def test_the_same_finding_twice_says_who_was_first(iom_draft, iom_writer, secretariat, entry):
    leave(iom_draft, iom_writer)
    with pytest.raises(DismissalRefused, match="dismissed this finding already: A quotation"):
        leave(iom_draft, secretariat, "Mine.")


def test_a_change_of_the_text_brings_it_back(iom_draft, iom_writer, entry):
    leave(iom_draft, iom_writer)
    save_entry(iom_draft, content(text=f"{TEXT} It came."), entry=entry, based_on=1, by=iom_writer)

    assert found(iom_draft).dismissal is None


def test_a_change_elsewhere_does_not(iom_draft, iom_writer, entry):
    dismissal = leave(iom_draft, iom_writer)
    write_entry(iom_draft, text="Another item.", by=iom_writer)

    assert found(iom_draft).dismissal == dismissal


def test_the_form_of_the_entry_tells_it_no_more(iom_draft, iom_writer, entry):
    leave(iom_draft, iom_writer)

    look = review_entry(iom_draft, content(text=TEXT), reference=entry.reference)
    assert CODE not in {one.code for one in look.findings}


def test_the_step_of_submitting_tells_it_no_more(iom_draft, iom_writer, entry):
    assert CODE in {one.code for one in findings_of(iom_draft)}
    leave(iom_draft, iom_writer)
    assert CODE not in {one.code for one in findings_of(iom_draft)}


def test_what_is_taken_back_stands_again(iom_draft, iom_writer, entry):
    recall(leave(iom_draft, iom_writer), by=iom_writer)

    assert found(iom_draft).dismissal is None


def test_both_are_logged(iom_draft, iom_writer, entry):
    recall(leave(iom_draft, iom_writer), by=iom_writer)

    acts = LogEntry.objects.filter(act__in=[LogAct.DISMISS, LogAct.RECALL]).order_by("id")
    assert [(one.act, one.submission, one.by) for one in acts] == [
        ("dismiss", iom_draft, iom_writer),
        ("recall", iom_draft, iom_writer),
    ]
    assert "A quotation." in acts[0].note


def test_a_draft_of_another_implementer_is_named_to_nobody_but_the_secretariat(
    iom_draft, unhcr_draft, iom_writer, unhcr_writer, secretariat
):
    text = "A regional course on asylum procedures for border officials was held for a whole week."
    ours = write_entry(iom_draft, text=text, by=iom_writer).entry.reference
    theirs = write_entry(unhcr_draft, text=text, by=unhcr_writer).entry.reference

    def named(judged):
        return {ref for one in judged for ref in (one.finding.entry, *one.finding.also)}

    of_the_year = findings_of_year(iom_draft.reporting_year)
    assert any({ours, theirs} <= {one.finding.entry, *one.finding.also} for one in of_the_year)
    assert theirs not in named(findings_of_chapter(iom_draft))
    submission_at_status(unhcr_draft, "accepted", by=secretariat)
    assert theirs in named(findings_of_chapter(iom_draft))
