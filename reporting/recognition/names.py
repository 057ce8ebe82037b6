"""Finds names in a text, from left to right, at each position the longest.

Differences in accents, in the kind of space, hyphen or apostrophe, between "&" and "and" and
between "Saint" and "St." do not matter, nor does a missing space before a capital ("SanSalvador").
Capitals matter.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

MeaningT = TypeVar("MeaningT")

_RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|&")
_GAP = re.compile(r"[ \t\u00a0\u202f]*(?:\n[ \t\u00a0\u202f]*)?(?:['’‐‑-][ \t]?)?")
_GAP_OF_NAME = re.compile(r"[\s.,()'’‐‑-]{0,4}")
_SAME_KEYS = {"and": "&", "y": "&", "e": "&", "et": "&", "saint": "st"}
_LONGEST_GAP = 6  # characters between two words of a name
SPELLING = 0.85  # multiplies the confidence of a name with unusual capitals


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text. `key` is the same for all spellings of the word."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True)
class _Name(Generic[MeaningT]):
    keys: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    ends_with_stop: bool
    meaning: MeaningT


@dataclass(frozen=True)
class NameMatch(Generic[MeaningT]):
    """A name in a text. `spelling` multiplies the confidence, below 1 with unusual capitals."""

    start: int
    end: int
    meaning: MeaningT
    spelling: float
    lower_case: bool


def fold(text: str) -> str:
    """`text` in lowercase and without accents."""
    if text.isascii():
        return text.casefold()
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def tokens(text: str) -> list[Token]:
    """The words of `text`. "SanSalvador" and "IOMMexico" are two words each."""
    word_tokens = []
    for run in _RUN.finditer(text):
        letters, start = run.group(), run.start()
        for first, last in _parts(letters):
            word = letters[first:last]
            key = fold(word)
            word_tokens.append(Token(start + first, start + last, word, _SAME_KEYS.get(key, key)))
    return word_tokens


def _parts(run: str) -> Iterator[tuple[int, int]]:
    first = 0
    if not (run[1:].islower() or run.isupper()):
        for position in range(1, len(run)):
            after_small = run[position - 1].islower() and run[position].isupper()
            if after_small or (
                run[position - 1 : position + 1].isupper() and _starts_word(run, position)
            ):
                yield first, position
                first = position
    yield first, len(run)


def _starts_word(run: str, position: int) -> bool:
    rest = run[position + 1 : position + 4]
    return len(rest) == 3 and rest.islower()


class NameIndex(Generic[MeaningT]):
    """An index of names that finds them in a text in one pass. The first of equal names is used."""

    def __init__(self, names: Iterable[tuple[str, MeaningT]]) -> None:
        self._by_key: dict[str, list[_Name[MeaningT]]] = defaultdict(list)
        for text, meaning in names:
            if name := _as_name(text, meaning):
                self._by_key[name.keys[0]].append(name)
        for group in self._by_key.values():
            group.sort(key=lambda name: -len(name.keys))

    def scan(self, text: str, text_tokens: Sequence[Token]) -> Iterator[NameMatch[MeaningT]]:
        """The names in `text`, from left to right; none overlap. `text_tokens` are its tokens."""
        index = 0
        while index < len(text_tokens):
            match, length = self._match(text, text_tokens, index)
            if match:
                yield match
            index += length

    def _match(
        self, text: str, text_tokens: Sequence[Token], index: int
    ) -> tuple[NameMatch[MeaningT] | None, int]:
        for name in self._by_key.get(text_tokens[index].key, ()):
            window = text_tokens[index : index + len(name.keys)]
            if tuple(token.key for token in window) != name.keys or not _gaps_agree(
                text, name, window
            ):
                continue
            spelling = _spelling_factor(name.words, window)
            if spelling:
                return _as_match(text, name, window, spelling), len(window)
        return None, 1


def _as_name(text: str, meaning: MeaningT) -> _Name[MeaningT] | None:
    word_tokens = tokens(text)
    if not word_tokens:
        return None
    gaps = tuple(text[token.end : following.start] for token, following in pairwise(word_tokens))
    return _Name(
        tuple(token.key for token in word_tokens),
        tuple(token.text for token in word_tokens),
        gaps,
        text.endswith("."),
        meaning,
    )


def _gaps_agree(text: str, name: _Name[MeaningT], window: Sequence[Token]) -> bool:
    return all(
        _gap_agrees(text[token.end : following.start], gap, token)
        for token, following, gap in zip(window, window[1:], name.gaps, strict=False)
    )


def _gap_agrees(between: str, gap: str, before: Token) -> bool:
    if between == gap:
        return True
    if len(between) > _LONGEST_GAP:
        return False
    if between.startswith(".") and len(before.text) <= 2:
        between = between[1:]
    if gap.strip(" '’-"):
        return bool(_GAP_OF_NAME.fullmatch(between))
    return bool(_GAP.fullmatch(between))


def _spelling_factor(name_words: Sequence[str], window: Sequence[Token]) -> float:
    """1 if capitals are as in the name, `SPELLING` if they differ, 0 if it cannot be the name."""
    for token, word in zip(window, name_words, strict=True):
        if word.isupper() and word != "&" and len(word) <= 4 and token.text != word:
            return 0.0
    capitals = [
        token.text[0].isupper()
        for token, word in zip(window, name_words, strict=True)
        if word[0].isupper()
    ]
    if all(capitals):
        return 1.0
    return SPELLING if capitals[-1] or not any(capitals) else 0.0


def _as_match(
    text: str, name: _Name[MeaningT], window: Sequence[Token], spelling: float
) -> NameMatch[MeaningT]:
    end = window[-1].end
    if name.ends_with_stop and text[end : end + 1] == ".":
        end += 1
    lower = spelling < 1 and not any(token.text[0].isupper() for token in window)
    return NameMatch(window[0].start, end, name.meaning, spelling, lower)
