"""Turns a text into tokens for the recognition of dates, each with one letter as its kind.

D day number · M month · Y year · W weekday · T "to" · N "and" · F "from" · O "of" · A "the" ·
C comma · I a whole date in figures · S two years ("2011/12") · X anything else.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from reporting.recognition.languages import language
from reporting.recognition.languages.base import DateWords
from reporting.recognition.names import fold

_SKIPPED = re.compile(r"[ \t\u00a0\u202f]*(?:\n[ \t\u00a0\u202f]*)?")
_MONTH_AND_YEAR = re.compile(r"(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}")
_DAY_FIRST = re.compile(r"\d{1,2}[./](?:0?[1-9]|1[0-2])[./](?:19|20)\d{2}")
_TOKEN = re.compile(
    r"(?P<X>https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w.-]+"
    r"|[A-Z]{2,20}[-/.]+(?:\d{1,9}[-/])*\d{3,}(?:/\d+)?)"  # MEX-2011/12: a symbol, not a year
    r"|(?P<I>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/\d{4}(?!\d)|\d{1,2}\.\d{1,2}\.\d{4}(?!\d))"
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
        match = _TOKEN.match(text, position)
        if match is None:
            break
        token = _token(text, match, date_words, lang)
        tokens.append(token)
        position = token.end
    return list(_in_parts(tokens, date_words))


def _in_parts(tokens: list[DateToken], date_words: DateWords) -> Iterator[DateToken]:
    """Yield the tokens, with figures that belong to a range or name a month as parts of dates.

    "17-19.10.2011" is a range of days, "in 05/2011" a month, and the stroke of "May/June" a range.
    """
    before_month = {fold(word) for word in date_words.before_month}
    for index, token in enumerate(tokens):
        previous = tokens[index - 1] if index else None
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if token.kind == "I" and _ends_range(tokens, index):
            yield from _parts_of_figures(token)
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
            token.text == "/" and previous and following and previous.kind == following.kind == "M"
        ):
            yield replace(token, kind="T")
        else:
            yield token


def _ends_range(tokens: list[DateToken], index: int) -> bool:
    if index < 2 or not _DAY_FIRST.fullmatch(tokens[index].text):
        return False
    day, to = tokens[index - 2], tokens[index - 1]
    return (
        day.kind == "D" and to.kind == "T" and day.end == to.start and to.end == tokens[index].start
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
