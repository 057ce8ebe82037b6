"""/events.csv and /events.ics : the events that were asked for, and none that merely stand beside them."""

import datetime
from dataclasses import replace

import pytest
from icalendar import Calendar

from reporting.actions.entry_writing import persist_entry
from reporting.entry_content import EntryContent, EventContent
from reporting.enums import Origin
from reporting.models import Event
from reporting.queries.entries import content_of
from tests.reporting.views import new_chapter, new_entry, new_year, page_of

pytestmark = pytest.mark.django_db


def events_of(client, query):
    return client.get(f"/events.json?{query}").json()


def number_in_calendar(client, query):
    return client.get(f"/events.ics?{query}").content.count(b"BEGIN:VEVENT")


@pytest.fixture
def two_meetings(admin_user):
    """One entry with a meeting in Mexico in March and one in Guyana in August."""
    content = EntryContent(
        kind="executed",
        text="Two meetings were held.",
        countries=(("MEX", "place"), ("GUY", "place")),
        events=tuple(
            EventContent(
                start=datetime.date(2013, month, 3),
                end=datetime.date(2013, month, 5),
                country=code,
            )
            for month, code in ((3, "MEX"), (8, "GUY"))
        ),
    )
    return new_entry(new_chapter(new_year(2013), "iom", by=admin_user), content, by=admin_user)


@pytest.mark.parametrize(
    ("query", "months"),
    [
        ("", [3, 8]),
        ("&event_after=2013-03-05", [3, 8]),
        ("&event_after=2013-03-06", [8]),
        ("&event_before=2013-03-03", [3]),
        ("&event_before=2013-03-02", []),
        ("&event_after=2013-03-01&event_before=2013-08-02", [3]),
        ("&event_after=2013-03-06&event_before=2013-08-02", []),
        ("&event_country=GUY", [8]),
        ("&event_country=GUY&event_before=2013-07-31", []),
        ("&country=GUY", [3, 8]),
    ],
)
def test_of_an_entry_only_the_events_asked_for_are_given(client, two_meetings, query, months):
    found = events_of(client, f"year=2013{query}")
    assert [datetime.date.fromisoformat(row["start"]).month for row in found] == months
    assert number_in_calendar(client, f"year=2013{query}") == len(months)


def test_an_entry_is_found_by_where_an_event_of_it_is(client, two_meetings):
    def number(query):
        return len(client.get(f"/entries.json?year=2013&{query}").json())

    assert number("event_country=GUY") == number("event_country=MEX") == 1
    assert number("event_country=BRA") == 0
    assert number("event_country=GUY&event_before=2013-07-31") == 0
    assert number("event_country=GUY&event_after=2013-07-31") == 1


def test_the_events_of_a_window_lie_in_it(client):
    found = events_of(client, "event_after=2011-07-01&event_before=2011-07-31")
    expected = Event.objects.filter(end__gte="2011-07-01", start__lte="2011-07-31")
    assert len(found) == expected.count() > 5


def identities(client) -> dict[str, str]:
    """The identity of each event of 2013 in the calendar, by its first day."""
    events = Calendar.from_ical(client.get("/events.ics?year=2013").content).walk("VEVENT")
    return {event.decoded("DTSTART").strftime("%m-%d"): str(event["UID"]) for event in events}


def test_corrected_event_keeps_its_identity_in_calendars(client, two_meetings, admin_user):
    first = identities(client)
    march, august = content_of(two_meetings).events
    moved = replace(march, start=march.start.replace(day=4), place="Puebla")
    new = replace(march, place="Quito", start=march.start.replace(day=1))
    before = content_of(two_meetings)

    def write(*events):
        content = replace(before, events=events)
        persist_entry(two_meetings, content, origin=Origin.PORTAL, by=admin_user)
        return identities(client)

    assert write(moved, august) == {"03-04": first["03-03"], "08-03": first["08-03"]}
    with_new = write(new, moved, august)
    assert (with_new["03-04"], with_new["08-03"]) == (first["03-03"], first["08-03"])
    assert len(set(with_new.values())) == 3
    # One that stands where the moved one stood is another event.
    again = write(moved, august, march)
    assert (again["03-04"], again["08-03"]) == (first["03-03"], first["08-03"])
    assert len(set(again.values())) == 3


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (("two-27",), {"03-27": "03-26"}),  # the first is deleted, the second moved
        (("one-26", "two-25"), {"03-26": "03-25", "03-25": "03-26"}),  # they change places
        (("three-25", "two-26"), {"03-25": "03-25", "03-26": "03-26"}),  # a title is corrected
    ],
)
def test_an_identity_follows_the_event_that_is_most_alike(
    client, two_meetings, admin_user, after, expected
):
    def write(*events):
        persist_entry(
            two_meetings,
            replace(
                content_of(two_meetings),
                events=tuple(
                    EventContent(
                        start=datetime.date(2013, 3, int(day)),
                        end=datetime.date(2013, 3, int(day)),
                        title=title,
                        title_source="implementer",
                    )
                    for title, _, day in (event.partition("-") for event in events)
                ),
            ),
            origin=Origin.PORTAL,
            by=admin_user,
        )
        return identities(client)

    before = write("one-25", "two-26")
    assert write(*after) == {day: before[earlier] for day, earlier in expected.items()}


def test_two_events_of_one_day_and_place_have_two_identities(client, two_meetings, admin_user):
    content = content_of(two_meetings)
    twice = replace(content, events=(content.events[0],) * 2)

    persist_entry(two_meetings, twice, origin=Origin.PORTAL, by=admin_user)

    assert len(set(two_meetings.events.values_list("uid", flat=True))) == 2


@pytest.mark.parametrize("iso3", ["MEX", "CRI", "JAM"])
def test_the_calendar_of_a_country_holds_the_events_that_its_page_lists(client, iso3):
    page = page_of(client, f"/countries/{iso3}/")
    listed = page.find("//ol[contains(@class, 'timeline')]/li/div")
    (link,) = {link for link in page.links() if link.startswith("/events.ics")}
    # The RIAL workshop in Mexico City is one event, which a plan and its execution report.
    reported_twice = 1 if iso3 == "MEX" else 0
    assert number_in_calendar(client, link.partition("?")[2]) == len(listed) - reported_twice > 0


def test_all_events_of_a_country_are_one_link_away_from_the_latest(client, admin_user):
    year = new_year(2013)
    events = tuple(
        EventContent(start=day, end=day, country="MEX")
        for day in (datetime.date(2013, 1, 1) + datetime.timedelta(days=n) for n in range(40))
    )
    content = EntryContent(kind="executed", text="Forty meetings.", events=events)
    new_entry(new_chapter(year, "iom", by=admin_user), content, by=admin_user)
    page = page_of(client, "/countries/MEX/?year=2013")
    links = [link for link in page.links() if link.startswith("/events.ics")]
    assert len(links) == 2
    assert [number_in_calendar(client, link.partition("?")[2]) for link in links] == [40, 40]
