"""The passage of a text that matches a query best, with the matches marked."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from program.rich_text import to_plain
from reporting.search.query import SearchQuery
from reporting.search.tokens import compose, fold, words_in
from reporting.text_parts import TextPart

_WORDS = 38  # of a passage: about three lines
_BEFORE = 4  # words before the first match


@dataclass(frozen=True)
class _Text:
    """A text and its words; `matches` are the positions in `words` of the matching words."""

    plain: str
    words: list[re.Match[str]]
    matches: frozenset[int]

    def marked(self, first: int, last: int) -> Iterator[TextPart]:
        """The text from word `first` to before word `last`, with the matches in <mark>."""
        position = self.words[first].start()
        for number in sorted(number for number in self.matches if first <= number < last):
            start, end = self.words[number].span()
            yield TextPart(self.plain[position:start])
            yield TextPart(self.plain[start:end], "mark")
            position = end
        yield TextPart(self.plain[position : self.words[last - 1].end()])


def snippet(text: str, query: SearchQuery, *, language: str) -> tuple[TextPart, ...]:
    """The passage of a long text with the most matches; without any, its beginning."""
    parsed = _parse(to_plain(text).replace("\n", " "), query, language)
    if not parsed.words:
        return ()
    first = _best_start(sorted(parsed.matches), len(parsed.words))
    last = min(first + _WORDS, len(parsed.words))
    prefix = "… " if first else ""
    suffix = " …" if last < len(parsed.words) else parsed.plain[parsed.words[-1].end() :]
    return (TextPart(prefix), *parsed.marked(first, last), TextPart(suffix))


def highlight(text: str, query: SearchQuery, *, language: str) -> tuple[TextPart, ...]:
    """The whole of a short text, with the matches in <mark>."""
    parsed = _parse(text, query, language)
    if not parsed.words:
        return (TextPart(parsed.plain),) if parsed.plain else ()
    prefix, suffix = parsed.plain[: parsed.words[0].start()], parsed.plain[parsed.words[-1].end() :]
    return (TextPart(prefix), *parsed.marked(0, len(parsed.words)), TextPart(suffix))


def _parse(text: str, query: SearchQuery, language: str) -> _Text:
    plain = compose(text)
    # Without a query, only the beginning is shown.
    words = list(islice(words_in(plain), None if query else _WORDS + 1))
    texts = [word.group() for word in words]
    # A long text repeats words: each distinct word is compared only once.
    matching = {
        word for word in set(texts) if any(term.matches(word, language) for term in query.terms)
    }
    matches = {position for position, word in enumerate(texts) if word in matching}
    matches |= _phrase_positions(texts, query.phrases)
    return _Text(plain, words, frozenset(matches))


def _phrase_positions(texts: list[str], phrases: tuple[tuple[str, ...], ...]) -> set[int]:
    positions: set[int] = set()
    folded = [fold(word) for word in texts] if phrases else []
    for phrase in phrases:
        for start in range(len(folded) - len(phrase) + 1):
            if tuple(folded[start : start + len(phrase)]) == phrase:
                positions.update(range(start, start + len(phrase)))
    return positions


def _best_start(matches: list[int], word_count: int) -> int:
    """The first word of the passage with the most matches; it begins `_BEFORE` words before one.

    `matches` are positions in order; `word_count` is that of the text.
    """
    if not matches:
        return 0
    best = max(
        matches,
        key=lambda start: (
            bisect_left(matches, start + _WORDS - _BEFORE) - bisect_left(matches, start)
        ),
    )
    return min(max(0, best - _BEFORE), max(0, word_count - _WORDS))
