"""The days, months and years that a text names, with the precision of the text.

Mistakes in a date are reported in `flags`. They are never corrected silently, and the date is never
left out.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reporting.recognition.date_forms import Moment, Written, written_dates
from reporting.recognition.date_roles import DateRole, Surroundings, role_of
from reporting.recognition.date_tokens import DateToken, date_tokens
from reporting.recognition.date_values import ends_of, from_figures, is_impossible, precision_of
from reporting.recognition.spans import Mention, sentences


class DatePrecision(StrEnum):
    """The values are those of `reporting.enums.Precision`."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class DateFlag(StrEnum):
    """What is wrong or uncertain in a date as printed."""

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
    """`first` and `last` are the first and last day of the date, None if there is no such day."""

    first: datetime.date | None
    last: datetime.date | None
    precision: DatePrecision
    role: DateRole
    year_inferred: bool = False
    weekday: int | None = None  # as printed, Monday 0
    flags: tuple[DateFlag, ...] = ()

    @property
    def iso(self) -> str:
        """ISO 8601 as in the fixtures ("2011-07-25/2011-08-02"). Empty if the range is invalid."""
        if self.first is None or self.last is None or self.last < self.first:
            return ""
        length = {DatePrecision.DAY: 10, DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}
        start, end = (day.isoformat()[: length[self.precision]] for day in (self.first, self.last))
        return start if start == end else f"{start}/{end}"


def find_dates(text: str, *, year: int | None = None, lang: str = "en") -> tuple[DateMention, ...]:
    """Every date and range in `text`, from left to right; none overlap.

    `year` is the year of the context. Dates printed without a year are read as dates of that year.
    """
    tokens = date_tokens(text, lang)
    surroundings = Surroundings(text, tokens, lang, sentences(text))
    return tuple(_dates(surroundings, year))


def find_events(text: str, *, year: int | None = None, lang: str = "en") -> tuple[DateMention, ...]:
    """The dates of events in `text`, without the years of laws and statistics."""
    dates = find_dates(text, year=year, lang=lang)
    return tuple(date for date in dates if date.role is DateRole.EVENT)


def _dates(surroundings: Surroundings, year: int | None) -> Iterator[DateMention]:
    printed: tuple[int, int] | None = None  # the last year printed, and the end of its sentence
    for written in written_dates(surroundings.tokens):
        role = role_of(written, surroundings)
        if role is None:
            continue
        start = surroundings.tokens[written.first].start
        if printed and start >= printed[1]:
            printed = None
        yield _mention(surroundings, written, role, year, printed[0] if printed else None)
        stated = (written.end or written.start).year
        if stated and role is not DateRole.NAME:
            printed = (stated, surroundings.sentences.limits(start, start + 1)[1])


def _mention(
    surroundings: Surroundings,
    written: Written,
    role: DateRole,
    year: int | None,
    printed: int | None,
) -> DateMention:
    """`printed` is a year earlier in the same sentence. It counts like one printed in the date."""
    tokens = surroundings.tokens
    start, end, ambiguous = _in_figures(tokens[written.first], written, surroundings.lang)
    last = end or start
    inferred = start.year is None and printed is None
    year = printed or year
    first_day, last_day = ends_of(start, last, year)
    flags = tuple(_flags(start, end, first_day, last_day, year, ambiguous))
    precision = DatePrecision(precision_of(start))
    confidence = _CONFIDENCE[precision] * (_INFERRED if inferred else 1)
    char_start, char_end = tokens[written.first].start, tokens[written.last].end
    return DateMention(
        start=char_start,
        end=char_end,
        words=surroundings.text[char_start:char_end],
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
    moment, ambiguous = from_figures(token.text, lang)
    return moment, None, ambiguous


def _flags(
    start: Moment,
    end: Moment | None,
    first: datetime.date | None,
    last: datetime.date | None,
    year: int | None,
    ambiguous: bool,
) -> Iterator[DateFlag]:
    known_year = start.year or year
    if known_year is None:
        yield DateFlag.NO_YEAR
    if is_impossible(start, year) or (end and is_impossible(end, year)):
        yield DateFlag.IMPOSSIBLE
    if first and last and end:
        if last < first:
            yield DateFlag.REVERSED
        if first == last and start.day is not None:
            yield DateFlag.SAME_DAY
    if known_year and not _weekdays_agree(((start, first), (end, last if end else None))):
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
