"""Which days, months and years a text names, as exactly as it does.

What is wrong with a date is said (`flags`), never mended in silence and never left out.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reporting.recognition.date_forms import Moment, Written, written_dates
from reporting.recognition.date_roles import DateRole, Surroundings, role_of
from reporting.recognition.date_tokens import DateToken, date_tokens
from reporting.recognition.date_values import ends_of, figures, is_impossible, precision_of
from reporting.recognition.spans import Mention, sentences


class DatePrecision(StrEnum):
    """The values are those of `reporting.enums.Precision`."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateFlag(StrEnum):
    """What is wrong or unsure about a date as printed."""

    IMPOSSIBLE = "impossible"  # 31 June
    REVERSED = "reversed"  # from August 2 to July 25
    SAME_DAY = "same-day"  # May 24-24
    WEEKDAY = "weekday"  # Monday 25 March 2011, a Friday
    NO_YEAR = "no-year"  # none printed and none in the context
    DAY_OR_MONTH_FIRST = "day-or-month-first"  # 3/4/2011


_CONFIDENCE = {DatePrecision.DAY: 0.98, DatePrecision.MONTH: 0.95, DatePrecision.YEAR: 0.85}
_INFERRED = 0.9
_FLAGGED = 0.75


@dataclass(frozen=True, kw_only=True)
class DateMention(Mention):
    """`first` and `last` are the first and last day meant, both included; None where impossible."""

    first: datetime.date | None
    last: datetime.date | None
    precision: DatePrecision
    role: DateRole
    year_inferred: bool = False
    weekday: int | None = None  # as printed, Monday 0
    flags: tuple[DateFlag, ...] = ()

    @property
    def iso(self) -> str:
        """ISO 8601 as the fixtures write it ("2011-07-25/2011-08-02"); "" where that is no range."""
        if self.first is None or self.last is None or self.last < self.first:
            return ""
        length = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
        start, end = (day.isoformat()[: length[self.precision]] for day in (self.first, self.last))
        return start if start == end else f"{start}/{end}"


def find_dates(text: str, *, year: int | None = None, lang: str = "en") -> tuple[DateMention, ...]:
    """Every date and range in `text`, from left to right; none overlap.

    `year` is that of the context: dates printed without one are taken to lie in it.
    """
    tokens = date_tokens(text, lang)
    around = Surroundings(text, tokens, lang, sentences(text))
    return tuple(_dates(around, year))


def find_events(text: str, *, year: int | None = None, lang: str = "en") -> tuple[DateMention, ...]:
    """The dates at which something happened or will: no years of laws, no years of statistics."""
    found = find_dates(text, year=year, lang=lang)
    return tuple(date for date in found if date.role is DateRole.EVENT)


def _dates(around: Surroundings, year: int | None) -> Iterator[DateMention]:
    printed: tuple[int, int] | None = None  # the last year printed, and the end of its sentence
    for written in written_dates(around.tokens):
        role = role_of(written, around)
        if role is None:
            continue
        begin = around.tokens[written.first].start
        if printed and begin >= printed[1]:
            printed = None
        yield _found(around, written, role, year, printed[0] if printed else None)
        stated = (written.end or written.start).year
        if stated and role is not DateRole.NAME:
            printed = (stated, around.sentences.limits(begin, begin + 1)[1])


def _found(
    around: Surroundings, written: Written, role: DateRole, year: int | None, printed: int | None
) -> DateMention:
    """`printed` is a year that the same sentence states before: as good as one of the date's own."""
    tokens = around.tokens
    start, end, ambiguous = _in_figures(tokens[written.first], written, around.lang)
    last = end or start
    inferred = start.year is None and printed is None
    year = printed or year
    first_day, last_day = ends_of(start, last, year)
    flags = tuple(_flags(start, end, first_day, last_day, year, ambiguous))
    precision = DatePrecision(precision_of(start))
    confidence = _CONFIDENCE[precision] * (_INFERRED if inferred else 1)
    begin, finish = tokens[written.first].start, tokens[written.last].end
    return DateMention(
        start=begin,
        end=finish,
        words=around.text[begin:finish],
        confidence=round(confidence * (_FLAGGED if flags else 1), 2),
        first=first_day,
        last=last_day,
        precision=precision,
        role=role,
        year_inferred=inferred and year is not None,
        weekday=start.weekday,
        flags=flags,
    )


def _in_figures(
    token: DateToken, written: Written, lang: str
) -> tuple[Moment, Moment | None, bool]:
    if token.kind != "I":
        return written.start, written.end, False
    moment, ambiguous = figures(token.words, lang)
    return moment, None, ambiguous


def _flags(
    start: Moment,
    end: Moment | None,
    first: datetime.date | None,
    last: datetime.date | None,
    year: int | None,
    ambiguous: bool,
) -> Iterator[DateFlag]:
    known = start.year or year
    if known is None:
        yield DateFlag.NO_YEAR
    if is_impossible(start, year) or (end and is_impossible(end, year)):
        yield DateFlag.IMPOSSIBLE
    if first and last and end:
        if last < first:
            yield DateFlag.REVERSED
        if first == last and start.day is not None:
            yield DateFlag.SAME_DAY
    if known and not _weekdays_agree(((start, first), (end, last if end else None))):
        yield DateFlag.WEEKDAY
    if ambiguous:
        yield DateFlag.DAY_OR_MONTH_FIRST


def _weekdays_agree(
    ends: Sequence[tuple[Moment | None, datetime.date | None]],
) -> bool:
    return all(
        moment is None or day is None or moment.weekday in (None, day.weekday())
        for moment, day in ends
    )
