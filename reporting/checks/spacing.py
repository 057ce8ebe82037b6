"""Checks of spaces: missing, or where there should be none.

A run of letters counts as two words if both halves are words of the year's texts.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedText, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.plain_words import LONGEST_WORD, RUN, runs_in, without_links
from reporting.checks.registry import CheckResult, Scope, check, in_text
from reporting.checks.similarity import stem
from reporting.checks.vocabulary import ALL_FUNCTION_WORDS, GLUED, NOT_TWO_WORDS
from reporting.recognition.names import fold

_AFTER_DIGITS = re.compile(r"(?<![\w.,:/-])\d+(?:st|nd|rd|th)?[A-Za-z]{2,}\b")
_ORDINAL = re.compile(r"(?i)\d+(?:st|nd|rd|th|ers?|[eè]me|km|kg|cm|mm|ha|am|pm|hrs?|bn|mn|mb)")
_AFTER_LETTERS = re.compile(r"\b[a-z]{3,}\d+\b|\bNo\.\d+")
_AFTER_STOP = re.compile(r"(?<=[a-zà-ÿ])[.;:!?](?=[A-ZÀ-Ý][\w.])|(?<=[a-zà-ÿ]{2}),(?=[^\W\d_]{2})")
_BEFORE_BRACKET = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}\((?=[^()]{3,}\))(?!\w{1,3}\))")
_AFTER_BRACKET = re.compile(r"\((?:[^()]{3,})\)(?=[^\W\d_]{2})")
_BEFORE_STOP = re.compile(r"(?<=[\w)”\"])[ \u00a0]+[,;.](?=\s|[^\W\d]|\Z)|\( +(?=\S)|(?<=\S) +\)")
_RARE = 3  # a run of letters that occurs this often is a word
_AROUND = 30  # characters that are read on either side of a missing space


@dataclass(frozen=True)
class Vocabulary:
    """How often each word occurs in the year: folded in `words`, as written in `names`."""

    words: Counter[str]
    names: Counter[str]

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the year's words, in the singular or plural."""
        return any(
            self.words[form] > 0
            for form in {fold(word), stem(fold(word)), f"{fold(word)}s"}
            if len(form) > 3
        )

    def has_kin(self, folded: str) -> bool:
        """Whether another word begins like this one: "incorporates" and "incorporation"."""
        return len(folded) > 8 and folded[:-2] in self.beginnings

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of the year's words, of seven letters or more.

        Leaves out a word without its last two letters, so that a word is not its own kin.
        """
        return frozenset(
            word[:length]
            for word in self.words
            for length in range(7, len(word))
            if length != len(word) - 2
        )


@lru_cache(maxsize=2)
def vocabulary_of(year: CheckedYear) -> Vocabulary:
    texts = (*(text.plain for text in year.texts), *year.known_texts)
    names = Counter(run for text in texts for run in runs_in(text))
    words: Counter[str] = Counter()
    for run, count in names.items():
        words[fold(run)] += count
    return Vocabulary(words, names)


@check(
    "words.missing-space",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("Two words, or a word and a number, have run together."),
    remedy=_("Put the space in."),
)
def missing_space(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    plain = without_links(text.plain)
    vocabulary = vocabulary_of(year)
    gaps = [
        *_gaps_at_digits(plain),
        *_gaps_at_stops(plain),
        *_gaps_at_brackets(text.plain),
        *_gaps_in_joined_words(plain, vocabulary, text.language),
    ]
    for start, end, corrected in sorted(set(gaps)):
        message = gettext("“%(words)s” lacks a space: %(corrected)s.")
        params = {"words": text.plain[start:end], "corrected": corrected}
        yield in_text(text, message % params, start, end)


_Gap = tuple[int, int, str]  # start, end, the words with their space


def _gaps_at_digits(plain: str) -> Iterator[_Gap]:
    for match in _AFTER_DIGITS.finditer(plain):
        written = match.group()
        if not _ORDINAL.fullmatch(written):
            number = re.match(r"\d+(?:(?:st|nd|rd|th)(?=[A-Z]))?", written)
            assert number
            yield *match.span(), f"{written[: number.end()]} {written[number.end() :]}"
    for match in _AFTER_LETTERS.finditer(plain):
        written = match.group()
        yield *match.span(), re.sub(r"(?<=\D)(?=\d)", " ", written, count=1)


def _gaps_at_stops(plain: str) -> Iterator[_Gap]:
    for match in _AFTER_STOP.finditer(plain):
        start, end = _word_around(plain, *match.span())
        yield start, end, f"{plain[start : match.end()]} {plain[match.end() : end]}"


def _word_around(plain: str, start: int, end: int) -> tuple[int, int]:
    lowest, highest = max(0, start - _AROUND), min(len(plain), end + _AROUND)
    while start > lowest and not plain[start - 1].isspace():
        start -= 1
    while end < highest and (plain[end].isalnum() or plain[end] == "_"):
        end += 1
    return start, end


def _gaps_at_brackets(plain: str) -> Iterator[_Gap]:
    for match in _BEFORE_BRACKET.finditer(plain):
        end, limit = match.end(), min(len(plain), match.end() + _AROUND)
        while end < limit and not (plain[end].isspace() or plain[end] in "()"):
            end += 1
        yield match.start(), end, f"{match.group()[:-1]} ({plain[match.end() : end]}"
    for match in _AFTER_BRACKET.finditer(plain):
        start, end = _word_around(plain, match.end(), match.end())
        yield start, end, f"{plain[start : match.end()]} {plain[match.end() : end]}"


def _gaps_in_joined_words(plain: str, vocabulary: Vocabulary, language: str) -> Iterator[_Gap]:
    for match in RUN.finditer(plain):
        word = match.group()
        if len(word) > LONGEST_WORD or plain[max(0, match.start() - 1)].isdigit():
            continue
        parts = _at_capital(word, vocabulary) or _at_function_word(word, vocabulary, language)
        if parts:
            yield *match.span(), " ".join(parts)


def _at_capital(word: str, vocabulary: Vocabulary) -> tuple[str, str] | None:
    """The halves of "SanSalvador" or "byUSAID". Both occur alone, and the whole is rare."""
    for position in range(2, len(word) - 1):
        left, right = word[:position], word[position:]
        joined = left[-1].islower() and right[0].isupper() and vocabulary.names[word] < _RARE
        is_word = vocabulary.words[fold(left)] or fold(left) in ALL_FUNCTION_WORDS
        if joined and is_word and vocabulary.names[right]:
            return left, right
    return None


def _at_function_word(word: str, vocabulary: Vocabulary, language: str) -> tuple[str, str] | None:
    """The halves of "inpanels" or "linkswith", one of which is a short common word."""
    folded = fold(word)
    if len(folded) < 6 or folded in NOT_TWO_WORDS.get(language, ()):
        return None
    if vocabulary.words[folded] >= _RARE or not (word.isupper() or word[1:].islower()):
        return None
    for glued in GLUED.get(language, ()):
        if folded.endswith(glued) and _stands_alone(folded[: -len(glued)], vocabulary):
            return word[: -len(glued)], word[-len(glued) :]
        begins = folded.startswith(glued) and not vocabulary.has_kin(folded)
        if begins and _stands_alone(folded[len(glued) :], vocabulary):
            return word[: len(glued)], word[len(glued) :]
    return None


def _stands_alone(part: str, vocabulary: Vocabulary) -> bool:
    return len(part) > 3 and vocabulary.knows(part)


@check(
    "words.split-word",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("There is a space inside a word."),
    remedy=_("Take the space out."),
)
def split_word(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Report "un accompanied" if it is a word of the year without the space.

    One half must occur nowhere else.
    """
    vocabulary = vocabulary_of(year)
    runs = list(RUN.finditer(without_links(text.plain)))
    for left, right in pairwise(runs):
        if text.plain[left.end() : right.start()] != " " or not right.group().islower():
            continue
        halves = left.group(), right.group()
        whole = fold("".join(halves))
        is_rare = any(vocabulary.names[half] == 1 and len(half) > 1 for half in halves)
        if is_rare and vocabulary.words[whole] > 1 and left.group().islower():
            message = gettext("“%(words)s” is one word: %(whole)s.")
            params = {"words": " ".join(halves), "whole": whole}
            yield in_text(text, message % params, left.start(), right.end())


@check(
    "words.space-before-stop",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("There is a space before a comma or period, or inside parentheses."),
    remedy=_("Take the space out."),
)
def space_before_stop(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Skip French, which sets a space before a semicolon.

    A period alone on a line is left to `words.lone-stop`.
    """
    if text.language == "fr":
        return
    matches = list(_BEFORE_STOP.finditer(text.plain))
    if matches:
        start, end = matches[0].span()
        start = max(
            text.plain.rfind(" ", 0, max(start - 1, 0)) + 1, text.plain.rfind("\n", 0, start) + 1
        )
        message = gettext("A space too many at “%(words)s”; in this text %(count)d in all.")
        params = {"words": text.plain[start:end], "count": len(matches)}
        yield in_text(text, message % params, start, end)
