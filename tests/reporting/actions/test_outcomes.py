"""The outcome of a plan, and who states it."""

from dataclasses import replace

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from reporting.actions.entries import restore_version, save_entry, set_outcome
from reporting.actions.entry_writing import persist_entry
from reporting.actions.exceptions import EditConflict, EntryInvalid
from reporting.enums import Origin, OutcomeSource
from reporting.models import Entry
from reporting.queries.entries import content_of
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


def statement(plan):
    """The outcome, its source, and who stated it."""
    plan = Entry.objects.get(pk=plan.pk)
    return plan.outcome, plan.outcome_source, plan.outcome_stated_by


@pytest.fixture
def quoted(plan):
    """A plan whose outcome the printed report states."""
    content = replace(content_of(plan), outcome="carried_out", outcome_quotation="It was held.")
    persist_entry(plan, content, origin=Origin.IMPORT, by=None)
    return plan


def test_an_outcome_says_who_stated_it_and_when(plan, iom_writer):
    before = timezone.now()
    set_outcome(plan, "carried_out", based_on=1, by=iom_writer)

    assert statement(plan) == ("carried_out", OutcomeSource.IMPLEMENTER, iom_writer)
    assert before <= Entry.objects.get(pk=plan.pk).outcome_stated_at <= timezone.now()


def test_an_outcome_that_stays_is_still_stated_by_who_stated_it(
    plan, iom_draft, iom_writer, iom_focal_point
):
    set_outcome(plan, "carried_out", based_on=1, by=iom_writer)
    plan = Entry.objects.get(pk=plan.pk)
    edited = replace(content_of(plan), text="<p>Another text.</p>")
    save_entry(iom_draft, edited, entry=plan, based_on=2, by=iom_focal_point)
    assert statement(plan) == ("carried_out", OutcomeSource.IMPLEMENTER, iom_writer)

    set_outcome(plan, "under_way", based_on=3, by=iom_focal_point)
    assert statement(plan) == ("under_way", OutcomeSource.IMPLEMENTER, iom_focal_point)


def test_an_outcome_that_is_removed_is_stated_by_nobody(plan, iom_writer):
    set_outcome(plan, "carried_out", based_on=1, by=iom_writer)
    set_outcome(plan, "", based_on=2, by=iom_writer)

    assert statement(plan) == ("", "", None)
    assert Entry.objects.get(pk=plan.pk).outcome_stated_at is None


def test_an_outcome_of_the_printed_report_is_stated_by_nobody_in_the_portal(quoted):
    assert statement(quoted) == ("carried_out", OutcomeSource.REPORT, None)


def test_who_states_the_outcome_of_the_report_again_states_it(quoted, iom_writer):
    set_outcome(quoted, "carried_out", based_on=2, by=iom_writer)

    assert statement(quoted) == ("carried_out", OutcomeSource.IMPLEMENTER, iom_writer)
    assert Entry.objects.get(pk=quoted.pk).outcome_quotation == ""


def test_restoring_a_version_restores_the_words_of_the_report(quoted, iom_writer):
    set_outcome(quoted, "postponed", based_on=2, by=iom_writer)
    version = quoted.versions.get(content__outcome="carried_out")
    restore_version(version, based_on=3, by=iom_writer)

    assert statement(quoted) == ("carried_out", OutcomeSource.REPORT, None)
    assert Entry.objects.get(pk=quoted.pk).outcome_quotation == "It was held."


def test_who_restores_an_outcome_that_a_person_stated_states_it(plan, iom_writer, iom_focal_point):
    set_outcome(plan, "carried_out", based_on=1, by=iom_writer)
    set_outcome(plan, "", based_on=2, by=iom_writer)
    version = plan.versions.get(content__outcome="carried_out")
    restore_version(version, based_on=3, by=iom_focal_point)

    assert statement(plan) == ("carried_out", OutcomeSource.IMPLEMENTER, iom_focal_point)


def effective(plan, **options):
    found = Entry.objects.with_effective_outcome(**options).get(pk=plan.pk)
    return found.effective_outcome, found.effective_outcome_source


def test_a_link_alone_states_no_outcome(plan, iom_draft, iom_writer):
    write_entry(iom_draft, continues=(plan.reference,), by=iom_writer)

    assert effective(plan) == ("", "")  # the executed entry is not public
    assert effective(plan, drafts=True) == ("followed_up", "link")
    set_outcome(plan, "under_way", based_on=1, by=iom_writer)
    assert effective(plan, drafts=True) == ("under_way", "implementer")
