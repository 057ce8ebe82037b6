"""What became of a plan."""

import pytest

from implementers.exceptions import NotPermitted
from reporting.actions.entries import save_entry, set_outcome
from reporting.actions.exceptions import EditConflict, EntryInvalid
from reporting.models import Entry
from tests.factories import rich_content, write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(iom_draft, iom_writer):
    return save_entry(iom_draft, rich_content(2013, kind="planned"), by=iom_writer).entry


@pytest.mark.parametrize(
    ("outcome", "reason", "kept"),
    [
        ("carried_out", "Because.", ""),
        ("under_way", "", ""),
        ("postponed", "", ""),
        ("postponed", " No money. ", "No money."),
        ("dropped", "No money.", "No money."),
        ("", "Because.", ""),
    ],
)
def test_an_outcome_is_kept_with_its_reason_where_it_can_have_one(
    outcome, reason, kept, plan, iom_writer
):
    set_outcome(plan, outcome, reason, based_on=1, by=iom_writer)
    plan = Entry.objects.get(pk=plan.pk)

    assert (plan.outcome, plan.outcome_reason) == (outcome, kept)
    assert plan.cited.count() == 3


def test_dropping_a_plan_asks_why(plan, iom_writer):
    with pytest.raises(EntryInvalid, match="Say why it was dropped"):
        set_outcome(plan, "dropped", " ", based_on=1, by=iom_writer)


def test_an_outcome_that_does_not_exist_is_refused(plan, iom_writer):
    with pytest.raises(EntryInvalid, match="no outcome on record"):
        set_outcome(plan, "forgotten", based_on=1, by=iom_writer)


def test_only_a_plan_has_one(iom_draft, iom_writer):
    done = write_entry(iom_draft, by=iom_writer).entry

    with pytest.raises(EntryInvalid, match="Only a planned entry"):
        set_outcome(done, "carried_out", based_on=1, by=iom_writer)


def test_whoever_has_not_seen_the_newest_text_is_told(plan, iom_draft, iom_writer, secretariat):
    newer = rich_content(2013, kind="planned", text="Newer.")
    save_entry(iom_draft, newer, entry=plan, based_on=1, by=secretariat)

    with pytest.raises(EditConflict):
        set_outcome(plan, "carried_out", based_on=1, by=iom_writer)


def test_others_cannot(plan, unhcr_writer):
    with pytest.raises(NotPermitted):
        set_outcome(plan, "carried_out", based_on=1, by=unhcr_writer)
