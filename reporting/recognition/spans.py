"""Positions in a text: mentions, sentences, spans."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]?\s+(?=[^\W\d_a-z])|\n")

# What is less certain is neither suggested to a writer nor reported by a check.
MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, kw_only=True)
class Mention:
    """A part of a text: `text[start:end] == words`. `confidence` is between 0 and 1."""

    start: int
    end: int
    words: str
    confidence: float


@dataclass(frozen=True)
class Sentences:
    """The sentences of a text. A line break also ends a sentence."""

    text: str
    breaks: tuple[int, ...]

    def around(self, start: int, end: int) -> str:
        """The sentence or sentences that contain `text[start:end]`."""
        first, last = self.limits(start, end)
        return self.text[first:last]

    def limits(self, start: int, end: int) -> tuple[int, int]:
        """The start and end of the sentence or sentences that contain `text[start:end]`."""
        before = bisect_right(self.breaks, start)
        after = bisect_left(self.breaks, end)
        return (
            self.breaks[before - 1] if before else 0,
            self.breaks[after] if after < len(self.breaks) else len(self.text),
        )


def sentences(text: str) -> Sentences:
    """The sentences of `text`. None ends within "St. Lucia" or "Washington, DC., from"."""
    return Sentences(
        text,
        tuple(match.end() for match in _SENTENCE_END.finditer(text) if _ends_sentence(text, match)),
    )


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match.group() == "\n":
        return True
    word = re.search(r"[^\W\d_]*\Z", text[max(0, match.start() - 12) : match.start()])
    return word is None or len(word.group()) > 2 or not word.group()[:1].isupper()


def is_within(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a span (start, end) contains `position`. Spans must be in order and not overlap."""
    before = bisect_right(spans, position, key=lambda span: span[0])
    return before > 0 and position < spans[before - 1][1]


def stands_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the line around `text[start:end]` is in capitals, so "US" and "CAN" may be words."""
    before = text[max(0, start - 20) : start].rpartition("\n")[2]
    around = before + text[end : end + 20].partition("\n")[0]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 4 and all(letter.isupper() for letter in letters)
