"""Spaces that are missing, or stand where none should.

Whether a run of letters is two words is told by the year's own texts: both halves are words of it.
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
from reporting.checks.registry import CheckResult, Scope, check, in_text
from reporting.checks.similarity import stem
from reporting.checks.vocabulary import ALL_FUNCTION_WORDS, GLUED, NOT_TWO_WORDS
from reporting.recognition.names import fold
from reporting.word_counts import LONGEST_WORD, RUN, runs_in, without_links

_AFTER_DIGITS = re.compile(r"(?<![\w.,:/-])\d+(?:st|nd|rd|th)?[A-Za-z]{2,}\b")
_ORDINAL = re.compile(r"(?i)\d+(?:st|nd|rd|th|ers?|[eè]me|km|kg|cm|mm|ha|am|pm|hrs?|bn|mn|mb)")
_AFTER_LETTERS = re.compile(r"\b[a-z]{3,}\d+\b|\bNo\.\d+")
_AFTER_STOP = re.compile(r"(?<=[a-zà-ÿ])[.;:!?](?=[A-ZÀ-Ý][\w.])|(?<=[a-zà-ÿ]{2}),(?=[^\W\d_]{2})")
_BEFORE_BRACKET = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}\((?=[^()]{3,}\))(?!\w{1,3}\))")
_AFTER_BRACKET = re.compile(r"\((?:[^()]{3,})\)(?=[^\W\d_]{2})")
_BEFORE_STOP = re.compile(r"(?<=[\w)”\"])[ \u00a0]+[,;.](?=\s|[^\W\d]|\Z)|\( +(?=\S)|(?<=\S) +\)")
_RARE = 3  # a run of letters that stands this often is a word
_AROUND = 30  # characters on either side of a place that are looked at


@dataclass(frozen=True)
class Vocabulary:
    """How often each word stands in the year; `names` as written, with its capitals."""

    words: Counter[str]
    names: Counter[str]

    def knows(self, word: str) -> bool:
        """Whether `word` is one of the year's words, alone or as a plural."""
        return any(
            self.words[form] > 0
            for form in {fold(word), stem(fold(word)), f"{fold(word)}s"}
            if len(form) > 3
        )

    def has_kin(self, small: str) -> bool:
        """Whether another word begins as this does: "incorporates" and "incorporation"."""
        return len(small) > 8 and small[:-2] in self.beginnings

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The beginnings of the year's words, but what is left of one without its last two letters."""
        return frozenset(
            word[:length]
            for word in self.words
            for length in range(7, len(word))
            if length != len(word) - 2
        )


@lru_cache(maxsize=2)
def vocabulary_of(year: CheckedYear) -> Vocabulary:
    texts = (*(text.plain for text in year.texts), *year.words)
    names = Counter(run for text in texts for run in runs_in(text))
    for counts in year.word_counts:
        names.update(counts)
    words: Counter[str] = Counter()
    for run, number in names.items():
        words[fold(run)] += number
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
    known = vocabulary_of(year)
    places = [
        *_digits(plain),
        *_stops(plain),
        *_brackets(text.plain),
        *_joined_words(plain, known, text.language),
    ]
    for start, end, mended in sorted(set(places)):
        message = gettext("“%(words)s” lacks a space: %(mended)s.")
        words = {"words": text.plain[start:end], "mended": mended}
        yield in_text(text, message % words, start, end)


_Place = tuple[int, int, str]  # start, end, the words with their space


def _digits(plain: str) -> Iterator[_Place]:
    for found in _AFTER_DIGITS.finditer(plain):
        words = found.group()
        if not _ORDINAL.fullmatch(words):
            cut = re.match(r"\d+(?:(?:st|nd|rd|th)(?=[A-Z]))?", words)
            assert cut
            yield *found.span(), f"{words[: cut.end()]} {words[cut.end() :]}"
    for found in _AFTER_LETTERS.finditer(plain):
        words = found.group()
        yield *found.span(), re.sub(r"(?<=\D)(?=\d)", " ", words, count=1)


def _stops(plain: str) -> Iterator[_Place]:
    for found in _AFTER_STOP.finditer(plain):
        start, end = _word_around(plain, *found.span())
        yield start, end, f"{plain[start : found.end()]} {plain[found.end() : end]}"


def _word_around(plain: str, start: int, end: int) -> tuple[int, int]:
    least, most = max(0, start - _AROUND), min(len(plain), end + _AROUND)
    while start > least and not plain[start - 1].isspace():
        start -= 1
    while end < most and (plain[end].isalnum() or plain[end] == "_"):
        end += 1
    return start, end


def _brackets(plain: str) -> Iterator[_Place]:
    for found in _BEFORE_BRACKET.finditer(plain):
        end, most = found.end(), min(len(plain), found.end() + _AROUND)
        while end < most and not (plain[end].isspace() or plain[end] in "()"):
            end += 1
        yield found.start(), end, f"{found.group()[:-1]} ({plain[found.end() : end]}"
    for found in _AFTER_BRACKET.finditer(plain):
        start, end = _word_around(plain, found.end(), found.end())
        yield start, end, f"{plain[start : found.end()]} {plain[found.end() : end]}"


def _joined_words(plain: str, known: Vocabulary, language: str) -> Iterator[_Place]:
    for found in RUN.finditer(plain):
        word = found.group()
        if len(word) > LONGEST_WORD or plain[max(0, found.start() - 1)].isdigit():
            continue
        parts = _at_capital(word, known) or _at_function_word(word, known, language)
        if parts:
            yield *found.span(), " ".join(parts)


def _at_capital(word: str, known: Vocabulary) -> tuple[str, str] | None:
    """ "SanSalvador", "byUSAID": both halves stand alone elsewhere, and the whole is rare."""
    for place in range(2, len(word) - 1):
        one, other = word[:place], word[place:]
        joined = one[-1].islower() and other[0].isupper() and known.names[word] < _RARE
        is_word = known.words[fold(one)] or fold(one) in ALL_FUNCTION_WORDS
        if joined and is_word and known.names[other]:
            return one, other
    return None


def _at_function_word(word: str, known: Vocabulary, language: str) -> tuple[str, str] | None:
    """ "inpanels", "linkswith": a short common word has run into its neighbour."""
    small = fold(word)
    if len(small) < 6 or small in NOT_TWO_WORDS.get(language, ()):
        return None
    if known.words[small] >= _RARE or not (word.isupper() or word[1:].islower()):
        return None
    for glued in GLUED.get(language, ()):
        if small.endswith(glued) and _stands_alone(small[: -len(glued)], known):
            return word[: -len(glued)], word[-len(glued) :]
        begins = small.startswith(glued) and not known.has_kin(small)
        if begins and _stands_alone(small[len(glued) :], known):
            return word[: len(glued)], word[len(glued) :]
    return None


def _stands_alone(part: str, known: Vocabulary) -> bool:
    return len(part) > 3 and known.knows(part)


@check(
    "words.split-word",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A space stands inside a word."),
    remedy=_("Take the space out."),
)
def split_word(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """ "un accompanied": together a word of the year, of which one half is none elsewhere."""
    known = vocabulary_of(year)
    runs = list(RUN.finditer(without_links(text.plain)))
    for one, other in pairwise(runs):
        if text.plain[one.end() : other.start()] != " " or not other.group().islower():
            continue
        halves = one.group(), other.group()
        whole = fold("".join(halves))
        rare = any(known.names[half] == 1 and len(half) > 1 for half in halves)
        if rare and known.words[whole] > 1 and one.group().islower():
            message = gettext("“%(words)s” is one word: %(whole)s.")
            words = {"words": " ".join(halves), "whole": whole}
            yield in_text(text, message % words, one.start(), other.end())


@check(
    "words.space-before-stop",
    Severity.NOTICE,
    Scope.TEXT,
    explanation=_("A space stands before a comma or full stop, or inside a bracket."),
    remedy=_("Take the space out."),
)
def space_before_stop(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """French sets a space before a semicolon; a full stop alone is another check's."""
    if text.language == "fr":
        return
    found = list(_BEFORE_STOP.finditer(text.plain))
    if found:
        start, end = found[0].span()
        start = max(
            text.plain.rfind(" ", 0, max(start - 1, 0)) + 1, text.plain.rfind("\n", 0, start) + 1
        )
        message = gettext("A space too many at “%(words)s”; in this text %(count)d in all.")
        words = {"words": text.plain[start:end], "count": len(found)}
        yield in_text(text, message % words, start, end)
