"""Finds any of many names in a text: the leftmost, and of these the longest.

Accents, the kind of space, hyphen or apostrophe, "&" for "and" and "Saint" for "St." make no
difference, nor does a missing space before a capital ("SanSalvador"). Capitals do.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

Meaning = TypeVar("Meaning")

_RUN = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+|&")
_GAP = re.compile(r"[ \t\u00a0\u202f]*(?:\n[ \t\u00a0\u202f]*)?(?:['’‐‑-][ \t]?)?")
_GAP_OF_NAME = re.compile(r"[\s.,()'’‐‑-]{0,4}")
_SAME_KEYS = {"and": "&", "y": "&", "e": "&", "et": "&", "saint": "st"}
_LONGEST_GAP = 6  # characters between two words of a name
SPELLING = 0.85  # what an unusual use of capitals leaves of the confidence


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text; `key` is the same for all spellings of it."""

    start: int
    end: int
    words: str
    key: str


@dataclass(frozen=True)
class _Name(Generic[Meaning]):
    keys: tuple[str, ...]
    words: tuple[str, ...]
    gaps: tuple[str, ...]
    ends_with_stop: bool
    meaning: Meaning


@dataclass(frozen=True)
class NameMatch(Generic[Meaning]):
    """A name in a text. `spelling` is 1 as printed, less with unusual capitals."""

    start: int
    end: int
    meaning: Meaning
    spelling: float
    lower_case: bool


def fold(words: str) -> str:
    """`words` without accents and capitals."""
    if words.isascii():
        return words.casefold()
    parts = unicodedata.normalize("NFD", words)
    return "".join(part for part in parts if not unicodedata.combining(part)).casefold()


def tokens(text: str) -> list[Token]:
    """The words of `text`; "SanSalvador" is two, "IOMMexico" too."""
    found = []
    for run in _RUN.finditer(text):
        words, start = run.group(), run.start()
        for first, last in _parts(words):
            part = words[first:last]
            key = fold(part)
            found.append(Token(start + first, start + last, part, _SAME_KEYS.get(key, key)))
    return found


def _parts(words: str) -> Iterator[tuple[int, int]]:
    first = 0
    if not (words[1:].islower() or words.isupper()):
        for place in range(1, len(words)):
            after_small = words[place - 1].islower() and words[place].isupper()
            if after_small or (
                words[place - 1 : place + 1].isupper() and _starts_word(words, place)
            ):
                yield first, place
                first = place
    yield first, len(words)


def _starts_word(words: str, place: int) -> bool:
    rest = words[place + 1 : place + 4]
    return len(rest) == 3 and rest.islower()


class NameIndex(Generic[Meaning]):
    """Many names, to be found in texts in one pass. Of two equal names the first given wins."""

    def __init__(self, names: Iterable[tuple[str, Meaning]]) -> None:
        self._by_key: dict[str, list[_Name[Meaning]]] = defaultdict(list)
        for words, meaning in names:
            if name := _as_name(words, meaning):
                self._by_key[name.keys[0]].append(name)
        for group in self._by_key.values():
            group.sort(key=lambda name: -len(name.keys))

    def scan(self, text: str, words: Sequence[Token]) -> Iterator[NameMatch[Meaning]]:
        """The names in `text`, whose tokens are `words`, from left to right; none overlap."""
        place = 0
        while place < len(words):
            match, length = self._match(text, words, place)
            if match:
                yield match
            place += length

    def _match(
        self, text: str, words: Sequence[Token], place: int
    ) -> tuple[NameMatch[Meaning] | None, int]:
        for name in self._by_key.get(words[place].key, ()):
            here = words[place : place + len(name.keys)]
            if tuple(token.key for token in here) != name.keys or not _joined(text, name, here):
                continue
            spelling = _spelling(name.words, here)
            if spelling:
                return _as_match(text, name, here, spelling), len(here)
        return None, 1


def _as_name(words: str, meaning: Meaning) -> _Name[Meaning] | None:
    parts = tokens(words)
    if not parts:
        return None
    gaps = tuple(words[one.end : two.start] for one, two in pairwise(parts))
    return _Name(
        tuple(part.key for part in parts),
        tuple(part.words for part in parts),
        gaps,
        words.endswith("."),
        meaning,
    )


def _joined(text: str, name: _Name[Meaning], here: Sequence[Token]) -> bool:
    return all(
        _may_join(text[one.end : two.start], gap, one)
        for one, two, gap in zip(here, here[1:], name.gaps, strict=False)
    )


def _may_join(between: str, gap: str, before: Token) -> bool:
    if between == gap:
        return True
    if len(between) > _LONGEST_GAP:
        return False
    if between.startswith(".") and len(before.words) <= 2:
        between = between[1:]
    if gap.strip(" '’-"):
        return bool(_GAP_OF_NAME.fullmatch(between))
    return bool(_GAP.fullmatch(between))


def _spelling(name: Sequence[str], here: Sequence[Token]) -> float:
    """1 when capitals stand as in the name, less when some do not, 0 when it cannot be the name."""
    for token, words in zip(here, name, strict=True):
        if words.isupper() and words != "&" and len(words) <= 4 and token.words != words:
            return 0.0
    capitals = [
        token.words[0].isupper()
        for token, words in zip(here, name, strict=True)
        if words[0].isupper()
    ]
    if all(capitals):
        return 1.0
    return SPELLING if capitals[-1] or not any(capitals) else 0.0


def _as_match(
    text: str, name: _Name[Meaning], here: Sequence[Token], spelling: float
) -> NameMatch[Meaning]:
    end = here[-1].end
    if name.ends_with_stop and text[end : end + 1] == ".":
        end += 1
    lower = spelling < 1 and not any(token.words[0].isupper() for token in here)
    return NameMatch(here[0].start, end, name.meaning, spelling, lower)
