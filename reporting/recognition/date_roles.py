"""The role of a date in a text: an event, a period, or part of the name of a law."""

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

_BEFORE = 110  # characters before "of 1951" in which the convention's name is searched for
_AFTER = 60  # characters after "the 1951" in which it is searched for


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

    def word(self, index: int) -> str:
        """The token at `index`, folded. Empty if there is none."""
        return fold(self.tokens[index].text) if 0 <= index < len(self.tokens) else ""


def role_of(written: Written, surroundings: Surroundings) -> DateRole | None:
    """The role of a date as printed, or None for a number or word that is not a date."""
    start, end = written.start, written.end
    kind = surroundings.tokens[written.first].kind
    if kind == "I":
        return DateRole.EVENT
    if surroundings.word(written.first - 1) in _folded(language(surroundings.lang).years.ages):
        return None
    if start.day is None and start.year is None and not _month_alone(written, surroundings):
        return None
    if start.month is None and _is_number(written, surroundings):
        return None
    if _in_a_name(written, surroundings):
        return DateRole.NAME
    if start.day is not None:
        return DateRole.EVENT
    if start.month is not None:
        return DateRole.EVENT if end is None else DateRole.PERIOD
    return _role_of_year(written, surroundings)


def _month_alone(written: Written, surroundings: Surroundings) -> bool:
    if written.end is not None:  # "January-June"
        return True
    before = surroundings.word(written.first - 1)
    if surroundings.tokens[written.first - 1].kind == "T" and before in "-–":  # "mid-March"
        before = surroundings.word(written.first - 2)
    words = language(surroundings.lang).dates
    if written.first > 1 and surroundings.tokens[written.first - 1].kind == "O":  # "end of May"
        return surroundings.word(written.first - 2) in _folded(words.of_month)
    return written.first > 0 and before in _folded(words.before_month)


def _is_number(written: Written, surroundings: Surroundings) -> bool:
    """Whether the year is a number of something else: "about 2000 migrants", "No. 2011"."""
    words = language(surroundings.lang).years
    index = written.first - 1
    if surroundings.word(index) in ".#°º":
        index -= 1
    before = surroundings.word(index)
    if before and before in _folded(words.numbers):
        return True
    if index != written.first - 1:
        return False
    if _kind_before(written, surroundings) == "O":  # "cerca de 2000 migrantes"
        before = surroundings.word(index - 1)
    return before in _folded(words.counts) and bool(
        re.match(r"\s+[a-zà-ÿ]", _after(written, surroundings))
    )


def _after(written: Written, surroundings: Surroundings) -> str:
    end = surroundings.tokens[written.last].end
    return surroundings.text[end : end + 3]


def _in_a_name(written: Written, surroundings: Surroundings) -> bool:
    """Whether it is in the name of a law: "the 1951 Convention", "Decree No. 2330 of 1984"."""
    start, end = surroundings.tokens[written.first].start, surroundings.tokens[written.last].end
    _, sentence_end = surroundings.sentences.limits(start, end)
    before, after = _name_patterns(surroundings.lang)
    if written.start.month is None and _after_instrument(written, surroundings):
        return True
    name_match = after.match(surroundings.text, end, min(sentence_end, end + _AFTER))
    if written.start.month is None and name_match:
        is_name = name_match.group("instrument")[0].isupper() or _is_listed(
            written, surroundings, name_match.group()
        )
        return is_name or _kind_before(written, surroundings) == "A"
    if not _is_after_of(written, surroundings):
        return False
    sentence_start, _ = surroundings.sentences.limits(start, start)
    return bool(before.search(surroundings.text[max(sentence_start, start - _BEFORE) : start]))


def _is_after_of(written: Written, surroundings: Surroundings) -> bool:
    return _kind_before(written, surroundings) == "O"


def _kind_before(written: Written, surroundings: Surroundings) -> str:
    return surroundings.tokens[written.first - 1].kind if written.first else ""


def _after_instrument(written: Written, surroundings: Surroundings) -> bool:
    """Whether the word before it is a kind of law: "Law 2005"."""
    instruments = language(surroundings.lang).years.instruments
    return surroundings.word(written.first - 1) in _folded(instruments)


def _is_listed(written: Written, surroundings: Surroundings, phrase: str) -> bool:
    """Whether it is one of several years: "1954 and 1961 conventions"."""
    if re.search(r"(?:19|20)\d\d", phrase):
        return True
    before = surroundings.tokens[max(0, written.first - 2) : written.first]
    return [token.kind for token in before] == ["Y", "N"]


@lru_cache
def _name_patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    instruments = any_of(language(lang).years.instruments)
    linking = any_of((*language(lang).dates.of, "on", "the", "relating", "and", "los", "las", "y"))
    before = rf"(?i:\b{instruments})\b(?:[^;:\n]*?(?:[A-Z][\w’'-]*|\d|\)))?\s+\w+\s+\Z"
    second = r"(?:\s*(?:,|\w{1,3})\s+(?:\w{2,3}\s+)?(?:19|20)\d\d)*"
    name_words = rf"(?:\s+(?:[A-Z][\w’'-]*|{linking}))"
    after = rf"{second}{name_words}{{0,4}}?\s+(?P<instrument>(?i:{instruments}))\b"
    return re.compile(before), re.compile(after)


def _role_of_year(written: Written, surroundings: Surroundings) -> DateRole:
    """A year alone is the year of an event only with a word for events within 25 characters."""
    if written.end is not None:
        return DateRole.PERIOD
    start, end = surroundings.tokens[written.first].start, surroundings.tokens[written.last].end
    sentence_start, sentence_end = surroundings.sentences.limits(start, end)
    nearby = fold(surroundings.text[max(sentence_start, start - 25) : min(sentence_end, end + 25)])
    return DateRole.EVENT if _event_words(surroundings.lang).search(nearby) else DateRole.PERIOD


@lru_cache
def _event_words(lang: str) -> re.Pattern[str]:
    words = language(lang).years.happenings
    return re.compile(rf"\b{any_of(map(fold, words))}\b" if words else "(?!)")


@lru_cache(maxsize=64)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(fold, words))
