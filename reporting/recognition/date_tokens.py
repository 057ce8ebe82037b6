"""Turns a text into tokens for the recognition of dates, each with one letter as its kind.

D day number · M month · Y year · W weekday · T "to" · N "and" · F "from" · O "of" · A "the" ·
C comma · I a whole date in figures · S two years ("2011/12") · P a part of a year ("first half",
its value 106 for January to June) · X anything else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reporting.recognition.languages import language
from reporting.recognition.languages.base import DateWords
from reporting.recognition.names import fold
from reporting.recognition.patterns import any_of

_SKIPPED = re.compile(r"[ \t\u00a0\u202f]*(?:\n[ \t\u00a0\u202f]*)?")
_MONTH_AND_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}")
_ELIDED = re.compile(r"[dlDL]['’]")
_STROKES = frozenset("/-–‐‑")
_DAY_FIRST = re.compile(r"\d{1,2}[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d{2}")
_TOKEN = re.compile(
    r"(?P<X>https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+"
    r"|[A-Z]{2,20}[-/.]+(?:\d{1,9}[-/])*\d{3,}(?:/\d+)?)"  # MEX-2011/12: a symbol, not a year
    r"|(?P<I>\d{4}(?:-\d{2}-|/\d{2}/)\d{2}(?!\d)|\d{1,2}-\d{1,2}-\d{4}(?!\d)"
    r"|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d)|\d{2}/\d{2}/\d{2}(?![\d/]))"
    r"|(?P<S>(?:19|20)\d{2}[/-]\d{2}(?!\d))"
    r"|(?P<big>\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+\.\d+|\d+%|[$€£#]\s?\d+|\d+/\d{3,})"
    r"|(?P<Y>(?:19|20)\d{2}(?!\d))"
    r"|(?P<D>\d{1,2})(?!\d)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+(?:['’-][^\W\d_]+){0,3})"
    r"|(?P<C>,)|(?P<T>[-–—−‐‑])|(?P<N>[&/])|(?P<other>.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class DateToken:
    kind: str  # one of the letters above
    start: int
    end: int
    text: str
    value: int = 0  # of a day, month (1-12), weekday (Monday 0) or year


def date_tokens(text: str, lang: str) -> list[DateToken]:
    """The tokens of `text`. A blank line is a token of kind X, so that no date spans it."""
    date_words = language(lang).dates
    tokens: list[DateToken] = []
    position = 0
    while position < len(text):
        skipped = _SKIPPED.match(text, position)
        position = skipped.end() if skipped else position
        if part := _part_of_year(text, position, lang):
            tokens.append(part)
            position = part.end
            continue
        match = _TOKEN.match(text, position)
        if match is None:
            break
        token = _token(text, match, date_words, lang)
        tokens.append(token)
        position = token.end
    return list(_in_parts(tokens, date_words))


def _in_parts(tokens: list[DateToken], date_words: DateWords) -> Iterator[DateToken]:
    """Yield the tokens, with figures that belong to a range or name a month as parts of dates.

    "17-19.10.2011" is a range of days, "in 05/2011" a month, the stroke of "May/June" a range and that
    of "5/May/2011" like "of".
    """
    before_month = {fold(word) for word in date_words.before_month}
    skipped = 0
    for index, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        previous = tokens[index - 1] if index else None
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if _begins_range(tokens, index):
            yield from _day_and_month(tokens, index, date_words)
            skipped = 2
        elif token.kind == "I" and _ends_range(tokens, index):
            yield from _parts_of_figures(token)
        elif token.kind == "I" and (order := _order_in_range(tokens, index, date_words)):
            yield from _in_order(token, order)
        elif (
            _MONTH_AND_YEAR.fullmatch(token.text)
            and previous
            and fold(previous.text) in before_month
        ):
            month, year = token.text.split("/")
            middle = token.start + len(month)
            yield DateToken("M", token.start, middle, month, int(month))
            yield DateToken("Y", middle + 1, token.end, year, int(year))
        elif (
            previous
            and following
            and token.text == "/"
            and _is_range_of_months(previous, following)
        ):
            yield replace(token, kind="T")
        elif previous and following and token.text in _STROKES and _joins_date(tokens, index):
            yield replace(token, kind="O")
        else:
            yield token


def _in_order(token: DateToken, order: str) -> Iterator[DateToken]:
    parts = (int(part) for part in re.split(r"[-./]", token.text))
    values = dict(zip(order, parts, strict=True))
    for kind in "DMY":
        value = full_year(values[kind]) if kind == "Y" else values[kind]
        yield DateToken(kind, token.start, token.end, token.text, value)


def full_year(year: int) -> int:
    """The year that two figures mean: 11 is 2011."""
    return year + 2000 if year < 100 else year


def _begins_range(tokens: list[DateToken], index: int) -> bool:
    """Whether it is "28/06" in "28/06 to 02/07/2011"."""
    part = tokens[index : index + 6]
    kinds = "".join(token.kind for token in part)
    if (
        not kinds.startswith("DND")
        or part[1].text != "/"
        or not kinds[3:].startswith(("TI", "TAI"))
    ):
        return False
    return part[0].end == part[1].start and part[1].end == part[2].start


def _day_and_month(
    tokens: list[DateToken], index: int, date_words: DateWords
) -> Iterator[DateToken]:
    first, _stroke, second = tokens[index : index + 3]
    is_month_first = second.value > 12 or (date_words.month_before_day and first.value <= 12)
    day, month = (second, first) if is_month_first else (first, second)
    yield DateToken("D", first.start, second.end, first.text, day.value)
    yield DateToken("M", first.start, second.end, second.text, month.value)


def _is_range_of_months(previous: DateToken, following: DateToken) -> bool:
    return following.kind == "M" and previous.kind in "MY"


def _joins_date(tokens: list[DateToken], index: int) -> bool:
    """Whether it is a stroke of "5/May/2011" or "Sept/2011", without spaces."""
    previous, stroke, following = tokens[index - 1 : index + 2]
    if previous.end != stroke.start or stroke.end != following.start:
        return False
    if previous.kind == "M":
        return following.kind == "Y"
    after = "".join(token.kind for token in tokens[index + 2 : index + 4])
    return previous.kind == "D" and following.kind == "M" and after in ("TY", "NY")


def _ends_range(tokens: list[DateToken], index: int) -> bool:
    if (
        index < 2
        or _ends_range_of_day_and_month(tokens, index)
        or not _DAY_FIRST.fullmatch(tokens[index].text)
    ):
        return False
    day, to = tokens[index - 2], tokens[index - 1]
    return (
        day.kind == "D" and to.kind == "T" and day.end == to.start and to.end == tokens[index].start
    )


def _order_in_range(tokens: list[DateToken], index: int, date_words: DateWords) -> str:
    """The order of day, month and year in both dates of "12/06/2011-14/06/2011".

    Empty if it is not in such a range, or if neither date tells which number is the day.
    """
    if _ends_range_of_day_and_month(tokens, index):
        first, second = (int(part) for part in re.split(r"[-./]", tokens[index].text)[:2])
        if second > 12 or (date_words.month_before_day and first <= 12):
            return "MDY"
        return "DMY"
    for start in (index, index - 2):
        ends = tokens[max(start, 0) : start + 3]
        if [token.kind for token in ends] != ["I", "T", "I"]:
            continue
        figures = [[int(part) for part in re.split(r"[-./]", end.text)] for end in ends[::2]]
        if all(parts[0] > 31 for parts in figures):
            return "YMD"
        if any(parts[0] > 31 for parts in figures):
            return ""
        if any(parts[0] > 12 for parts in figures) or "." in ends[0].text:
            return "DMY"
        if any(parts[1] > 12 for parts in figures):
            return "MDY"
        return ""
    return ""


def _ends_range_of_day_and_month(tokens: list[DateToken], index: int) -> bool:
    """Whether it is "02/07/2011" in "28/06 to 02/07/2011"."""
    return any(index >= length and _begins_range(tokens, index - length) for length in (4, 5))


def _part_of_year(text: str, position: int, lang: str) -> DateToken | None:
    if not text[position : position + 1].isalnum():
        return None
    match = _parts_of_year(lang).match(text, position)
    if match is None:
        return None
    date_words = language(lang).dates
    if figure := match.group("quarter"):
        number, length = int(figure), 3
    else:
        length = dict(date_words.parts_of_year)[" ".join(match.group("part").casefold().split())]
        ordinal = match.group("ordinal").casefold()
        number = next(n for n, words in enumerate(date_words.ordinals) if ordinal in words)
        number = number or 12 // length  # the words for "last" come first
    last = number * length
    if last > 12:
        return None
    value = (last - length + 1) * 100 + last
    return DateToken("P", position, match.end(), match.group(), value)


@lru_cache
def _parts_of_year(lang: str) -> re.Pattern[str]:
    date_words = language(lang).dates
    ordinals = any_of(word for words in date_words.ordinals for word in words)
    parts = any_of(word for word, _length in date_words.parts_of_year)
    return re.compile(
        rf"(?<!\w)(?:[QT](?P<quarter>[1-4])|(?i:(?P<ordinal>{ordinals})\s+(?P<part>{parts})))(?!\w)"
    )


def _parts_of_figures(token: DateToken) -> Iterator[DateToken]:
    start = token.start
    for kind, part in zip("DMY", re.split(r"[./]", token.text), strict=True):
        yield DateToken(kind, start, start + len(part), part, int(part))
        start += len(part) + 1


def _token(text: str, match: re.Match[str], date_words: DateWords, lang: str) -> DateToken:
    kind = match.lastgroup or "X"
    start, end, matched = match.start(), match.end(), match.group()
    if kind == "word":
        return _word(text, start, matched, date_words, lang)
    if kind == "D":
        if ordinal := _ordinals(lang).match(text, end):
            end = ordinal.end()
        return DateToken("D", start, end, text[start:end], int(matched))
    if kind == "Y":
        return DateToken("Y", start, end, matched, int(matched))
    if kind in ("big", "number", "other"):
        kind = "X"
    return DateToken(kind, start, end, matched)


def _word(text: str, start: int, word: str, date_words: DateWords, lang: str) -> DateToken:
    key = fold(word)
    if _first_of_month(lang).match(text, start):
        return DateToken("D", start, start + len(word), word, 1)
    kind, value = _kinds(lang).get(key, ("X", 0))
    if kind == "X" and "-" in word:  # "January-June", "July-2011": the first word alone
        word = word[: word.index("-")]
        key = fold(word)
        kind, value = _kinds(lang).get(key, ("X", 0))
    if kind == "X" and (elided := _ELIDED.match(word)):  # "d'août": the first word alone
        word = elided.group()
        kind, value = _kinds(lang).get(fold(word[:-1]), ("X", 0))
    if kind in "MW" and key in date_words.capital_only and not word[0].isupper():
        kind = "X"
    end = start + len(word)
    if text[end : end + 1] == "." and key in _abbreviations(lang):
        end += 1
    return DateToken(kind, start, end, text[start:end], value)


@lru_cache
def _kinds(lang: str) -> dict[str, tuple[str, int]]:
    date_words = language(lang).dates
    kinds: dict[str, tuple[str, int]] = {}
    for value, spellings in enumerate(date_words.months, start=1):
        kinds |= {fold(spelling): ("M", value) for spelling in spellings}
    for value, spellings in enumerate(date_words.weekdays):
        kinds |= {fold(spelling): ("W", value) for spelling in spellings}
    for kind, words in (
        ("T", date_words.to),
        ("N", date_words.both),
        ("F", date_words.since),
        ("O", date_words.of),
        ("A", date_words.the),
    ):
        kinds |= {fold(word): (kind, 0) for word in words}
    return kinds


@lru_cache
def _abbreviations(lang: str) -> frozenset[str]:
    """Abbreviations such as "jan", which include a period after them. "may" is not one."""
    date_words = language(lang).dates
    names = (*date_words.months, *date_words.weekdays)
    return frozenset(fold(word) for spellings in names for word in spellings[1:] if len(word) < 6)


@lru_cache
def _first_of_month(lang: str) -> re.Pattern[str]:
    """Matches "first" in "the first of May", but not in "the first report"."""
    words = language(lang).dates
    months = "|".join(re.escape(name) for spellings in words.months for name in spellings)
    return re.compile(
        rf"(?i:(?:{'|'.join(words.first)})(?=\s+(?:(?:{'|'.join(words.of)})\s+)?(?:{months})\b))"
    )


@lru_cache
def _ordinals(lang: str) -> re.Pattern[str]:
    endings = sorted(language(lang).dates.ordinal_endings, key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, endings)) + r")(?![a-zà-ÿ])")
