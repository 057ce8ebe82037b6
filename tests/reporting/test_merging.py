"""Merging the contents of two writers, field by field."""

from dataclasses import dataclass

import pytest

from reporting.merging import Keep, Rules, merge_contents


@dataclass(frozen=True)
class Note:
    title: str = ""
    text: str = ""
    codes: tuple[str, ...] = ()
    places: tuple[tuple[str, str], ...] = ()
    outcome: str = ""
    reason: str = ""


RULES = Rules(
    texts=("text",),
    codes=("codes",),
    elements={"places": lambda one, other: float(one[0] == other[0])},
    together=(("outcome", "reason"),),
)
BASE = Note("Title", "<p>One.</p><p>Two.</p>", ("1", "2"), (("MEX", "place"),), "", "")


def merged(mine: Note, theirs: Note, *, base: Note | None = BASE, **answers: str):
    return merge_contents(base, mine, theirs, rules=RULES, answers=answers)


def note(**values) -> Note:
    return Note(**{**vars(BASE), **values})


def test_what_only_the_other_changed_is_taken():
    merge = merged(
        note(title="Mine", codes=("1", "2", "3")),
        note(text="<p>One.</p><p>Two, theirs.</p>", codes=("2", "4")),
    )

    assert merge.content == note(
        title="Mine", text="<p>One.</p><p>Two, theirs.</p>", codes=("2", "3", "4")
    )
    assert [field.name for field in merge.taken] == ["text", "codes"]
    assert merge.taken[0].taken == (2,)
    assert merge.questions == []


def test_elements_that_both_added_are_both_kept():
    merge = merged(
        note(places=(("MEX", "place"), ("HTI", "origin"))),
        note(places=(("MEX", "place"), ("GTM", "place"))),
    )

    assert merge.content.places == (("MEX", "place"), ("GTM", "place"), ("HTI", "origin"))


def test_an_element_that_both_changed_is_asked():
    merge = merged(note(places=(("MEX", "origin"),)), note(places=(("MEX", "funder"),)))
    (question,) = merge.questions

    assert (question.mine, question.theirs) == ((("MEX", "origin"),), (("MEX", "funder"),))
    assert merge.is_open
    assert merge.content.places == (("MEX", "origin"),)


@pytest.mark.parametrize(("answer", "kept"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_a_single_value_that_both_changed_is_one_of_the_two(answer, kept):
    mine, theirs = note(title="Mine"), note(title="Theirs")
    (question,) = merged(mine, theirs).questions
    assert question.choices == (Keep.MINE, Keep.THEIRS)

    merge = merged(mine, theirs, **{question.key: answer})
    assert not merge.is_open
    assert merge.content.title == kept


def test_both_is_no_answer_for_a_single_value():
    (question,) = merged(note(title="Mine"), note(title="Theirs")).questions

    assert merged(note(title="Mine"), note(title="Theirs"), **{question.key: "both"}).is_open


def test_fields_that_belong_together_are_decided_as_one():
    mine = note(outcome="dropped", reason="<p>No funds.</p>")
    theirs = note(outcome="postponed", reason="<p>No funds.</p>")
    (question,) = merged(mine, theirs).questions

    assert question.mine == ("dropped", "<p>No funds.</p>")
    kept = merged(mine, theirs, **{question.key: "theirs"}).content
    assert (kept.outcome, kept.reason) == ("postponed", "<p>No funds.</p>")


def test_an_answer_does_not_count_once_the_other_text_has_changed_again():
    mine = note(text="<p>One.</p><p>Two, mine.</p>")
    (question,) = merged(mine, note(text="<p>One.</p><p>Two, theirs.</p>")).questions
    answers = {question.key: "mine"}

    assert not merged(mine, note(text="<p>One.</p><p>Two, theirs.</p>"), **answers).is_open
    assert merged(mine, note(text="<p>One.</p><p>Two, newer.</p>"), **answers).is_open


def test_the_same_change_twice_is_asked_twice():
    mine, theirs = "<p>A mine</p><p>x</p><p>A mine</p>", "<p>A theirs</p><p>x</p><p>A theirs</p>"
    base = note(text="<p>A</p><p>x</p><p>A</p>")
    keys = [one.key for one in merged(note(text=mine), note(text=theirs), base=base).questions]

    assert len(set(keys)) == 2


def test_a_text_that_did_not_change_stays_as_it_is_stored():
    base = note(text="Not <i>canonical</i>.")

    assert merged(base, note(text="Not <i>canonical</i>.", title="T"), base=base).content == note(
        text="Not <i>canonical</i>.", title="T"
    )


def test_without_a_base_every_difference_is_asked_or_kept():
    merge = merged(
        note(title="Mine", codes=("1",), places=(("MEX", "place"),)),
        note(title="Theirs", codes=("2",), places=(("HTI", "place"),)),
        base=None,
    )

    assert merge.content.codes == ("1", "2")
    assert merge.content.places == (("HTI", "place"), ("MEX", "place"))
    assert [one.key.partition("-")[0] for one in merge.questions] == ["title"]


@pytest.mark.parametrize("base", [note(text=5), note(places=[["MEX"]])])
def test_a_base_that_is_none_is_as_if_there_were_no_base(base):
    assert merged(note(title="Mine"), note(title="Theirs"), base=base).is_open


def test_all_kept_answers_what_has_no_answer():
    mine, theirs = (note(title=who, text=f"<p>{who}</p><p>Two.</p>") for who in ("Mine", "Theirs"))
    merge = merged(mine, theirs)

    kept = merge_contents(BASE, mine, theirs, rules=RULES, answers=merge.all_kept).content
    assert kept == note(title="Mine", text="<p>Mine</p><p>Theirs</p><p>Two.</p>")
