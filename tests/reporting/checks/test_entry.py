import datetime

import pytest

from reporting.checks.entry import activities_not_assigned, entry_findings, events_outside_the_year
from reporting.checks.finding import Severity
from reporting.entry_content import EventContent
from tests.factories import content


def event(start: str, end: str = "", precision: str = "day") -> EventContent:
    first = datetime.date.fromisoformat(start)
    return EventContent(first, datetime.date.fromisoformat(end or start), precision)


@pytest.mark.parametrize(
    ("kind", "happening", "expected"),
    [
        ("executed", event("2012-01-01"), 0),
        ("executed", event("2012-12-31"), 0),
        ("executed", event("2011-12-31"), 1),
        ("executed", event("2011-12-31", "2012-01-02"), 1),
        ("executed", event("2012-12-31", "2013-01-02"), 1),
        ("executed", event("2012-01-01", "2012-12-31", "year"), 0),
        ("planned", event("2013-01-01"), 1),
        ("next_year", event("2013-01-01"), 0),
        ("next_year", event("2012-06-01"), 1),
    ],
)
def test_an_event_outside_the_year_of_its_column_is_found(kind, happening, expected):
    found = list(events_outside_the_year(content(kind=kind, events=(happening,)), 2012))

    assert len(found) == expected


def test_an_event_outside_the_year_is_named_with_its_place():
    [finding] = events_outside_the_year(
        content(events=(event("2012-03-01"), event("2011-05-24", "2011-05-25"))), 2012
    )

    assert finding.code == "event-outside-the-year"
    assert finding.severity == Severity.WARNING
    assert finding.place == "events/1"
    assert finding.message == "24–25 May 2011 lies outside 2012, the year this column is about."


def test_an_activity_that_is_not_assigned_is_found():
    [finding] = activities_not_assigned(content(activities=("67", "16")), {"67"})

    assert finding.code == "activity-not-assigned"
    assert finding.message == "Activity 16 is not assigned to this implementer."


def test_an_entry_in_order_has_no_finding():
    assert entry_findings(content(activities=("67",)), year=2012, assigned={"67"}) == ()
