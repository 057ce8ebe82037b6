"""Events as an iCalendar file: days as they are known, and an identity that stays."""

import datetime

import pytest
from icalendar import Calendar

from reporting.exporting.calendar import calendar_of
from reporting.models import Entry, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return Entry.objects.get(reference="2011-rial-4")


def event(entry, start, end, precision="day", *, position=1, place="Kingston"):
    return Event(
        entry=entry, position=position, start=start, end=end, precision=precision, place=place
    )


def lines_of(*events, site="https://oas.example"):
    body = calendar_of(events, site=site, host="portal.example", name="Portal; one, two").decode()
    return body.replace("\r\n ", "").split("\r\n")


def value_of(lines, name):
    (line,) = [line for line in lines if line.startswith(name)]
    return line.removeprefix(name).lstrip(":")


DAY = datetime.date(2011, 2, 21)


def test_an_event_of_days_is_those_days_and_says_nothing_more(entry):
    lines = lines_of(event(entry, DAY, datetime.date(2011, 2, 23)))
    assert value_of(lines, "DTSTART;VALUE=DATE") == "20110221"
    assert value_of(lines, "DTEND;VALUE=DATE") == "20110224"
    assert "2011" not in value_of(lines, "SUMMARY")
    assert not any(line.startswith("DESCRIPTION") for line in lines)


def test_an_event_known_by_its_month_says_so(entry):
    month = event(entry, datetime.date(2011, 9, 1), datetime.date(2011, 9, 30), "month")
    lines = lines_of(month)
    assert value_of(lines, "SUMMARY").startswith("September 2011 (day not stated): ")
    assert value_of(lines, "DESCRIPTION") == (
        "The report gives no day: it was or will be at some time in September 2011."
    )


def test_an_event_known_by_its_year_alone_is_left_out(entry):
    year = event(entry, datetime.date(2011, 1, 1), datetime.date(2011, 12, 31), "year")
    assert "BEGIN:VEVENT" not in lines_of(year)


def test_the_identity_of_an_event_is_the_same_wherever_it_stands_and_is_asked_for(entry):
    first = lines_of(event(entry, DAY, DAY))
    later = lines_of(event(entry, DAY, DAY, position=7), site="https://other.example")
    assert value_of(first, "UID") == value_of(later, "UID")
    assert value_of(first, "UID").startswith("2011-rial-4-")
    assert value_of(first, "UID").endswith("@portal.example")


def test_two_events_of_a_day_have_two_identities(entry):
    lines = lines_of(event(entry, DAY, DAY), event(entry, DAY, DAY, place="Port of Spain"))
    assert len({line for line in lines if line.startswith("UID")}) == 2


def test_a_year_before_1000_has_four_digits(entry):
    lines = lines_of(event(entry, datetime.date(948, 5, 1), datetime.date(948, 5, 1)))
    assert value_of(lines, "DTSTART;VALUE=DATE") == "09480501"
    assert value_of(lines, "DTEND;VALUE=DATE") == "09480502"


def test_calendar_has_a_name_and_says_how_often_to_refresh_it(entry):
    lines = lines_of(event(entry, DAY, DAY))
    assert value_of(lines, "X-WR-CALNAME") == value_of(lines, "NAME") == "Portal\\; one\\, two"
    assert value_of(lines, "REFRESH-INTERVAL;VALUE=DURATION") == "PT12H"
    assert value_of(lines, "X-PUBLISHED-TTL") == "PT12H"


def test_event_tells_which_version_it_is(entry):
    entry.revision = 7
    lines = lines_of(event(entry, DAY, DAY))
    assert value_of(lines, "SEQUENCE") == "7"
    assert value_of(lines, "LAST-MODIFIED") == value_of(lines, "DTSTAMP")
    assert value_of(lines, "DTSTAMP").endswith("Z")


def test_text_comes_back_from_the_file_and_no_line_is_too_long(entry):
    place = "Sala “Ñandú”; 2nd, floor \\ east " + "é" * 150
    entry.text = "One, two; three \\ four é " * 20
    body = calendar_of(
        [event(entry, DAY, DAY, place=f"{place}\x07\x85")], site="s", host="h", name="n"
    )
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert not any(control in body for control in (b"\x07", b"\xc2\x85"))
    [read] = Calendar.from_ical(body).walk("VEVENT")
    assert read["LOCATION"] == place
    assert (read.decoded("DTSTART"), read.decoded("DTEND")) == (DAY, datetime.date(2011, 2, 22))


def test_event_on_the_last_day_there_is_has_no_end(entry):
    lines = lines_of(event(entry, datetime.date.max, datetime.date.max))
    assert not any(line.startswith("DTEND") for line in lines)


def test_the_signs_that_end_a_value_are_escaped(entry):
    entry.title = "One; two, three\\four"
    [line] = [x for x in lines_of(event(entry, DAY, DAY)) if x.startswith("SUMMARY")]
    assert line == r"SUMMARY:RIAL: One\; two\, three\\four"
