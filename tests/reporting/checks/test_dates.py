import pytest

from tests.reporting.checks.making import entry, event, found, next_year, planned, words, year_of


@pytest.mark.parametrize(
    ("make", "when", "code"),
    [
        (entry, event("2010-12-31"), "dates.outside-year"),
        (planned, event("2012-01-01"), "dates.outside-year"),
        (next_year, event("2013-01-01"), "dates.outside-year"),
        (entry, event("2012-01-23", "2012-01-27"), "dates.future-in-executed"),
        (next_year, event("2011-12-31"), "dates.past-in-next-year"),
    ],
)
def test_an_event_in_the_wrong_year_is_found_once(make, when, code):
    checked = year_of(make(events=(when,)))
    codes = ("dates.outside-year", "dates.future-in-executed", "dates.past-in-next-year")
    assert [len(found(one, checked)) for one in codes] == [int(one == code) for one in codes]


@pytest.mark.parametrize(
    ("make", "when"),
    [
        (entry, event("2011-01-01")),
        (entry, event("2011-01-01", "2011-12-31", "year")),
        (planned, event("2011-12-31")),
        (next_year, event("2012-01-01", "2012-12-31")),
    ],
)
def test_an_event_in_its_year_is_in_order(make, when):
    checked = year_of(make(events=(when,)))
    for code in ("dates.outside-year", "dates.future-in-executed", "dates.past-in-next-year"):
        assert found(code, checked) == []


def test_what_the_text_itself_announces_is_not_reported_as_done():
    text = "The results will be presented at a forum in June 2012."
    checked = year_of(entry(text, events=(event("2012-06-01", "2012-06-30", "month"),)))
    assert found("dates.future-in-executed", checked) == []


FAULTS = [
    ("dates.impossible", "A forum was held on 31 June 2011.", "31 June 2011"),
    ("dates.reversed", "A forum was held from August 2 to July 25, 2011.", "August 2 to July 25, 2011"),
    ("dates.one-day-range", "A forum was held on May 24-24, 2011.", "May 24-24, 2011"),
    ("dates.weekday", "A forum was held on Monday 31 May 2011.", "Monday 31 May 2011"),
    ("dates.without-year", "A forum was held on 31 May.", "31 May"),
    ("dates.no-event", "A forum was held on 31 May 2011.", "31 May 2011"),
    ("dates.day-or-month-first", "A forum was held on 3/4/2011.", "3/4/2011"),
    ("dates.relative", "It was approved this year.", "this year"),
    ("dates.relative", "Contributions ended last June.", "last June"),
    ("dates.small-letter", "On the october 4, 2011 a forum was held.", "october"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "fault"), FAULTS)
def test_a_faulty_date_is_found(code, text, fault):
    assert words(code, year_of(entry(text))) == [fault]


LOOKALIKES = [
    ("dates.impossible", "A forum was held on 30 June 2011."),
    ("dates.reversed", "A forum was held from July 25 to August 2, 2011."),
    ("dates.one-day-range", "Forums were held on May 24-25, 2011 and on May 24, 2011."),
    ("dates.weekday", "A forum was held on Tuesday 31 May 2011."),
    ("dates.without-year", "A forum was held on 31 May 2011, and the Act of 2005 was discussed."),
    ("dates.no-event", "The Convention of 28 July 1951 protects them."),
    ("dates.day-or-month-first", "A forum was held on 3 April 2011."),
    ("dates.relative", "In the last year of the project, the year 2011, it ended."),
    ("dates.small-letter", "They may 4 times a year march for it, on May 4, 2011."),
]


@pytest.mark.parametrize(("code", "text"), LOOKALIKES)
def test_a_date_in_order_is_not_found(code, text):
    assert words(code, year_of(entry(text))) == []


@pytest.mark.parametrize(
    "held",
    [event("2011-05-31"), event("2011-05-01", "2011-05-31", "month"), event("2011-05-30", "2011-06-01")],
)  # fmt: skip
def test_a_date_that_an_event_holds_is_in_order(held):
    text = "A forum was held on 31 May 2011."
    assert found("dates.no-event", year_of(entry(text, events=(held,)))) == []


def test_a_plan_that_names_only_a_year_gone_by_is_found():
    assert words("dates.past-in-plans", year_of(planned("Continue in 2010 the actions."))) == [
        "2010"
    ]
    later = planned("Continue in 2011 what was begun in 2009.")
    assert words("dates.past-in-plans", year_of(later)) == []
    assert words("dates.past-in-plans", year_of(entry("Continue in 2010 the actions."))) == []


GENEVA = event("2011-04-12", "2011-04-13", place="Geneva", country="CHE")
MEXICO = event("2011-04-11", "2011-04-13", place="Mexico City", country="MEX")
UNNAMED = event("2011-04-13")


def test_one_office_at_two_places_on_a_day_is_found():
    checked = year_of(entry(events=(GENEVA, MEXICO, UNNAMED)), of_the_oas=True)
    [finding] = found("dates.two-places", checked)
    assert "11–13 April 2011 Mexico City" in finding.message
    assert "12–13 April 2011 Geneva" in finding.message
    assert "13 April 2011 (no place stated)" in finding.message
    assert found("dates.perhaps-two-places", checked) == []


def test_two_places_are_found_over_two_entries_of_an_organ():
    pair = entry(events=(GENEVA,)), entry(events=(MEXICO,))
    assert len(found("dates.two-places", year_of(*pair, of_the_oas=True))) == 1
    assert found("dates.two-places", year_of(*pair)) == []


@pytest.mark.parametrize(
    "events",
    [
        (GENEVA, event("2011-04-14", place="Bern", country="CHE")),
        (GENEVA, event("2011-04-12", place="Geneva", country="CHE")),
        (MEXICO, event("2011-04-01", "2011-04-30", "month", "Lima", "PER")),
        (UNNAMED, event("2011-04-13")),
    ],
)
def test_other_days_and_equal_places_are_in_order(events):
    checked = year_of(entry(events=events), of_the_oas=True)
    assert found("dates.two-places", checked) == []
    assert found("dates.perhaps-two-places", checked) == []


def test_a_place_left_out_on_the_same_day_is_a_notice():
    checked = year_of(entry(events=(MEXICO, UNNAMED)), of_the_oas=True)
    assert len(found("dates.perhaps-two-places", checked)) == 1
    assert found("dates.two-places", checked) == []


@pytest.mark.parametrize(
    "when", [event("2011-12-30", "2012-01-02"), event("2011-12-01", "2012-01-31", "month")]
)
def test_an_event_over_new_year_is_not_reported_as_lying_after_its_year(when):
    checked = year_of(entry(events=(when,)))
    assert found("dates.future-in-executed", checked) == []
    assert len(found("dates.outside-year", checked)) == 1  # for the part of it that does
