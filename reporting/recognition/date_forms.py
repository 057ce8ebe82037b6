"""The forms of dates, as patterns over the letters of `date_tokens`."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from reporting.recognition.date_tokens import DateToken

_W = "(?:WC?A?)?A?"  # "Tuesday, the"
_Y = "(?:C?O?A?Y)"
_MD = f"{_W}MA?D"
_DM = f"{_W}DO?A?M"
_TO = "(?:C?T|N)A?"
_GROUP = f"[OF]?A?{_W}D(?:C?TA?{_W}D)?"  # "7" or "1-3" in "1-3 and 7 May"
_DAYS = f"(?:{_GROUP}C){{1,30}}"  # "1, 2" of "1, 2 and 3"
_RANGE_OF_DAYS = f"A?{_W}DC?TA?{_W}D"

_RANGES = (
    f"F?A?{_MD}{_Y}?{_TO}{_MD}{_Y}?",  # July 25 to August 2, 2011
    f"F?A?{_DM}{_Y}?{_TO}{_DM}{_Y}?",  # 30 November to 3 December 2011
    f"F?A?{_W}MA?D{_TO}{_W}D(?!O?M){_Y}?",  # March 30-31, 2011
    f"F?A?{_W}D{_TO}{_W}DO?A?M{_Y}?",  # 18 to 20 May 2011
    f"F?A?{_W}D{_TO}{_W}MD{_Y}?",  # 28 and April 29, 2011
    f"M(?:CO?A?M){{1,10}}C?NO?A?M{_Y}",  # May, June and July 2011
    f"F?M{_Y}?{_TO}(?:O?A?M){_Y}?",  # October 2010 to June 2011, January-June, 2011
    "FY(?:C?T|N)A?Y|Y[TN]Y|S",  # 2010-2011, 2010 and 2011
    f"PC?O?A?{_Y}",  # the first half of 2011
)
_LISTS = (
    f"F?{_DAYS}{_GROUP}C?N{_GROUP}O?A?M{_Y}?",  # 3, 10 and 17 March; 1-3, 5 and 7 March
    f"F?{_DAYS}{_GROUP}O?A?M{_Y}?",  # 3, 10 March
    f"F?{_RANGE_OF_DAYS}C?N{_GROUP}O?A?M{_Y}?",  # 1-3 and 7 March
    f"F?A?{_W}DN{_RANGE_OF_DAYS}O?A?M{_Y}?",  # 1 and 5-7 March
    f"A?MA?{_DAYS}{_GROUP}C?N{_GROUP}(?!O?M){_Y}?",  # March 3, 10 and 17
    f"A?M{_RANGE_OF_DAYS}C?N{_GROUP}(?!O?M){_Y}?",  # March 1-3 and 7
)
_ONES = (f"{_MD}{_Y}?", f"{_DM}{_Y}?", f"M{_Y}", "I", "Y", "M")
_FORM = re.compile("|".join(f"(?:{form})" for form in (*_LISTS, *_RANGES, *_ONES)))


@dataclass(frozen=True)
class Moment:
    """A day, month or year as printed. Parts that are not printed are None."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None


_LONGEST_OVER_NEW_YEAR = 6  # months


def runs_over_new_year(start: Moment, end: Moment) -> bool:
    """Whether a range that prints at most one year runs over New Year, by its months.

    "December 28 to January 3" does, "August to July" does not: it is longer than six months, so
    its ends are more likely the wrong way around.
    """
    if start.month is None or end.month is None or start.month <= end.month:
        return False
    return 12 - start.month + end.month <= _LONGEST_OVER_NEW_YEAR


@dataclass(frozen=True)
class Written:
    """A date or range as printed, from the token with the index `first` to the one with `last`."""

    first: int
    last: int
    start: Moment
    end: Moment | None = None  # None: not a range


def written_dates(tokens: Sequence[DateToken]) -> Iterator[Written]:
    """Every date and range among `tokens`, from left to right; none overlap."""
    letters = "".join(token.kind for token in tokens)
    for form in _FORM.finditer(letters):
        yield from _read(tokens, form.start(), form.end())


def _read(tokens: Sequence[DateToken], first: int, stop: int) -> Iterator[Written]:
    days = [index for index in range(first, stop) if tokens[index].kind == "D"]
    if tokens[first].kind == "P":
        yield Written(first, stop - 1, *_part_of_year(tokens[first], tokens[stop - 1]))
        return
    months = [index for index in range(first, stop) if tokens[index].kind == "M"]
    if len(months) > 2 and not days:
        yield from _several_months(tokens, months, stop)
        return
    span = _trimmed(tokens, first, stop)
    joint = _joint(tokens, first, stop)
    if len(days) > 2 or (len(days) == 2 and joint is None):
        yield from _several_days(tokens, span, days)
        return
    if joint is None:
        yield Written(span.start, span.stop - 1, *_one_or_two(tokens, span))
        return
    left, right = _moment(tokens[first:joint]), _moment(tokens[joint + 1 : stop])
    if _is_range(tokens, first, joint, left, right):
        yield Written(span.start, span.stop - 1, *_shared(left, right))
    else:
        yield from _two_dates(tokens, span, joint, left, right)


def _part_of_year(part: DateToken, year: DateToken) -> tuple[Moment, Moment]:
    first, last = divmod(part.value, 100)
    return Moment(month=first, year=year.value), Moment(month=last, year=year.value)


def _one_or_two(tokens: Sequence[DateToken], span: range) -> tuple[Moment, Moment | None]:
    token = tokens[span.start]
    if token.kind == "S":
        year = int(token.text[:4])
        return Moment(year=year), Moment(year=year // 100 * 100 + int(token.text[-2:]))
    return _moment(tokens[span.start : span.stop]), None


def _trimmed(tokens: Sequence[DateToken], first: int, stop: int) -> range:
    """The range without "from", "the", "of" and commas at its start."""
    while first < stop and tokens[first].kind in "FAOC":
        first += 1
    return range(first, stop)


def _joint(tokens: Sequence[DateToken], first: int, stop: int) -> int | None:
    return next((index for index in range(first, stop) if tokens[index].kind in "TN"), None)


def _moment(tokens: Sequence[DateToken]) -> Moment:
    values = {token.kind: token.value for token in tokens}
    return Moment(values.get("D"), values.get("M"), values.get("Y"), values.get("W"))


def _is_range(
    tokens: Sequence[DateToken], first: int, joint: int, left: Moment, right: Moment
) -> bool:
    """Whether it is a range: with "to" or "between", or with days that follow each other."""
    if tokens[joint].kind == "T" or tokens[first].kind == "F":
        return True
    if left.day is None and right.day is None:
        return _follow_each_other(left, right)
    if left.day is None or right.day is None or None not in (left.year, right.year):
        return False
    start, end = _shared(left, right)
    return _next_day(start) == (end.day, end.month)


def _follow_each_other(left: Moment, right: Moment) -> bool:
    """Whether it is "March and April 2011" or "2010 and 2011"."""
    if left.month is None and right.month is None:
        return right.year == (left.year or 0) + 1
    return left.year in (None, right.year) and right.month == (left.month or 0) + 1


def _next_day(moment: Moment) -> tuple[int, int] | None:
    try:
        day = datetime.date(moment.year or 2011, moment.month or 1, moment.day or 1)
        following = day + datetime.timedelta(days=1)
    except (ValueError, OverflowError):
        return None
    return following.day, following.month


def _shared(left: Moment, right: Moment) -> tuple[Moment, Moment]:
    """Both ends, each completed with the month and year that only the other prints."""
    start = Moment(left.day, left.month or right.month, left.year or right.year, left.weekday)
    end = Moment(right.day, right.month or left.month, right.year or left.year, right.weekday)
    if left.year is None and right.year is not None and runs_over_new_year(start, end):
        start = Moment(start.day, start.month, right.year - 1, start.weekday)
    elif right.year is None and left.year is not None and runs_over_new_year(start, end):
        end = Moment(end.day, end.month, left.year + 1, end.weekday)
    return start, end


def _two_dates(
    tokens: Sequence[DateToken], span: range, joint: int, left: Moment, right: Moment
) -> Iterator[Written]:
    start, end = _shared(left, right)
    yield Written(span.start, _trimmed_end(tokens, joint - 1), start)
    after_joint = _trimmed(tokens, joint + 1, span.stop)
    yield Written(after_joint.start, span.stop - 1, end)


def _trimmed_end(tokens: Sequence[DateToken], last: int) -> int:
    while tokens[last].kind in "COA":
        last -= 1
    return last


def _several_days(
    tokens: Sequence[DateToken], span: range, days: Sequence[int]
) -> Iterator[Written]:
    """One range for "1, 2 and 3 March", three dates for "3, 10 and 17 March", two for "1-3 and 7"."""
    shared = _moment([tokens[index] for index in span])
    groups = list(_groups(tokens, days))
    for number, (first_index, last_index) in enumerate(groups):
        first, last = tokens[first_index].value, tokens[last_index].value
        start = Moment(first, shared.month, shared.year)
        end = None if first_index == last_index else Moment(last, shared.month, shared.year)
        yield Written(
            span.start if number == 0 else first_index,
            span.stop - 1 if number == len(groups) - 1 else last_index,
            start,
            end,
        )


def _several_months(
    tokens: Sequence[DateToken], months: Sequence[int], stop: int
) -> Iterator[Written]:
    """One range for "May, June and July 2011", several months for "March, May and June 2011"."""
    year = tokens[stop - 1].value
    first = months[0]
    for index, following in zip(months, (*months[1:], None), strict=True):
        value = tokens[index].value
        if following is not None and tokens[following].value == value + 1:
            continue
        last = index if following is not None else stop - 1
        end = None if first == index else Moment(month=value, year=year)
        yield Written(first, last, Moment(month=tokens[first].value, year=year), end)
        if following is not None:
            first = following


def _groups(tokens: Sequence[DateToken], days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last token of each range, and of each run of days: "3, 4" of "3, 4, 7"."""
    first = last = days[0]
    is_range = False
    for previous, index in pairwise(days):
        continues = any(token.kind == "T" for token in tokens[previous:index])
        follows = not is_range and tokens[index].value == tokens[previous].value + 1
        ends_range = is_range and continues
        if (continues and not ends_range) or (follows and not continues):
            last, is_range = index, continues
            continue
        yield first, last
        first = last = index
        is_range = False
    yield first, last
