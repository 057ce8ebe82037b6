"""Dates as exactly as a text gives them: a day, a month, a year, or a range of one of these."""

import calendar
import datetime
import re
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reporting.enums import Precision
from reporting.exceptions import PeriodRefused

_FORMS = {
    Precision.DAY: re.compile(r"^(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII),
    Precision.MONTH: re.compile(r"^(\d{4})-(\d{2})\Z", re.ASCII),
    Precision.YEAR: re.compile(r"^(\d{4})\Z", re.ASCII),
}


@dataclass(frozen=True)
class Period:
    """First and last day, both included, and how exactly they are known."""

    start: datetime.date
    end: datetime.date
    precision: Precision


def parse_period(words: str) -> Period:
    """Read an ISO 8601 date or range: `2011-07-25`, `2011-09`, `2011`, `2011-07-25/2011-08-02`.

    Raises `PeriodRefused` when a date is impossible, when the two ends are not equally exact, or
    when the range ends before it starts.
    """
    first, slash, last = words.partition("/")
    start = _parse_one(first)
    end = _parse_one(last) if slash else start
    if start.precision != end.precision:
        raise PeriodRefused(
            _("“%(words)s”: give both ends as days, as months or as years.") % {"words": words}
        )
    if end.end < start.start:
        raise PeriodRefused(_("“%(words)s” ends before it starts.") % {"words": words})
    return Period(start.start, end.end, start.precision)


def format_period(period: Period) -> str:
    """The ISO 8601 form that `parse_period` reads back to the same period."""
    length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[period.precision]
    start, end = period.start.isoformat()[:length], period.end.isoformat()[:length]
    return start if start == end else f"{start}/{end}"


def _parse_one(words: str) -> Period:
    for precision, form in _FORMS.items():
        if found := form.match(words.strip()):
            year, month, day = (int(part) for part in (*found.groups(), 1, 1)[:3])
            try:
                start = datetime.date(year, month, day)
            except ValueError as error:
                raise PeriodRefused(
                    _("“%(words)s” is not a date of the calendar.") % {"words": words}
                ) from error
            return Period(start, _last_day(start, precision), precision)
    raise PeriodRefused(
        _("“%(words)s” is not a date: write 2011-07-25, 2011-07 or 2011.") % {"words": words}
    )


def _last_day(start: datetime.date, precision: Precision) -> datetime.date:
    if precision is Precision.YEAR:
        return start.replace(month=12, day=31)
    if precision is Precision.MONTH:
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start


def describe_period(period: Period) -> str:
    """The period in words of the reader's language: "25 July – 2 August 2011", "September 2011"."""
    start, end = period.start, period.end
    if period.precision is Precision.YEAR:
        return str(start.year) if start.year == end.year else f"{start.year}–{end.year}"
    if period.precision is Precision.MONTH:
        return _joined(start, end, parts=["F", "Y"])
    return _joined(start, end, parts=["j", "F", "Y"])


def _joined(start: datetime.date, end: datetime.date, *, parts: list[str]) -> str:
    """Both ends with what they share said once; `parts` are date formats, the smallest first."""
    own = len(parts)
    while own and date_format(start, parts[own - 1]) == date_format(end, parts[own - 1]):
        own -= 1
    whole = date_format(end, " ".join(parts))
    if not own:
        return whole
    dash = "–" if own == 1 else " – "
    return f"{date_format(start, ' '.join(parts[:own]))}{dash}{whole}"
