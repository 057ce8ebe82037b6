import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.reviews import accept
from reporting.actions.submissions import (
    ChapterTexts,
    ChapterTextsConflict,
    ChapterTextsInvalid,
    declare_nothing_to_report,
    findings_of,
    save_chapter_texts,
    submit,
    texts_of,
    withdraw,
)
from reporting.checks.finding import Finding, Severity
from reporting.models import Submission
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

    with pytest.raises(TransitionDenied, match="Nothing has a date"):
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


@pytest.mark.parametrize("reason", ["", "  ", "a\0b", "x" * 10_001])
def test_nothing_to_report_needs_a_reason(reason, iom_draft, iom_focal_point):
    with pytest.raises(TransitionDenied):
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


# The words of a chapter, and what the checks say of it


def test_a_writer_changes_the_words_of_a_chapter(iom_draft, iom_writer):
    words = ChapterTexts(heading="IOM", lead_executed="All is met.")
    save_chapter_texts(iom_draft, words, by=iom_writer)

    assert texts_of(row(iom_draft)) == words


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_nobody_else_changes_them(who, iom_draft, request):
    before = texts_of(iom_draft)

    with pytest.raises(NotPermitted):
        save_chapter_texts(iom_draft, ChapterTexts(), by=request.getfixturevalue(who))
    assert texts_of(row(iom_draft)) == before


def test_the_words_of_a_submitted_chapter_stay(iom_draft, iom_focal_point):
    submit(iom_draft, by=iom_focal_point)

    with pytest.raises(NotInThisState):
        save_chapter_texts(iom_draft, ChapterTexts(), by=iom_focal_point)


def test_words_that_cannot_be_printed_are_refused_each_at_its_part(iom_draft, iom_writer):
    words = ChapterTexts(heading="x" * 301, preamble="a\x07b", lead_planned="\0")

    with pytest.raises(ChapterTextsInvalid) as refused:
        save_chapter_texts(iom_draft, words, by=iom_writer)
    assert [problem.place for problem in refused.value.problems] == [
        "heading",
        "preamble",
        "lead_planned",
    ]


def test_a_heading_is_one_line(iom_draft, iom_writer):
    with pytest.raises(ChapterTextsInvalid, match="one line"):
        save_chapter_texts(iom_draft, ChapterTexts(heading="a\nb"), by=iom_writer)


def test_words_that_others_changed_are_not_overwritten(iom_draft, iom_writer):
    shown = texts_of(iom_draft)
    theirs = ChapterTexts(heading="Theirs")
    save_chapter_texts(iom_draft, theirs, based_on=shown, by=iom_writer)

    with pytest.raises(ChapterTextsConflict) as stale:
        save_chapter_texts(iom_draft, ChapterTexts(), based_on=shown, by=iom_writer)
    assert stale.value.latest == theirs


def test_an_empty_chapter_is_a_blocker(iom_draft):
    assert [(found.code, found.severity) for found in findings_of(iom_draft)] == [
        ("nothing-entered", "blocker")
    ]


def test_the_findings_of_entries_say_which(iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)
    write_entry(iom_draft, activities=("1",), by=iom_writer)

    assert ("activities.not-assigned", "2013-iom-2", "activities") in [
        (found.code, found.entry, found.place) for found in findings_of(iom_draft)
    ]


def test_the_chapter_as_a_whole_is_judged_too(iom_draft, iom_writer):
    write_entry(iom_draft, by=iom_writer)

    assert "plans.nothing-next-year" in {found.code for found in findings_of(iom_draft)}


def test_what_compares_chapters_is_told_of_what_is_public(iom_draft, unhcr_draft, secretariat):
    text = "A workshop on labour inspection for officials of the Caribbean."
    write_entry(iom_draft, text=text, by=secretariat)
    write_entry(unhcr_draft, text=text, by=secretariat)
    code = "plans.told-twice-across-chapters"

    assert code not in {found.code for found in findings_of(iom_draft)}
    submission_at_status(unhcr_draft, "accepted", by=secretariat)
    assert code in {found.code for found in findings_of(iom_draft)}
    assert code not in {found.code for found in findings_of(unhcr_draft)}


def test_no_sentence_stops_a_chapter(iom_draft, iom_writer, iom_focal_point):
    write_entry(iom_draft, text="Held on 31 June 2013, press press, (", by=iom_writer)
    found = findings_of(iom_draft)

    assert "dates.impossible" in {one.code for one in found}
    assert submit(iom_draft, findings=found, by=iom_focal_point).status == "submitted"
