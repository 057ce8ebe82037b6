"""What a date that a person types can mean: in figures, in words of four languages, a season."""

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.recognition.dates import DateFlag, DateMention, DatePrecision, find_dates
from reporting.recognition.languages import LANGUAGES
from reporting.recognition.names import fold

MAX_TYPED = 100  # characters that are read
_FIGURES = re.compile(r"(\d{1,4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,4})")
_YEAR = re.compile(r"(?:19|20)\d{2}")
# Season -> first months of its three in the northern and in the southern hemisphere.
_SEASONS = {
    "spring": (3, 9), "primavera": (3, 9), "printemps": (3, 9),
    "summer": (6, 12), "verano": (6, 12), "ete": (6, 12), "verao": (6, 12),
    "autumn": (9, 3), "fall": (9, 3), "otono": (9, 3), "automne": (9, 3), "outono": (9, 3),
    "winter": (12, 6), "invierno": (12, 6), "hiver": (12, 6), "inverno": (12, 6),
}  # fmt: skip


@dataclass(frozen=True)
class DateReading:
    """The first and the last day of what a typed date can mean, and how exactly it is known.

    `is_wrong_weekday` says that a typed weekday is not that of the day.
    """

    start: datetime.date
    end: datetime.date
    precision: DatePrecision
    year_inferred: bool = False
    is_wrong_weekday: bool = False


def read_date(text: str, *, year: int | None = None, lang: str = "en") -> tuple[DateReading, ...]:
    """Return everything that the typed text can mean, most likely first; empty for nothing.

    `year` completes a date without one. All four languages are read, `lang` first.
    """
    text = " ".join(text[:MAX_TYPED].split())
    if figures := _FIGURES.fullmatch(text):
        readings = list(_of_figures(figures, lang))
    else:
        readings = list(_of_season(text, year)) or list(_of_words(text, year, lang))
    return tuple(dict.fromkeys(readings))


def _of_figures(figures: re.Match[str], lang: str) -> Iterator[DateReading]:
    first, _separator, second, third = figures.groups()
    if len(first) == 4:
        orders = [(first, second, third)]
    elif len(first) < 3 and len(third) in (2, 4):
        year = third if len(third) == 4 else f"20{third}"
        orders = [(year, second, first), (year, first, second)]
        if LANGUAGES[lang].dates.month_before_day:
            orders.reverse()
    else:
        orders = []
    for year_words, month, day in orders:
        try:
            found = datetime.date(int(year_words), int(month), int(day))
        except ValueError:
            continue
        yield DateReading(found, found, DatePrecision.DAY)


def _of_words(text: str, year: int | None, lang: str) -> Iterator[DateReading]:
    codes = dict.fromkeys([lang, *LANGUAGES])
    by_language = [find_dates(text, year=year, lang=code) for code in codes]
    is_bare = year is not None and not any(by_language)
    if is_bare:  # "March", which a text names only beside other words
        by_language = [find_dates(f"{text} {year}", lang=code) for code in codes]
    most = max((_length(dates) for dates in by_language), default=0)
    for dates in by_language:
        if _length(dates) < most:  # a language that knows fewer of its words
            continue
        for date in dates:
            if date.start >= len(text):  # only the year that was added
                continue
            if date.first and date.last and date.first <= date.last:
                yield _reading(date, date.first, date.last, is_bare)


def _length(dates: tuple[DateMention, ...]) -> int:
    return sum(date.end - date.start for date in dates)


def _reading(
    date: DateMention, first: datetime.date, last: datetime.date, is_bare: bool
) -> DateReading:
    return DateReading(
        first,
        last,
        date.precision,
        date.year_inferred or is_bare,
        DateFlag.WEEKDAY in date.flags,
    )


def _of_season(text: str, year: int | None) -> Iterator[DateReading]:
    words = re.findall(r"[^\W\d_]+", fold(text))
    season = next((_SEASONS[word] for word in words if word in _SEASONS), None)
    printed = _YEAR.search(text)
    known_year = int(printed.group()) if printed else year
    if season is None or known_year is None:
        return
    for month in season:
        last_year, last_month = (known_year, month + 2) if month < 12 else (known_year + 1, 2)
        yield DateReading(
            datetime.date(known_year, month, 1),
            datetime.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1]),
            DatePrecision.MONTH,
            printed is None,
        )
