"""Dates with their precision: a day, a month, a year, or a range of one of these."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.enums import Precision
from reporting.exceptions import PeriodRefused

_PATTERNS = {
    Precision.DAY: re.compile(r"^(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII),
    Precision.MONTH: re.compile(r"^(\d{4})-(\d{2})\Z", re.ASCII),
    Precision.YEAR: re.compile(r"^(\d{4})\Z", re.ASCII),
}


@dataclass(frozen=True)
class Period:
    """The first and the last day, both included, and how exactly they are known."""

    start: datetime.date
    end: datetime.date
    precision: Precision


def parse_period(value: str) -> Period:
    """Parse an ISO 8601 date or range: `2011-07-25`, `2011-09`, `2011`, `2011-07-25/2011-08-02`.

    Raises `PeriodRefused` when a date is impossible, when the two ends are not equally precise, or
    when the range ends before it starts.
    """
    first, slash, last = value.partition("/")
    start = _parse_one(first)
    end = _parse_one(last) if slash else start
    if start.precision != end.precision:
        raise PeriodRefused(
            _("“%(words)s”: give both ends as days, as months or as years.") % {"words": value}
        )
    if end.end < start.start:
        raise PeriodRefused(_("“%(words)s” ends before it starts.") % {"words": value})
    return Period(start.start, end.end, start.precision)


def format_period(period: Period) -> str:
    """Return the ISO 8601 form, which `parse_period` parses to the same period."""
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[period.precision]
    start, end = period.start.isoformat()[:length], period.end.isoformat()[:length]
    return start if start == end else f"{start}/{end}"


def _parse_one(value: str) -> Period:
    for precision, pattern in _PATTERNS.items():
        if match := pattern.match(value.strip()):
            year, month, day = (int(part) for part in (*match.groups(), 1, 1)[:3])
            try:
                start = datetime.date(year, month, day)
            except ValueError as error:
                raise PeriodRefused(
                    _("“%(words)s” is not a date of the calendar.") % {"words": value}
                ) from error
            return Period(start, _last_day(start, precision), precision)
    raise PeriodRefused(
        _("“%(words)s” is not a date: write 2011-07-25, 2011-07 or 2011.") % {"words": value}
    )


def _last_day(start: datetime.date, precision: Precision) -> datetime.date:
    if precision is Precision.YEAR:
        return start.replace(month=12, day=31)
    if precision is Precision.MONTH:
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start


def describe_period(period: Period) -> str:
    """Return the period in the reader's language: "25 July – 2 August 2011", "September 2011"."""
    start, end = period.start, period.end
    if period.precision is Precision.YEAR:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if period.precision is Precision.MONTH:
        return _joined(start, end, parts=["F", "Y"])
    return _joined(start, end, parts=["j", "F", "Y"])


def _joined(start: datetime.date, end: datetime.date, *, parts: list[str]) -> str:
    """Join both ends without repeating shared parts; `parts` are date formats, smallest first."""
    differing = len(parts)
    while differing and date_format(start, parts[differing - 1]) == date_format(
        end, parts[differing - 1]
    ):
        differing -= 1
    full_end = date_format(end, " ".join(parts))
    if not differing:
        return full_end
    dash = "–" if differing == 1 else " – "
    return f"{date_format(start, ' '.join(parts[:differing]))}{dash}{full_end}"
