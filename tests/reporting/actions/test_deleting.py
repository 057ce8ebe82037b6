"""Deleting an entry and bringing it back."""

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from program.models import Activity, Country
from reporting.actions.entries import delete_entry, save_entry, undelete_entry
from reporting.actions.exceptions import EditConflict, EntryDeleted
from reporting.document.assemble import assemble
from reporting.models import Entry, Financing
from reporting.policies import NotInThisState
from reporting.queries.editing import deleted_entries
from reporting.queries.entries import content_of
from reporting.queries.statistics import (
    entries_by_activity,
    entries_by_country,
    statistics_of_years,
    year_totals,
)
from tests.factories import content, rich_content, submission_at_status, write_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(iom_draft, iom_writer):
    return save_entry(iom_draft, rich_content(2013, kind="planned"), by=iom_writer).entry


@pytest.fixture
def report(plan, iom_draft, iom_writer):
    """What was executed of the plan."""
    return write_entry(iom_draft, continues=(plan.reference,), by=iom_writer).entry


def stored(entry):
    return content_of(Entry.objects.with_relations().get(pk=entry.pk))


def test_a_deleted_entry_is_nowhere(plan, report, iom_draft, iom_writer):
    delete_entry(plan, by=iom_writer)

    assert not Entry.objects.filter(pk=plan.pk).exists()
    assert list(iom_draft.entries.all()) == [report]
    assert stored(report).continues == ()
    assert list(deleted_entries(iom_draft)) == [plan]


def test_no_figure_counts_a_deleted_entry(iom_draft, iom_writer, secretariat):
    def figures():
        year = iom_draft.reporting_year
        statistics = statistics_of_years([year.pk])
        totals = year_totals([year], statistics)[year.pk]
        return (
            totals.entries,
            totals.member_states,
            statistics[year.pk].by_kind["executed"],
            entries_by_country(None)[Country.objects.get(iso3="CRI").pk],
            entries_by_activity()[Activity.objects.get(code="67").pk],
        )

    before = figures()
    kept = write_entry(iom_draft, by=iom_writer).entry
    gone = save_entry(iom_draft, rich_content(2013), by=iom_writer).entry
    delete_entry(gone, by=iom_writer)
    submission_at_status(iom_draft, "accepted", by=secretariat)

    counted = figures()
    assert (before[:3], counted[:3]) == ((0, 0, 0), (1, 0, 1))
    assert counted[3:] == before[3:]
    report = assemble(iom_draft.reporting_year, language="en")
    assert kept.reference in repr(report)
    assert gone.reference not in repr(report)


def test_it_comes_back_at_its_place_with_the_links_of_it_and_to_it(
    iom_draft, plan, report, iom_writer
):
    write_entry(iom_draft, by=iom_writer)
    before = [stored(entry) for entry in (plan, report)]
    order = list(iom_draft.entries.in_official_order())
    for entry in (plan, report):
        delete_entry(entry, by=iom_writer)
    for entry in (plan, report):
        undelete_entry(entry, by=iom_writer)

    assert [stored(entry) for entry in (plan, report)] == before
    assert list(iom_draft.entries.in_official_order()) == order


def test_a_save_in_between_loses_no_link_to_what_was_deleted(iom_draft, plan, report, iom_writer):
    delete_entry(plan, by=iom_writer)
    save_entry(iom_draft, content(text="New."), entry=report, based_on=1, by=iom_writer)
    undelete_entry(plan, by=iom_writer)

    assert stored(report).continues == (plan.reference,)


def test_what_paid_for_it_goes_and_comes_with_it(plan, iom_draft, iom_writer):
    Financing.objects.create(
        submission=iom_draft, entry=plan, position=1, kind="regular_fund", text="$ 100"
    )
    Financing.objects.create(submission=iom_draft, position=2, kind="regular_fund", text="$ 200")
    delete_entry(plan, by=iom_writer)
    assert [source.text for source in iom_draft.financing.all()] == ["$ 200"]

    undelete_entry(plan, by=iom_writer)
    assert [source.text for source in iom_draft.financing.all()] == ["$ 100", "$ 200"]


def test_its_reference_is_given_to_no_other(plan, iom_draft, iom_writer):
    delete_entry(plan, by=iom_writer)

    assert write_entry(iom_draft, by=iom_writer).entry.reference == "2013-iom-2"


def test_its_place_is_given_to_no_other(iom_draft, iom_writer):
    first, last = (write_entry(iom_draft, by=iom_writer).entry for _n in range(2))
    delete_entry(last, by=iom_writer)
    newer = write_entry(iom_draft, by=iom_writer).entry
    undelete_entry(last, by=iom_writer)

    assert list(iom_draft.entries.order_by("position")) == [first, last, newer]


def test_its_history_stays(plan, iom_writer):
    delete_entry(plan, by=iom_writer)

    assert plan.versions.count() == 1


def test_what_is_deleted_is_not_deleted_again(plan, iom_writer, secretariat):
    delete_entry(plan, by=iom_writer)

    with pytest.raises(EntryDeleted, match="IOM Writer deleted"):
        delete_entry(plan, by=secretariat)


@pytest.mark.parametrize("act", [delete_entry, undelete_entry])
def test_others_cannot(act, plan, unhcr_writer):
    with pytest.raises(NotPermitted):
        act(plan, by=unhcr_writer)


@pytest.mark.parametrize("act", [delete_entry, undelete_entry])
def test_not_once_the_year_is_closed(act, plan, iom_writer):
    year = plan.submission.reporting_year
    year.closed_at = timezone.now()
    year.save()

    with pytest.raises(NotInThisState):
        act(plan, by=iom_writer)


def test_an_entry_that_somebody_else_saved_since_is_not_deleted(
    plan, iom_draft, iom_writer, iom_focal_point
):
    changed = content(kind="planned", text="Changed by a colleague.")
    save_entry(iom_draft, changed, entry=plan, based_on=1, by=iom_focal_point)

    with pytest.raises(EditConflict, match="IOM Focal Point saved this entry in the meantime"):
        delete_entry(plan, based_on=1, by=iom_writer)
    assert Entry.objects.filter(pk=plan.pk).exists()
    delete_entry(plan, based_on=2, by=iom_writer)
    assert not Entry.objects.filter(pk=plan.pk).exists()
