"""Where something stands in a text, and how sure that is."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]?\s+(?=[^\W\d_a-z])|\n")


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A piece of a text: `text[start:end] == words`. `confidence` goes from 0 to 1."""

    start: int
    end: int
    words: str
    confidence: float


@dataclass(frozen=True)
class Sentences:
    """The sentences of a text; a line break ends one too."""

    text: str
    breaks: tuple[int, ...]

    def around(self, start: int, end: int) -> str:
        """The sentence that holds `text[start:end]`, or the few that do."""
        first, last = self.limits(start, end)
        return self.text[first:last]

    def limits(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around `text[start:end]` begins and ends."""
        before = bisect_right(self.breaks, start)
        after = bisect_left(self.breaks, end)
        return (
            self.breaks[before - 1] if before else 0,
            self.breaks[after] if after < len(self.breaks) else len(self.text),
        )


def sentences(text: str) -> Sentences:
    """Where the sentences of `text` end. "St. Lucia" and "Washington, DC., from" end none."""
    return Sentences(
        text, tuple(found.end() for found in _SENTENCE_END.finditer(text) if _ends(text, found))
    )


def _ends(text: str, found: re.Match[str]) -> bool:
    if found.group() == "\n":
        return True
    word = re.search(r"[^\W\d_]*\Z", text[max(0, found.start() - 12) : found.start()])
    return word is None or len(word.group()) > 2 or not word.group()[:1].isupper()


def is_within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span (start, end) holds `place`; they come in order and do not overlap."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


def stands_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether all around `text[start:end]` is in capitals: then "US" and "CAN" are common words."""
    before = text[max(0, start - 20) : start].rpartition("\n")[2]
    around = before + text[end : end + 20].partition("\n")[0]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 4 and all(letter.isupper() for letter in letters)
