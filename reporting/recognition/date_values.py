"""Converts dates as printed to days of the calendar."""

import calendar
import datetime
import re

from reporting.recognition.date_forms import Moment, runs_over_new_year
from reporting.recognition.date_tokens import full_year
from reporting.recognition.languages import language

_LEAP_YEAR = 2012  # a day that a leap year does not have is impossible in every year


def precision_of(moment: Moment) -> str:
    """The precision of a date as printed: "day", "month" or "year"."""
    if moment.day is not None:
        return "day"
    return "year" if moment.month is None else "month"


def ends_of(
    start: Moment, end: Moment, year: int | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and last day of the range from `start` to `end`; None if there is no such day.

    `year` is used if no year is printed.
    """
    first_year, last_year = start.year or year, end.year or year
    no_year_printed = start.year is None and end.year is None
    if no_year_printed and last_year and runs_over_new_year(start, end):
        last_year += 1
    return _day(start, first_year, last=False), _day(end, last_year, last=True)


def is_impossible(moment: Moment, year: int | None) -> bool:
    """Whether there is no such day in its year, or in any year if the year is unknown."""
    return _day(moment, moment.year or year or _LEAP_YEAR, last=False) is None


def from_figures(text: str, lang: str) -> tuple[Moment, bool]:
    """The date of a text like "3/4/2011", and whether day and month may be the other way around."""
    parts = [int(part) for part in re.split(r"[-./]", text)]
    if parts[0] > 31:
        return Moment(parts[2], parts[1], parts[0]), False
    month_first = language(lang).dates.month_before_day and "." not in text
    day, month = (parts[1], parts[0]) if month_first else (parts[0], parts[1])
    if month > 12 >= day:
        day, month = month, day
    return Moment(day, month, full_year(parts[2])), day <= 12 and day != month and "." not in text


def _day(moment: Moment, year: int | None, *, last: bool) -> datetime.date | None:
    if year is None:
        return None
    month = moment.month or (12 if last else 1)
    if not 1 <= month <= 12:
        return None
    length = calendar.monthrange(year, month)[1]
    day = moment.day if moment.day is not None else (length if last else 1)
    return datetime.date(year, month, day) if 1 <= day <= length else None
