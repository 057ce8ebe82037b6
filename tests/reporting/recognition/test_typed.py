"""Dates and amounts as people type them."""

import datetime
from decimal import Decimal

import pytest

from reporting.recognition.typed_amounts import read_amount
from reporting.recognition.typed_dates import read_date

YEAR = 2013


def read(text: str) -> list[str]:
    found = read_date(text, year=YEAR)
    return [f"{one.start}/{one.end}{' inferred' if one.year_inferred else ''}" for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 to 7 June 2013", ["2013-06-05/2013-06-07"]),
        ("del 5 al 7 de junio de 2013", ["2013-06-05/2013-06-07"]),
        ("du 5 au 7 juin 2013", ["2013-06-05/2013-06-07"]),
        ("5 a 7 de junho de 2013", ["2013-06-05/2013-06-07"]),
        ("15/06/2013", ["2013-06-15/2013-06-15"]),
        ("06/15/2013", ["2013-06-15/2013-06-15"]),
        ("03/04/2011", ["2011-04-03/2011-04-03", "2011-03-04/2011-03-04"]),
        ("3-4-11", ["2011-04-03/2011-04-03", "2011-03-04/2011-03-04"]),
        ("04/04/2011", ["2011-04-04/2011-04-04"]),
        ("in spring", ["2013-03-01/2013-05-31 inferred", "2013-09-01/2013-11-30 inferred"]),
        ("invierno de 2012", ["2012-12-01/2013-02-28", "2012-06-01/2012-08-31"]),
        ("marzo", ["2013-03-01/2013-03-31 inferred"]),
        ("5 June", ["2013-06-05/2013-06-05 inferred"]),
        ("5 June and 9 July 2013", ["2013-06-05/2013-06-05", "2013-07-09/2013-07-09"]),
        ("soon", []),
        ("31 June 2013", []),
        ("13/13/2013", []),
        ("99/99/9999", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_a_typed_date_is_everything_that_it_can_mean(text, expected):
    assert read(text) == expected


def test_a_wrong_weekday_is_marked():
    [found] = read_date("Monday 5 June 2013", year=YEAR)

    assert (found.start, found.is_wrong_weekday) == (datetime.date(2013, 6, 5), True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("25000", ["25000"]),
        ("25.000", ["25000", "25.000"]),
        ("25,000", ["25000", "25.000"]),
        ("25.5", ["25.5"]),
        ("25,50", ["25.50"]),
        ("1,234.50", ["1234.50"]),
        ("1.234,50", ["1234.50"]),
        ("1 234 567", ["1234567"]),
        ("1.234.567", ["1234567"]),
        ("0.500", ["0.500"]),
        ("1.234.56", []),
        ("-5", []),
        ("1e5", []),
        ("much", []),
        ("", []),
        ("9" * 100, []),
    ],
)
def test_a_typed_amount_is_everything_that_it_can_mean(text, expected):
    assert read_amount(text) == tuple(map(Decimal, expected))
