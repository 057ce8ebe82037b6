"""The passage of a text that matches a query best, with what was found in <mark>."""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import islice

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reporting.markdown import to_plain
from reporting.search.query import SearchQuery
from reporting.search.tokens import compose, fold, words_in

_WORDS = 38  # of a passage: about three lines
_BEFORE = 4  # words before the first that was found


@dataclass(frozen=True)
class _Text:
    """A text and its words; `found` are the places in `words` of those that were asked for."""

    plain: str
    words: list[re.Match[str]]
    found: frozenset[int]

    def marked(self, first: int, last: int) -> SafeString:
        """The words from `first` to before `last` and what is between them, the found in <mark>."""
        parts: list[str] = []
        place = self.words[first].start()
        for number in sorted(number for number in self.found if first <= number < last):
            start, end = self.words[number].span()
            word = escape(self.plain[start:end])
            parts += [escape(self.plain[place:start]), f"<mark>{word}</mark>"]
            place = end
        return mark_safe("".join([*parts, escape(self.plain[place : self.words[last - 1].end()])]))


def snippet(text: str, query: SearchQuery, *, language: str) -> SafeString:
    """Some words of `text` (Markdown) round the first cluster of what was found; its beginning when
    nothing was found in it. Escaped, so that only <mark> is an element."""
    read = _read(to_plain(text).replace("\n", " "), query, language)
    if not read.words:
        return SafeString("")
    first = _best_start(sorted(read.found), len(read.words))
    last = min(first + _WORDS, len(read.words))
    before = "… " if first else ""
    after = " …" if last < len(read.words) else read.plain[read.words[-1].end() :]
    return format_html("{}{}{}", before, read.marked(first, last), after)


def highlight(text: str, query: SearchQuery, *, language: str) -> SafeString:
    """A short text, whole, with what was found in <mark>."""
    read = _read(text, query, language)
    if not read.words:
        return conditional_escape(read.plain)
    before, after = read.plain[: read.words[0].start()], read.plain[read.words[-1].end() :]
    return format_html("{}{}{}", before, read.marked(0, len(read.words)), after)


def _read(text: str, query: SearchQuery, language: str) -> _Text:
    plain = compose(text)
    # Where nothing is asked for, nothing beyond the beginning is shown.
    words = list(islice(words_in(plain), None if query else _WORDS + 1))
    written = [word.group() for word in words]
    # A long text says the same word often: each is looked at once.
    fitting = {
        word for word in set(written) if any(term.matches(word, language) for term in query.terms)
    }
    found = {place for place, word in enumerate(written) if word in fitting}
    found |= _places_of_phrases(written, query.phrases)
    return _Text(plain, words, frozenset(found))


def _places_of_phrases(written: list[str], phrases: tuple[tuple[str, ...], ...]) -> set[int]:
    found: set[int] = set()
    folded = [fold(word) for word in written] if phrases else []
    for phrase in phrases:
        for start in range(len(folded) - len(phrase) + 1):
            if tuple(folded[start : start + len(phrase)]) == phrase:
                found.update(range(start, start + len(phrase)))
    return found


def _best_start(found: list[int], words: int) -> int:
    """Where the passage with the most found words begins, a few words before the first of them.

    `found` are places in their order, in a text of so many `words`.
    """
    if not found:
        return 0
    best = max(
        found,
        key=lambda start: bisect_left(found, start + _WORDS - _BEFORE) - bisect_left(found, start),
    )
    return min(max(0, best - _BEFORE), max(0, words - _WORDS))
