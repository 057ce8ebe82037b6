import contextlib
import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.enums import Precision
from reporting.exceptions import PeriodRefused
from reporting.periods import Period, format_period, parse_period

DAY = datetime.date


@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        ("2011-07-25", DAY(2011, 7, 25), DAY(2011, 7, 25), Precision.DAY),
        ("2011-07-25/2011-08-02", DAY(2011, 7, 25), DAY(2011, 8, 2), Precision.DAY),
        ("2011-09", DAY(2011, 9, 1), DAY(2011, 9, 30), Precision.MONTH),
        ("2012-02", DAY(2012, 2, 1), DAY(2012, 2, 29), Precision.MONTH),
        ("2011-11/2012-01", DAY(2011, 11, 1), DAY(2012, 1, 31), Precision.MONTH),
        ("2011", DAY(2011, 1, 1), DAY(2011, 12, 31), Precision.YEAR),
        ("2010/2011", DAY(2010, 1, 1), DAY(2011, 12, 31), Precision.YEAR),
    ],
)
def test_a_period_is_its_first_to_its_last_day(words, start, end, precision):
    assert parse_period(words) == Period(start, end, precision)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "/",
        "2011-07-25/",
        "/2011-07-25",
        "2011-07-25/2011-08-02/2011-08-03",
        "2011-02-30",
        "2011-13",
        "0000",
        "2011-7-25",
        "25 July 2011",
        "2011-07-25/2011-07-24",
        "2011-08/2011-07",
        "2011-07/2011-07-25",
        "2011/2011-07",
        "２０１１",
        "2011-07-25T10:00",
        "-2011",
    ],
)
def test_what_is_no_period_is_refused_in_words(words):
    with pytest.raises(PeriodRefused, match="“"):
        parse_period(words)


@given(st.dates(), st.dates(), st.sampled_from(Precision))
def test_a_written_period_is_read_back_the_same(one, other, precision):
    first, last = sorted((one, other))
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[precision]
    words = f"{first.isoformat()[:length]}/{last.isoformat()[:length]}"
    period = parse_period(words)
    assert parse_period(format_period(period)) == period
    assert period.start <= first <= last <= period.end


@given(st.text())
def test_any_other_words_are_refused_and_nothing_else_goes_wrong(words):
    with contextlib.suppress(PeriodRefused):
        parse_period(words)


def test_one_day_is_written_as_one():
    assert format_period(parse_period("2011-07-25/2011-07-25")) == "2011-07-25"
