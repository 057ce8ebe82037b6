import datetime

import pytest

from reporting.enums import Precision
from reporting.periods import parse_period
from reporting.recognition.dates import (
    DateFlag,
    DatePrecision,
    DateRole,
    find_dates,
    find_events,
)


def read(text, **options):
    return [(found.words, found.iso) for found in find_dates(text, year=2011, **options)]


@pytest.mark.parametrize(
    ("text", "words", "iso"),
    [
        ("During the 25th and 26th May, officials", "25th and 26th May", "2011-05-25/2011-05-26"),
        ("from February 28 to March 4 (64", "February 28 to March 4", "2011-02-28/2011-03-04"),
        ("March 30-31, 2011", "March 30-31, 2011", "2011-03-30/2011-03-31"),
        ("28 and April 29, 2011", "28 and April 29, 2011", "2011-04-28/2011-04-29"),
        ("in August 2011", "August 2011", "2011-08"),
        ("from 18 to 20 May 2011 in", "18 to 20 May 2011", "2011-05-18/2011-05-20"),
        ("Between July 25 to August 2, 2011", "July 25 to August 2, 2011", "2011-07-25/2011-08-02"),
        ("Costa Rica , Jan. 19-20, 2011", "Jan. 19-20, 2011", "2011-01-19/2011-01-20"),
        ("January 23-27, 2012", "January 23-27, 2012", "2012-01-23/2012-01-27"),
        ("on 17 and 18 November, in", "17 and 18 November", "2011-11-17/2011-11-18"),
        ("From 15 to June 16, 2011 the", "15 to June 16, 2011", "2011-06-15/2011-06-16"),
        ("Between 15 to 19 August, IOM", "15 to 19 August", "2011-08-15/2011-08-19"),
        ("Between 11 and 13 April 2011", "11 and 13 April 2011", "2011-04-11/2011-04-13"),
        ("On Tuesday 31 May, IOM", "Tuesday 31 May", "2011-05-31"),
        ("Feb. 2-3, 2011", "Feb. 2-3, 2011", "2011-02-02/2011-02-03"),
        ("October 2010 to June 2011", "October 2010 to June 2011", "2010-10/2011-06"),
        ("January-June, 2011", "January-June, 2011", "2011-01/2011-06"),
        ("In June, 2011 the OAS", "June, 2011", "2011-06"),
        ("On May 2011", "May 2011", "2011-05"),
        ("the period 2010 -2011", "2010 -2011", "2010/2011"),
        ("the october 4, 2011", "october 4, 2011", "2011-10-04"),
        ("held on Friday March 25, 2011", "Friday March 25, 2011", "2011-03-25"),
        ("Monday 24 October 2011.", "Monday 24 October 2011", "2011-10-24"),
        ("from November 30 to December 3, 2011", "November 30 to December 3, 2011",
         "2011-11-30/2011-12-03"),
        ("31 October and 1 November 2011", "31 October and 1 November 2011",
         "2011-10-31/2011-11-01"),
        ("December 28 to January 3", "December 28 to January 3", "2011-12-28/2012-01-03"),
        ("December 28 to January 3, 2012", "December 28 to January 3, 2012",
         "2011-12-28/2012-01-03"),
        ("1, 2 and 3 March", "1, 2 and 3 March", "2011-03-01/2011-03-03"),
        ("the first of May 2011", "first of May 2011", "2011-05-01"),
        ("contributions ended last June", "June", "2011-06"),
        ("conducted in 2009by the project", "2009", "2009"),
        ("the 2011/12 budget", "2011/12", "2011/2012"),
        ("on 25/3/2011 at noon", "25/3/2011", "2011-03-25"),
        ("on 3/25/2011 at noon", "3/25/2011", "2011-03-25"),
        ("from November to February", "November to February", "2011-11/2012-02"),
        ("from December to June", "December to June", "2011-12/2012-06"),
        ("on 2011-07-25 at noon", "2011-07-25", "2011-07-25"),
        ("by 31.12.2011", "31.12.2011", "2011-12-31"),
        ("on 4\u00a0March\u00a02011", "4\u00a0March\u00a02011", "2011-03-04"),
        ("from 5 to 9 March.", "5 to 9 March", "2011-03-05/2011-03-09"),
        ("since mid-2011", "2011", "2011"),
        ("(Apr.-Jun. 2011)", "Apr.-Jun. 2011", "2011-04/2011-06"),
        ("24–26 August 2011", "24–26 August 2011", "2011-08-24/2011-08-26"),
    ],
)  # fmt: skip
def test_a_date_is_read_as_printed(text, words, iso):
    assert read(text) == [(words, iso)]


@pytest.mark.parametrize(
    "text",
    [
        "14 member States", "about 2000 migrants", "2,869 unaccompanied children", "Case 12562",
        "AG/RES. 2669 (XLI-O/11)", "CP/CAJP-3035/12 add. 4 rev. 2", "MC-2011/12", "MC 5-11",
        "10-Point Plan", "states may 30 days later", "the March of migrants",
        "https://oas.org/2011/05/12", "$ 2011", "Decree No. 2010", "a 2-day forum", "65%",
        "in 8municipalities", "5 courses of 72 hours", "paragraph 17", "the XVII Conference",
    ],
)  # fmt: skip
def test_other_numbers_are_no_dates(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("months", "years"),
    [
        ("November{} to February{}", ("2011-11", "2012-02")),
        ("December{} to June{}", ("2011-12", "2012-06")),
        ("15 December{} - 10 January{}", ("2011-12-15", "2012-01-10")),
        ("December 15{} to June 20{}", ("2011-12-15", "2012-06-20")),
    ],
)
def test_range_of_at_most_six_months_runs_over_new_year_however_its_year_is_given(months, years):
    iso = "/".join(years)

    for printed in (("", ""), ("", " 2012"), (" 2011", ""), (" 2011", " 2012")):
        text = f"from {months.format(*printed)} in Lima"
        (found,) = find_dates(text, year=2011)
        assert (found.iso, found.flags) == (iso, ()), text


@pytest.mark.parametrize("months", ["November{} to June{}", "15 December{} - 10 July{}"])
@pytest.mark.parametrize("printed", [("", ""), ("", " 2011"), (" 2011", "")])
def test_range_of_over_six_months_does_not_run_over_new_year(months, printed):
    (found,) = find_dates(f"from {months.format(*printed)} in Lima", year=2011)

    assert (found.iso, found.flags) == ("", (DateFlag.REVERSED,))


def test_days_that_do_not_follow_one_another_are_two_dates():
    assert read("on 3 and 17 May 2011") == [("3", "2011-05-03"), ("17 May 2011", "2011-05-17")]
    assert read("March 3, 10 and 17, 2011") == [
        ("March 3", "2011-03-03"), ("10", "2011-03-10"), ("17, 2011", "2011-03-17"),
    ]  # fmt: skip


def test_two_whole_dates_joined_by_and_are_two():
    assert len(read("March 26, 2011 and March 27, 2011")) == 2


def test_a_date_does_not_run_over_a_blank_line():
    assert read("March 25, 2011\n\n2. May is near") == [("March 25, 2011", "2011-03-25")]


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("on 31 June 2011", DateFlag.IMPOSSIBLE),
        ("on February 29, 2011", DateFlag.IMPOSSIBLE),
        ("from 28 to 31 June 2011", DateFlag.IMPOSSIBLE),
        ("from August 2 to July 25, 2011", DateFlag.REVERSED),
        ("May 24-24, 2011", DateFlag.SAME_DAY),
        ("Monday 26 March 2011", DateFlag.WEEKDAY),
        ("on Monday 31 May", DateFlag.WEEKDAY),
        ("on 3/4/2011", DateFlag.DAY_OR_MONTH_FIRST),
    ],
)
def test_what_is_wrong_with_a_date_is_said(text, flag):
    (found,) = find_dates(text, year=2011)
    assert found.flags == (flag,)
    assert found.confidence < 0.8


@pytest.mark.parametrize(
    "text",
    ["on 30 June 2011", "on February 29, 2012", "from July 25 to August 2, 2011", "May 24-25, 2011",
     "Saturday 26 March 2011", "on Tuesday 31 May", "on 25/4/2011", "on 4/4/2011"],
)  # fmt: skip
def test_clean_dates_have_no_flags(text):
    (found,) = find_dates(text, year=2011)
    assert found.flags == ()


def test_a_one_day_range_is_that_day_and_an_impossible_one_no_day():
    (one_day,) = find_dates("May 24-24, 2011")
    assert (one_day.iso, one_day.precision) == ("2011-05-24", DatePrecision.DAY)
    (impossible,) = find_dates("from 28 to 31 June 2011")
    assert (impossible.first, impossible.last) == (datetime.date(2011, 6, 28), None)
    assert impossible.iso == ""


def test_a_missing_year_is_that_of_the_context_and_marked():
    (found,) = find_dates("On November 16 the Rapporteur", year=2011)
    assert (found.iso, found.year_inferred) == ("2011-11-16", True)


def test_a_missing_year_without_context_is_flagged():
    (found,) = find_dates("On November 16 the Rapporteur")
    assert (found.iso, found.year_inferred, found.flags) == ("", False, (DateFlag.NO_YEAR,))


def test_a_year_stated_before_in_the_sentence_is_not_inferred():
    first, second = find_dates("on 7 and 8 June 2010, and again on June 9", year=2011)
    assert (second.iso, second.year_inferred) == ("2010-06-09", False)
    assert first.iso == "2010-06-07/2010-06-08"


@pytest.mark.parametrize(
    "text",
    [
        "the 1951 Convention relating to the Status of Refugees",
        "the UN Convention relating to the Status of Refugees of 1951",
        "Act 985 of 2005",
        "Law 2005",
        "the Decree No. 2330 on Refugees of 1984",
        "the 2004 Immigration Act",
        "the 2010 Brasilia Declaration",
        "resolution AB/RES. 2141 (XXXV-O/05) of June 7, 2005",
        "ratify the 1954 and 1961 conventions",
        "the 1954 and the 1961 Conventions",
    ],
)
def test_a_year_in_the_name_of_a_law_is_no_event(text):
    found = find_dates(text, year=2011)
    assert {one.role for one in found} == {DateRole.NAME}
    assert found


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("In June 2010, the OAS adopted a resolution", DateRole.EVENT),
        ("a resolution adopted on June 7, 2005", DateRole.EVENT),
        ("In 2011, UNHCR celebrated the anniversary", DateRole.EVENT),
        ("In 2010 some 9,960 asylum claims were lodged", DateRole.PERIOD),
        ("the second half of 2010", DateRole.PERIOD),
        ("between April and September 2010", DateRole.PERIOD),
        ("During 2011 the DPS implemented", DateRole.PERIOD),
        ("for calendar year 2012", DateRole.PERIOD),
    ],
)
def test_events_differ_from_periods(text, role):
    (found,) = find_dates(text, year=2011)
    assert found.role is role
    assert bool(find_events(text, year=2011)) == (role is DateRole.EVENT)


def test_precisions_are_those_of_the_database():
    assert {str(one) for one in DatePrecision} == set(Precision.values)


def test_the_iso_form_is_what_the_portal_reads():
    text = "May 24-25, 2011; June 2011; 2010-2011; 31 December 2011"
    for found in find_dates(text):
        period = parse_period(found.iso)
        assert (period.start, period.end, period.precision.value) == (
            found.first, found.last, found.precision.value,
        )  # fmt: skip


def test_a_date_with_the_day_first_is_an_event_in_an_english_text():
    [event] = find_events("A seminar was held on 25/3/2011 in Lima.", year=2011)
    assert (event.first, event.last) == (datetime.date(2011, 3, 25), datetime.date(2011, 3, 25))
