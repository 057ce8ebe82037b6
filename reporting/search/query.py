"""Search queries: words, prefixes of words, and phrases in quotation marks."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.search.tokens import LANGUAGES, compose, fold, stems_of, words_in

MAX_LENGTH = 200  # characters
MAX_WORDS = 20
_SHORTEST_PREFIX = 3  # letters: too many words begin with fewer
_QUOTED = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]')


class InvalidSearchQuery(Exception):
    """The query is too long; the message says what to do."""


@dataclass(frozen=True)
class Term:
    """A word. It matches itself, words that begin with it, and words with the same stem."""

    word: str
    stems: frozenset[str]

    @property
    def is_prefix(self) -> bool:
        return len(self.word) >= _SHORTEST_PREFIX

    def matches(self, word: str, language: str) -> bool:
        """Whether the term matches `word`, as written in a text in `language`."""
        folded = fold(word)
        is_beginning = self.is_prefix and folded.startswith(self.word)
        return folded == self.word or is_beginning or bool(stems_of(word, language) & self.stems)


@dataclass(frozen=True)
class SearchQuery:
    """Terms and phrases that must all be found. A query without any is false."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)


def parse_query(typed: str) -> SearchQuery:
    """The query that was typed. Characters other than letters and digits only separate words.

    Raises `InvalidSearchQuery` when it is too long.
    """
    if len(typed) > MAX_LENGTH:
        raise InvalidSearchQuery(
            _("Use at most %(most)d characters; this has %(number)d.")
            % {"most": MAX_LENGTH, "number": len(typed)}
        )
    text = compose(typed)
    quoted = [_words(match) for match in _QUOTED.findall(text)]
    single_words = [words[0] for words in quoted if len(words) == 1]
    words = [*_words(_QUOTED.sub(" ", text)), *single_words]
    query = SearchQuery(
        terms=tuple(_term(word) for word in dict.fromkeys(words) if fold(word)),
        phrases=tuple(tuple(fold(word) for word in phrase) for phrase in quoted if len(phrase) > 1),
    )
    if len(query.terms) + sum(map(len, query.phrases)) > MAX_WORDS:
        raise InvalidSearchQuery(_("Use at most %(most)d words.") % {"most": MAX_WORDS})
    return query


def _words(text: str) -> list[str]:
    return [match.group() for match in words_in(text)]


def _term(word: str) -> Term:
    stems = (stems_of(word, language) for language in LANGUAGES)
    return Term(fold(word), frozenset().union(*stems))
