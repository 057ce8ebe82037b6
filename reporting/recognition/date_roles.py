"""What a date in a text is the date of: a happening, a span of time, or a law's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reporting.recognition.date_forms import Written
from reporting.recognition.date_tokens import DateToken
from reporting.recognition.languages import language
from reporting.recognition.names import fold
from reporting.recognition.patterns import any_of
from reporting.recognition.spans import Sentences

_NEAR = 110  # characters before "of 1951" that may hold the convention's name
_NEXT = 60  # characters after "the 1951" that may


class DateRole(StrEnum):
    EVENT = "event"
    PERIOD = "period"  # of statistics, of a budget, or simply "during 2011"
    NAME = "name"  # in the name of a law, convention, resolution or declaration


@dataclass(frozen=True)
class Surroundings:
    text: str
    tokens: Sequence[DateToken]
    lang: str
    sentences: Sentences

    def word(self, place: int) -> str:
        """The token at `place`, folded; "" outside the text."""
        return fold(self.tokens[place].words) if 0 <= place < len(self.tokens) else ""


def role_of(written: Written, around: Surroundings) -> DateRole | None:
    """The role of a date as printed, or None for a number or word that is no date at all."""
    start, end = written.start, written.end
    kind = around.tokens[written.first].kind
    if kind == "I":
        return DateRole.EVENT
    if start.day is None and start.year is None and not _month_alone(written, around):
        return None
    if start.month is None and _is_number(written, around):
        return None
    if _in_a_name(written, around):
        return DateRole.NAME
    if start.day is not None:
        return DateRole.EVENT
    if start.month is not None:
        return DateRole.EVENT if end is None else DateRole.PERIOD
    return _role_of_year(written, around)


def _month_alone(written: Written, around: Surroundings) -> bool:
    if written.end is not None:  # "January-June"
        return True
    before = around.word(written.first - 1)
    if around.tokens[written.first - 1].kind == "T" and before in "-–":  # "mid-March"
        before = around.word(written.first - 2)
    words = language(around.lang).dates.before_month
    return written.first > 0 and before in _folded(words)


def _is_number(written: Written, around: Surroundings) -> bool:
    """ "about 2000 migrants", "No. 2011", "Law 2005"."""
    words = language(around.lang).years
    place = written.first - 1
    if around.word(place) in ".#°º":
        place -= 1
    before = around.word(place)
    if before and before in _folded(words.numbers):
        return True
    if place != written.first - 1:
        return False
    return before in _folded(words.counts) and bool(
        re.match(r"\s+[a-zà-ÿ]", _after(written, around))
    )


def _after(written: Written, around: Surroundings) -> str:
    end = around.tokens[written.last].end
    return around.text[end : end + 3]


def _in_a_name(written: Written, around: Surroundings) -> bool:
    """The year of a law: "the 1951 Convention", "the Decree No. 2330 on Refugees of 1984"."""
    first, last = around.tokens[written.first].start, around.tokens[written.last].end
    _, sentence_end = around.sentences.limits(first, last)
    before, after = _name_patterns(around.lang)
    if written.start.month is None and _after_instrument(written, around):
        return True
    named = after.match(around.text, last, min(sentence_end, last + _NEXT))
    if written.start.month is None and named:
        sure = named.group("instrument")[0].isupper() or _listed(written, around, named.group())
        return sure or _kind_before(written, around) == "A"
    if not _follows_of(written, around):
        return False
    sentence_start, _ = around.sentences.limits(first, first)
    return bool(before.search(around.text[max(sentence_start, first - _NEAR) : first]))


def _follows_of(written: Written, around: Surroundings) -> bool:
    return _kind_before(written, around) == "O"


def _kind_before(written: Written, around: Surroundings) -> str:
    return around.tokens[written.first - 1].kind if written.first else ""


def _after_instrument(written: Written, around: Surroundings) -> bool:
    """ "Law 2005"."""
    instruments = language(around.lang).years.instruments
    return around.word(written.first - 1) in _folded(instruments)


def _listed(written: Written, around: Surroundings, words: str) -> bool:
    """ "1954 and 1961 conventions": small letters, but the years stand together."""
    if re.search(r"(?:19|20)\d\d", words):
        return True
    before = around.tokens[max(0, written.first - 2) : written.first]
    return [token.kind for token in before] == ["Y", "N"]


@lru_cache
def _name_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    instruments = any_of(language(lang).years.instruments)
    linking = any_of((*language(lang).dates.of, "on", "the", "relating", "and", "los", "las", "y"))
    before = rf"(?i:\b{instruments})\b(?:[^;:\n]*?(?:[A-Z][\w’'-]*|\d|\)))?\s+\w+\s+\Z"
    second = r"(?:\s*(?:,|\w{1,3})\s+(?:\w{2,3}\s+)?(?:19|20)\d\d)*"
    words = rf"(?:\s+(?:[A-Z][\w’'-]*|{linking}))"
    after = rf"{second}{words}{{0,4}}?\s+(?P<instrument>(?i:{instruments}))\b"
    return re.compile(before), re.compile(after)


def _role_of_year(written: Written, around: Surroundings) -> DateRole:
    """A year alone is an event's only where a verb or noun of a happening stands beside it."""
    if written.end is not None:
        return DateRole.PERIOD
    first, last = around.tokens[written.first].start, around.tokens[written.last].end
    begin, finish = around.sentences.limits(first, last)
    near = fold(around.text[max(begin, first - 25) : min(finish, last + 25)])
    return DateRole.EVENT if _happenings(around.lang).search(near) else DateRole.PERIOD


@lru_cache
def _happenings(lang: str) -> re.Pattern[str]:
    words = language(lang).years.happenings
    return re.compile(rf"\b{any_of(map(fold, words))}\b" if words else "(?!)")


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))
