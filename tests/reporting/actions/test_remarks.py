"""The conversation: remarks, answers, resolved threads, suggested texts."""

import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.entries import delete_entry, save_entry
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid, RemarkRefused
from reporting.actions.remarks import answer, resolve, take_suggestion, unresolve, write_remark
from reporting.actions.reviews import return_chapter
from reporting.actions.submissions import submit
from reporting.models import Entry, LogEntry, Remark, Submission
from reporting.policies import NotInThisState
from reporting.queries.desk import progress_of, remaining
from tests.factories import content, write_entry

OTHERS = ["unhcr_writer", "administrator", "stranger"]


@pytest.fixture
def entry(iom_draft, iom_writer) -> Entry:
    return write_entry(iom_draft, text="A course was held.", by=iom_writer).entry


@pytest.fixture
def suggested(entry, iom_draft, secretariat) -> Remark:
    return write_remark(
        iom_draft, "Say where.", entry=entry, suggestion="Held in Lima.", by=secretariat
    )


def acts() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("act", flat=True))


@pytest.mark.parametrize("who", ["iom_writer", "iom_focal_point", "secretariat"])
def test_members_and_the_secretariat_talk(who, entry, iom_draft, request):
    person = request.getfixturevalue(who)
    thread = write_remark(iom_draft, " Where? ", entry=entry, by=person)
    answer(thread, "In Lima.", by=person)
    resolve(thread, by=person)

    held = Remark.objects.get(pk=thread.pk)
    assert (held.text, held.written_by, held.resolved_by) == ("Where?", person, person)
    assert [(one.text, one.entry) for one in held.answers.all()] == [("In Lima.", entry)]


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_does(who, entry, iom_draft, secretariat, request):
    thread = write_remark(iom_draft, "Where?", entry=entry, by=secretariat)
    person = request.getfixturevalue(who)
    for verb in (
        lambda: write_remark(iom_draft, "Why?", by=person),
        lambda: answer(thread, "In Lima.", by=person),
        lambda: resolve(thread, by=person),
        lambda: unresolve(thread, by=person),
        lambda: take_suggestion(thread, by=person),
    ):
        with pytest.raises(NotPermitted):
            verb()
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "a\0b", "x" * 10_001])
def test_a_remark_says_something_that_can_be_kept(text, iom_draft, secretariat):
    with pytest.raises(RemarkRefused):
        write_remark(iom_draft, text, by=secretariat)
    thread = write_remark(iom_draft, "Where?", by=secretariat)
    with pytest.raises(RemarkRefused):
        answer(thread, text, by=secretariat)


def test_an_answer_to_an_answer_stands_in_the_same_thread(iom_draft, iom_writer, secretariat):
    thread = write_remark(iom_draft, "Where?", by=secretariat)
    first = answer(thread, "In Lima.", by=iom_writer)

    assert answer(first, "Thank you.", by=secretariat).answers_to == thread


def test_the_entry_of_another_chapter_is_refused(entry, unhcr_draft, secretariat):
    with pytest.raises(EntryInvalid):
        write_remark(unhcr_draft, "Where?", entry=entry, by=secretariat)


def test_at_a_deleted_entry_nothing_is_said(entry, iom_draft, iom_writer, secretariat):
    delete_entry(entry, by=iom_writer)
    with pytest.raises(EntryDeleted):
        write_remark(iom_draft, "Where?", entry=entry, by=secretariat)


def test_the_first_remark_of_the_secretariat_begins_the_review(
    entry, iom_draft, iom_focal_point, secretariat
):
    submit(iom_draft, by=iom_focal_point)
    write_remark(iom_draft, "We are late.", by=iom_focal_point)
    assert Submission.objects.get(pk=iom_draft.pk).review_begun_at is None

    write_remark(iom_draft, "Where?", entry=entry, by=secretariat)
    assert Submission.objects.get(pk=iom_draft.pk).review_begun_at is not None


def test_what_is_resolved_can_be_opened_again(iom_draft, secretariat):
    thread = write_remark(iom_draft, "Where?", by=secretariat)
    resolve(resolve(thread, by=secretariat), by=secretariat)
    unresolve(thread, by=secretariat)

    held = Remark.objects.get()
    assert (held.resolved_at, held.resolved_by) == (None, None)
    assert acts().count("resolve") == 1


def test_a_writer_takes_a_suggested_text_over_and_nothing_else_of_the_entry_changes(
    iom_draft, iom_writer, secretariat
):
    held = save_entry(iom_draft, content(activities=("67",)), by=iom_writer).entry
    thread = write_remark(iom_draft, "Where?", entry=held, suggestion="In Lima.", by=secretariat)
    assert thread.suggested_on == 1
    saved = take_suggestion(thread, by=iom_writer)

    assert (saved.entry.text, saved.entry.revision) == ("In Lima.", 2)
    assert saved.version.content["activities"] == ["67"]
    assert saved.version.saved_by == iom_writer
    assert Remark.objects.get().resolved_by == iom_writer
    assert acts()[-3:] == ["edit", "take_suggestion", "resolve"]


def test_a_suggestion_for_an_older_text_is_not_taken_over(suggested, entry, iom_draft, iom_writer):
    save_entry(iom_draft, content(text="Otherwise."), entry=entry, based_on=1, by=iom_writer)
    with pytest.raises(EditConflict):
        take_suggestion(suggested, by=iom_writer)
    assert Entry.objects.get(pk=entry.pk).text == "Otherwise."


def test_one_whose_text_is_still_the_same_is(suggested, entry, iom_draft, iom_writer):
    changed = content(text="A course was held.", activities=("67",))
    save_entry(iom_draft, changed, entry=entry, based_on=1, by=iom_writer)
    saved = take_suggestion(suggested, by=iom_writer)

    assert (saved.entry.text, saved.version.content["activities"]) == ("Held in Lima.", ["67"])


def test_a_suggestion_waits_until_the_chapter_can_be_written(
    suggested, iom_draft, iom_focal_point, secretariat
):
    submit(iom_draft, by=iom_focal_point)
    with pytest.raises(NotInThisState):
        take_suggestion(suggested, by=iom_focal_point)
    return_chapter(iom_draft, comment="See the remark.", by=secretariat)
    assert take_suggestion(suggested, by=iom_focal_point).entry.text == "Held in Lima."


def test_suggestions_are_the_secretariats_and_differ(entry, iom_draft, iom_writer, secretariat):
    with pytest.raises(RemarkRefused, match="secretariat suggests"):
        write_remark(iom_draft, "So.", entry=entry, suggestion="In Lima.", by=iom_writer)
    with pytest.raises(RemarkRefused, match="same as the current text"):
        write_remark(iom_draft, "So.", entry=entry, suggestion=entry.text, by=secretariat)
    with pytest.raises(RemarkRefused, match="why you suggest"):
        write_remark(iom_draft, "", entry=entry, suggestion="In Lima.", by=secretariat)


def test_where_nothing_is_suggested_nothing_is_taken(entry, iom_draft, iom_writer, secretariat):
    thread = write_remark(iom_draft, "Where?", entry=entry, by=secretariat)
    with pytest.raises(RemarkRefused):
        take_suggestion(thread, by=iom_writer)


def test_what_the_secretariat_asks_remains_to_be_done_until_it_is_answered(
    iom_draft, iom_writer, secretariat
):
    def asked() -> list[str]:
        tasks = remaining(iom_draft, progress_of([iom_draft])[iom_draft.pk])
        return [task.sentence for task in tasks if task.place == "remarks"]

    write_remark(iom_draft, "A note to ourselves.", by=iom_writer)
    assert asked() == []
    first = write_remark(iom_draft, "Where?", by=secretariat)
    assert asked() == ["1 remark of the secretariat waits for an answer."]
    second = write_remark(iom_draft, "When?", by=secretariat)
    assert asked() == ["2 remarks of the secretariat wait for an answer."]
    answer(first, "In Lima.", by=iom_writer)
    resolve(second, by=secretariat)
    assert asked() == []
    answer(first, "Where in Lima?", by=secretariat)
    assert asked() == ["1 remark of the secretariat waits for an answer."]
