"""Asking for an edition."""

import datetime
from dataclasses import replace

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone

from implementers.exceptions import NotPermitted
from reporting.actions.editions import issue
from reporting.actions.issuing import IssuingRefused
from reporting.checks.finding import Finding, Severity
from reporting.enums import IssueState
from reporting.models import Issuing
from reporting.models.edition import STALE_AFTER
from tests.reporting.editions import FIRST, SECOND, asked, issued, quick

pytestmark = pytest.mark.django_db


def places(refusal: pytest.ExceptionInfo[IssuingRefused]) -> list[str]:
    return [problem.place for problem in refusal.value.problems]


def test_it_waits_until_somebody_makes_it(year_2011, secretariat):
    issuing = asked(year_2011, by=secretariat)
    assert (issuing.state, issuing.percent, issuing.edition) == (IssueState.WAITING, 0, None)
    assert (issuing.symbol, issuing.asked_by) == ("DEMO/2011", secretariat)


def test_only_the_secretariat_asks(year_2011, iom_focal_point, administrator):
    for person in (iom_focal_point, administrator):
        with pytest.raises(NotPermitted):
            asked(year_2011, by=person)
    assert not Issuing.objects.exists()


def test_a_blocker_stands_against_it(year_2011, secretariat):
    blocker = Finding("reversed-dates", Severity.BLOCKER, "The end is before the start.")
    with pytest.raises(IssuingRefused, match="1 blocker prevents issuing"):
        asked(year_2011, by=secretariat, findings=[blocker])
    assert not Issuing.objects.exists()


def test_a_warning_does_not(year_2011, secretariat):
    warning = Finding("doubled-word", Severity.WARNING, "A word is repeated.")
    assert asked(year_2011, by=secretariat, findings=[warning]).state == IssueState.WAITING


def test_a_symbol_is_given_once(year_2011, secretariat):
    issued(year_2011, by=secretariat)
    with pytest.raises(IssuingRefused, match="has the symbol DEMO/2011 already") as refusal:
        asked(year_2011, by=secretariat)
    assert places(refusal) == ["symbol"]


@pytest.mark.parametrize("symbol", ["", "   ", "A\nB", "x" * 121, "DEMO\x00"])
def test_a_symbol_is_one_short_line(year_2011, secretariat, symbol):
    with pytest.raises(IssuingRefused) as refusal:
        asked(year_2011, replace(FIRST, symbol=symbol), by=secretariat)
    assert set(places(refusal)) == {"symbol"}


def test_a_language_without_a_catalog_is_refused(year_2011, secretariat):
    with pytest.raises(IssuingRefused) as refusal:
        asked(year_2011, replace(FIRST, language="xx"), by=secretariat)
    assert places(refusal) == ["language"]


def test_a_year_issues_one_at_a_time(year_2011, secretariat):
    asked(year_2011, by=secretariat)
    with pytest.raises(IssuingRefused, match="is being issued already"):
        asked(year_2011, SECOND, by=secretariat)
    assert Issuing.objects.count() == 1


def test_the_database_keeps_two_secretaries_apart(year_2011, secretariat, monkeypatch):
    def late(**_columns):
        raise IntegrityError("issuing_one_at_a_time")

    monkeypatch.setattr(Issuing.objects, "create", late)
    with pytest.raises(IssuingRefused, match="is being issued already"):
        asked(year_2011, by=secretariat)


def test_a_chapter_that_is_not_accepted_is_named(open_year_2013, year_2011, secretariat, iom_draft):
    with pytest.raises(IssuingRefused) as refusal:
        asked(open_year_2013, by=secretariat)
    assert "leaving_out" in places(refusal)
    assert "IOM" in str(refusal.value)


def test_it_is_left_out_only_when_confirmed(year_2011, secretariat):
    year_2011.submissions.filter(implementer__slug="iom").update(status="returned", is_public=False)
    with pytest.raises(IssuingRefused, match="Not accepted: IOM"):
        asked(year_2011, by=secretariat)
    confirmed = replace(FIRST, leaving_out=frozenset({"iom"}))
    edition = issue(asked(year_2011, confirmed, by=secretariat), renderer=quick)
    chapters = [
        chapter["implementer"]
        for section in edition.content["report"]["sections"]
        for group in section["groups"]
        for chapter in group["chapters"]
    ]
    assert "iom" not in chapters
    assert len(chapters) == 11


def test_one_that_gives_no_sign_can_be_asked_for_again(year_2011, secretariat):
    first = asked(year_2011, by=secretariat)
    later = timezone.now() + STALE_AFTER + datetime.timedelta(seconds=1)
    with time_machine.travel(later, tick=False):
        second = asked(year_2011, by=secretariat)
    first.refresh_from_db()
    assert (first.state, second.state) == (IssueState.FAILED, IssueState.WAITING)
    assert "did not respond for 15 minutes" in first.message
    assert issue(first, renderer=quick) is None
