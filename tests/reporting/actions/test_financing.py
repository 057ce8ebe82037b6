from decimal import Decimal

import pytest
from django.utils import timezone

from implementers.exceptions import NotPermitted
from reporting.actions.financing import (
    FinancingRefused,
    SourceContent,
    StaleFinancing,
    save_financing,
    sources_of,
)
from reporting.models import Financing
from reporting.policies import NotInThisState
from tests.factories import submission_at_status, write_entry

GIFT = SourceContent("external_contribution", "Canada gave.", "Canada", Decimal("10.50"), "$")


def test_exactly_these_are_kept_in_their_order(iom_draft, iom_writer):
    other = SourceContent("regular_fund", "Our own.")
    save_financing(iom_draft, [other], by=iom_writer)
    save_financing(iom_draft, [GIFT, other], by=iom_writer)

    assert sources_of(iom_draft) == [GIFT, other]
    assert list(iom_draft.financing.values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize("who", ["unhcr_writer", "administrator", "stranger"])
def test_nobody_else_states_them(who, iom_draft, request):
    with pytest.raises(NotPermitted):
        save_financing(iom_draft, [GIFT], by=request.getfixturevalue(who))
    assert not Financing.objects.filter(submission=iom_draft).exists()


@pytest.mark.parametrize("status", ["submitted", "accepted"])
def test_what_is_handed_in_is_not_changed(status, iom_draft, iom_focal_point, secretariat):
    submission_at_status(iom_draft, status, by=secretariat)

    with pytest.raises(NotInThisState):
        save_financing(iom_draft, [GIFT], by=iom_focal_point)


def test_a_closed_year_is_not_changed(iom_draft, iom_writer):
    iom_draft.reporting_year.closed_at = timezone.now()
    iom_draft.reporting_year.save()

    with pytest.raises(NotInThisState):
        save_financing(iom_draft, [GIFT], by=iom_writer)


def test_every_problem_is_named_with_its_place_and_nothing_is_saved(iom_draft, iom_writer):
    bad = SourceContent("loot", " ", amount=Decimal("-1"), entry="2013-unhcr-1")

    with pytest.raises(FinancingRefused) as refused:
        save_financing(iom_draft, [GIFT, bad], by=iom_writer)
    assert [problem.place for problem in refused.value.problems] == [
        "1/text",
        "1/amount",
        "1/currency",
        "1/kind",
        "1/entry",
    ]
    assert sources_of(iom_draft) == []


def test_what_others_changed_is_not_overwritten(iom_draft, iom_writer):
    save_financing(iom_draft, [GIFT], based_on=[], by=iom_writer)

    with pytest.raises(StaleFinancing) as stale:
        save_financing(iom_draft, [], based_on=[], by=iom_writer)
    assert stale.value.latest == (GIFT,)
    assert sources_of(iom_draft) == [GIFT]


def test_a_source_may_pay_for_one_entry(iom_draft, iom_writer):
    entry = write_entry(iom_draft, by=iom_writer).entry
    [source] = save_financing(
        iom_draft, [SourceContent("other", "A gift.", entry=entry.reference)], by=iom_writer
    )

    assert source.entry == entry
