import datetime

import pytest
import time_machine
from django.utils import timezone

from reporting import policies
from reporting.enums import SubmissionStatus
from reporting.models import ReportingYear, Submission
from reporting.policies import NotInThisState
from reporting.workflow import Act
from tests.factories import submission_at_status, write_entry

NOON = datetime.datetime(2013, 3, 5, 12, 0, tzinfo=datetime.UTC)


def year(**columns) -> ReportingYear:
    return ReportingYear(year=2012, **columns)


@pytest.mark.parametrize(
    ("opens_on", "closed_at", "expected"),
    [
        (None, None, False),
        (datetime.date(2013, 3, 5), None, True),
        (datetime.date(2013, 3, 4), None, True),
        (datetime.date(2013, 3, 6), None, False),
        (datetime.date(2013, 1, 1), NOON, False),
        (datetime.date(2013, 1, 1), NOON + datetime.timedelta(seconds=1), True),
    ],
)
@time_machine.travel(NOON, tick=False)
def test_a_year_is_open_from_its_first_day_until_it_closes(opens_on, closed_at, expected):
    assert policies.is_open(year(opens_on=opens_on, closed_at=closed_at)) is expected


@pytest.mark.parametrize(
    ("closed_at", "issued_at", "expected"),
    [(None, None, False), (NOON, None, True), (NOON, NOON, False), (None, NOON, False)],
)
def test_a_closed_year_is_reopened_until_it_is_issued(closed_at, issued_at, expected):
    assert policies.may_be_reopened(year(closed_at=closed_at, issued_at=issued_at)) is expected


def test_whether_a_chapter_is_open_can_be_asked_of_another_moment():
    chapter = Submission(
        reporting_year=year(opens_on=datetime.date(2013, 3, 1), closed_at=NOON),
        extended_until=datetime.date(2013, 3, 8),
    )
    days = {n: NOON.replace(day=n) for n in (4, 8, 9)}
    assert {n: policies.is_open_for(chapter, at=at) for n, at in days.items()} == {
        4: True,
        8: True,
        9: False,
    }
    assert not policies.is_open_for(chapter, at=NOON.replace(month=2))


@pytest.mark.parametrize("status", SubmissionStatus.values)
def test_a_chapter_is_written_as_draft_and_when_returned(status):
    chapter = Submission(status=status, reporting_year=year(opens_on=datetime.date(2012, 1, 1)))

    assert policies.allows(chapter, Act.EDIT) is (status in ("draft", "returned"))


def test_a_closed_year_says_that_it_is_closed():
    closed = year(opens_on=datetime.date(2012, 1, 1), closed_at=timezone.now())

    with pytest.raises(NotInThisState, match="The year 2012 is closed"):
        policies.require(Submission(reporting_year=closed), Act.EDIT)


def test_a_submitted_chapter_says_when_it_can_be_edited():
    chapter = Submission(
        status="submitted", reporting_year=year(opens_on=datetime.date(2012, 1, 1))
    )

    with pytest.raises(NotInThisState) as refusal:
        policies.require(chapter, Act.EDIT)
    assert str(refusal.value) == (
        "This chapter is submitted; only one that is draft or returned allows: edit."
    )


def test_an_imported_year_was_never_opened(year_2011):
    assert not policies.is_open(year_2011)


def test_nothing_to_report_needs_a_chapter_without_entries(iom_draft, iom_focal_point):
    assert policies.allows(iom_draft, Act.DECLARE_NOTHING)

    write_entry(iom_draft, by=iom_focal_point)

    assert not policies.allows(iom_draft, Act.DECLARE_NOTHING)


def test_a_chapter_of_an_issued_year_is_not_reopened(iom_draft, secretariat):
    accepted = submission_at_status(iom_draft, "accepted", by=secretariat)
    assert policies.allows(accepted, Act.REOPEN)

    accepted.reporting_year.issued_at = timezone.now()

    assert not policies.allows(accepted, Act.REOPEN)
