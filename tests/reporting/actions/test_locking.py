"""The content version: every act that changes content increases it, and no other act does."""

import datetime
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from implementers.models import User
from reporting.actions.editing import keep_draft, note_presence
from reporting.actions.entries import (
    delete_entry,
    move_entry,
    restore_version,
    save_entry,
    set_outcome,
    undelete_entry,
)
from reporting.actions.financing import SourceContent, save_financing
from reporting.actions.findings import JudgedFinding, dismiss, recall
from reporting.actions.highlights import (
    add_highlight,
    move_highlight,
    remove_highlight,
    save_wording,
)
from reporting.actions.narratives import (
    CoverContent,
    NarrativeContent,
    cover_of,
    move_chapter,
    save_cover,
    save_narrative,
)
from reporting.actions.remarks import answer, resolve, take_suggestion, unresolve, write_remark
from reporting.actions.reviews import accept, begin_review, extend, reopen, return_chapter
from reporting.actions.submissions import (
    ChapterTexts,
    declare_nothing_to_report,
    save_chapter_texts,
    submit,
    texts_of,
    withdraw,
)
from reporting.actions.years import close_year, reopen_year
from reporting.checks.finding import Finding, Severity
from reporting.enums import NarrativeKind
from reporting.exceptions import ReportingError
from reporting.models import Entry, ReportingYear, Submission
from tests.cast import chapter_of
from tests.factories import content, submission_at_status, write_entry

SOURCE = SourceContent(kind="other", text="A grant.")


def version(owner: Submission | ReportingYear) -> int:
    return type(owner).objects.get(pk=owner.pk).content_version


def increase(owner: Submission | ReportingYear, act: Callable[[], object]) -> int:
    """By how much `act` increases the version."""
    before = version(owner)
    act()
    return version(owner) - before


@pytest.fixture
def plan(iom_draft, secretariat) -> Entry:
    return write_entry(iom_draft, kind="planned", by=secretariat).entry


@pytest.fixture
def entry(iom_draft, plan, secretariat) -> Entry:
    return write_entry(iom_draft, by=secretariat).entry


def saved(entry: Entry, by: User, **parts: object) -> Callable[[], object]:
    """What saves the entry with other parts."""
    now = Entry.with_deleted.get(pk=entry.pk)
    changed = content(**parts)
    return lambda: save_entry(now.submission, changed, entry=now, based_on=now.revision, by=by)


def test_a_new_chapter_begins_at_one_and_its_plans_count(iom_draft, year_2012):
    assert version(iom_draft) == 1
    planned = chapter_of(year_2012, "iom")
    assert version(planned) == 1 + planned.entries.count()


@pytest.mark.parametrize(
    "parts",
    [
        {"text": "Another text."},
        {"activities": ("67",)},
        {"countries": (("MEX", "place"),)},
        {"heading": "Training"},
        {"documents": (("Minutes", "https://example.org/minutes"),)},
        {"continues": ("2013-iom-1",)},
    ],
)
def test_each_change_of_an_entry_increases_it(iom_draft, entry, iom_writer, parts):
    assert increase(iom_draft, saved(entry, iom_writer, **parts)) == 1


def test_each_act_on_entries_increases_it(iom_draft, plan, entry, iom_writer):
    by = {"by": iom_writer}
    acts = [
        lambda: write_entry(iom_draft, **by),
        lambda: move_entry(entry, to=2, **by),
        lambda: delete_entry(entry, **by),
        lambda: undelete_entry(entry, **by),
        lambda: set_outcome(plan, "carried_out", based_on=1, **by),
        lambda: restore_version(plan.versions.get(number=1), based_on=2, **by),
    ]
    assert [increase(iom_draft, act) for act in acts] == [1] * len(acts)


def test_what_is_saved_into_one_version_increases_it_each_time(iom_draft, iom_writer):
    session = "0b2d7a5e-3f0e-4a4e-9a52-6d0f8a2c9a11"
    first = save_entry(iom_draft, content(), session=session, by=iom_writer).entry

    def typed_on() -> None:
        text = content(text="A workshop on identification took place in May.")
        save_entry(iom_draft, text, entry=first, based_on=1, session=session, by=iom_writer)

    assert increase(iom_draft, typed_on) == 1
    assert first.versions.count() == 1


def test_a_suggestion_taken_over_increases_it_and_a_remark_does_not(
    iom_draft, entry, iom_writer, secretariat
):
    remarks = []

    def suggest() -> None:
        remarks.append(
            write_remark(iom_draft, "Shorter.", entry=entry, suggestion="Short.", by=secretariat)
        )

    assert increase(iom_draft, suggest) == 0
    assert increase(iom_draft, lambda: answer(remarks[0], "Yes.", by=iom_writer)) == 0
    assert increase(iom_draft, lambda: resolve(remarks[0], by=iom_writer)) == 0
    assert increase(iom_draft, lambda: unresolve(remarks[0], by=iom_writer)) == 0
    assert increase(iom_draft, lambda: take_suggestion(remarks[0], by=iom_writer)) == 1


def test_words_and_financing_increase_it(iom_draft, secretariat):
    """On behalf of the implementer too."""
    by = {"by": secretariat}
    assert (
        increase(iom_draft, lambda: save_chapter_texts(iom_draft, ChapterTexts("IOM"), **by)) == 1
    )
    assert increase(iom_draft, lambda: save_financing(iom_draft, [SOURCE], **by)) == 1


def test_each_change_of_status_increases_it(iom_draft, iom_focal_point, secretariat):
    own, central = {"by": iom_focal_point}, {"by": secretariat}
    acts = [
        lambda: declare_nothing_to_report(iom_draft, reason="No funds came.", **own),
        lambda: withdraw(iom_draft, **own),
        lambda: submit(iom_draft, **own),
        lambda: return_chapter(iom_draft, comment="Say where.", **central),
        lambda: submit(iom_draft, **central),
        lambda: accept(iom_draft, **central),
        lambda: reopen(iom_draft, reason="A date is wrong.", **central),
    ]
    assert [increase(iom_draft, act) for act in acts] == [1] * len(acts)


def test_what_changes_no_content_leaves_it(iom_draft, plan, entry, iom_writer, secretariat):
    own, central = {"by": iom_writer}, {"by": secretariat}
    finding = JudgedFinding(Finding("x", Severity.NOTICE, "Odd.", chapter="iom"), "mark")
    year = iom_draft.reporting_year
    dismissals = []
    acts = [
        lambda: save_entry(iom_draft, content(), entry=entry, based_on=1, **own),
        lambda: move_entry(entry, to=1, **own),
        lambda: undelete_entry(entry, **own),
        lambda: save_chapter_texts(
            iom_draft, texts_of(Submission.objects.get(pk=iom_draft.pk)), **own
        ),
        lambda: save_financing(iom_draft, [], **own),
        lambda: note_presence("/desk/", session="s", **own),
        lambda: keep_draft(
            "/desk/", [("text", "?")], title="Desk", submission=iom_draft, session="s", **own
        ),
        lambda: extend(iom_draft, until=timezone.localdate(), **central),
        lambda: dismissals.append(dismiss(year, finding, reason="It is so.", **central)),
        lambda: recall(dismissals[0], **central),
        lambda: close_year(year, **central),
        lambda: reopen_year(year, reason="Too early.", **central),
    ]
    assert [increase(iom_draft, act) for act in acts] == [0] * len(acts)


def test_to_begin_the_review_leaves_it(iom_draft, secretariat):
    """The page it was begun on shows the chapter as it still is."""
    submitted = submission_at_status(iom_draft, "submitted", by=secretariat)
    assert increase(submitted, lambda: begin_review(submitted, by=secretariat)) == 0


def test_a_refused_act_leaves_it(iom_draft, entry, iom_writer, stranger):
    def refused(by: User, parts: dict[str, object]) -> Callable[[], None]:
        def attempt() -> None:
            with pytest.raises((ReportingError, NotPermitted)):
                save_entry(iom_draft, content(**parts), by=by)

        return attempt

    assert increase(iom_draft, refused(stranger, {})) == 0
    assert increase(iom_draft, refused(iom_writer, {"text": ""})) == 0


def test_the_year_counts_its_own_parts(iom_draft, entry, secretariat):
    year, by = iom_draft.reporting_year, {"by": secretariat}
    kind, part = NarrativeKind.BACKGROUND, NarrativeContent("Background", "The Program began.")
    other = write_entry(iom_draft, by=secretariat).entry
    made = []
    date = datetime.date(2014, 2, 1)
    acts = [
        lambda: save_narrative(year, kind, part, **by),
        lambda: save_narrative(year, kind, NarrativeContent(), **by),
        lambda: save_cover(year, CoverContent(title="Report", document_date=date), **by),
        lambda: made.append(add_highlight(year, entry, **by)),
        lambda: made.append(add_highlight(year, other, **by)),
        lambda: move_highlight(made[1], "up", **by),
        lambda: save_wording(made[1], "In short.", **by),
        lambda: remove_highlight(made[1], **by),
        lambda: move_chapter(iom_draft, "up", **by),
    ]
    assert [increase(year, act) for act in acts] == [1] * len(acts)


def test_what_leaves_its_parts_leaves_the_year(iom_draft, entry, secretariat):
    year, by = iom_draft.reporting_year, {"by": secretariat}
    made = add_highlight(year, entry, **by)
    held = cover_of(ReportingYear.objects.get(pk=year.pk))
    acts = [
        lambda: save_narrative(year, NarrativeKind.BACKGROUND, NarrativeContent(), **by),
        lambda: save_cover(year, replace(held), **by),
        lambda: add_highlight(year, entry, **by),
        lambda: move_highlight(made, "up", **by),
        lambda: save_wording(made, "", **by),
        lambda: write_entry(iom_draft, **by),
    ]
    assert [increase(year, act) for act in acts] == [0] * len(acts)
