"""The whole matrix status × act × actor, held against a table written out by hand."""

from pathlib import Path

import pytest

from reporting.enums import SubmissionStatus
from reporting.workflow import (
    OWNERS,
    TRANSITIONS,
    Act,
    Actor,
    Owner,
    actors_of,
    as_markdown,
    statuses_for,
    transition,
)

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "workflow.md"

# W writer, F focal point, S secretariat; readers and administrators may do none of it.
EXPECTED = {
    # before, act: (after, who)
    (None, "open_year"): ("draft", "S"),
    ("draft", "edit"): ("draft", "WFS"),
    ("draft", "submit"): ("submitted", "FS"),
    ("draft", "declare_nothing"): ("submitted", "FS"),
    ("returned", "edit"): ("returned", "WFS"),
    ("returned", "submit"): ("submitted", "FS"),
    ("returned", "declare_nothing"): ("submitted", "FS"),
    ("submitted", "withdraw"): ("draft", "F"),
    ("draft", "extend"): ("draft", "S"),
    ("returned", "extend"): ("returned", "S"),
    ("submitted", "begin_review"): ("submitted", "S"),
    ("submitted", "return"): ("returned", "S"),
    ("submitted", "accept"): ("accepted", "S"),
    ("accepted", "reopen"): ("returned", "S"),
}
LETTERS = {"W": Actor.WRITER, "F": Actor.FOCAL_POINT, "S": Actor.SECRETARIAT}
STATUSES = [None, "draft", "submitted", "returned", "accepted"]


@pytest.mark.parametrize("actor", list(Actor))
@pytest.mark.parametrize("act", list(Act))
@pytest.mark.parametrize("before", STATUSES)
def test_each_act_is_for_those_and_leads_there(before, act, actor):
    after, who = EXPECTED.get((before, act.value), (None, ""))
    found = transition(before, act)

    assert (found.after.value if found else None) == after
    allowed = found is not None and actor in found.actors
    assert allowed == (actor in [LETTERS[letter] for letter in who])


def test_the_table_says_nothing_twice():
    assert len(TRANSITIONS) == len(EXPECTED)


def test_each_status_has_one_owner():
    assert {status.value: owner for status, owner in OWNERS.items()} == {
        "draft": Owner.IMPLEMENTER,
        "returned": Owner.IMPLEMENTER,
        "submitted": Owner.SECRETARIAT,
        "accepted": Owner.SYSTEM,
    }


def test_each_status_is_reached_and_left():
    assert {row.after for row in TRANSITIONS} == set(SubmissionStatus)
    assert {row.before for row in TRANSITIONS} - {None} == set(SubmissionStatus)


def test_each_act_is_possible_somewhere_and_for_somebody():
    assert {row.act for row in TRANSITIONS} == set(Act)
    assert all(actors_of(act) for act in Act)


def test_an_act_has_the_same_actors_in_each_status():
    for row in TRANSITIONS:
        assert row.actors == actors_of(row.act)


def test_editing_is_possible_where_the_implementer_owns_the_chapter():
    assert set(statuses_for(Act.EDIT)) == {
        status for status, owner in OWNERS.items() if owner == Owner.IMPLEMENTER
    }


def test_an_unknown_status_is_refused():
    with pytest.raises(ValueError):
        transition("lost", Act.EDIT)


def test_the_document_is_the_one_the_table_makes():
    assert DOCUMENT.read_text(encoding="utf-8") == as_markdown()
