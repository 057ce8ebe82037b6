"""What somebody asks: words, beginnings of words, and phrases in quotes."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from reporting.search.tokens import LANGUAGES, compose, fold, stems_of, words_in

LONGEST = 200  # characters of a question
MOST_WORDS = 20
_SHORTEST_BEGINNING = 3  # letters: shorter ones begin too many words
_QUOTED = re.compile(r'["“”«»]([^"“”«»]*)["“”«»]')


class QuestionRefused(Exception):
    """The question cannot be asked; the message says why."""


@dataclass(frozen=True)
class Term:
    """A word: found as it is, as the beginning of a word, or by its stem in any language."""

    word: str
    stems: frozenset[str]

    @property
    def is_beginning(self) -> bool:
        return len(self.word) >= _SHORTEST_BEGINNING

    def fits(self, word: str, language: str) -> bool:
        """Whether a word (as written) of a text in `language` is what the term asks for."""
        folded = fold(word)
        begins = self.is_beginning and folded.startswith(self.word)
        return folded == self.word or begins or bool(stems_of(word, language) & self.stems)


@dataclass(frozen=True)
class Question:
    """Everything in it must be found. Empty when it holds no word."""

    terms: tuple[Term, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.phrases)


def read_question(typed: str) -> Question:
    """The question as typed. Signs that are no letters or digits only set words apart.

    Raises `QuestionRefused` when it is too long.
    """
    if len(typed) > LONGEST:
        raise QuestionRefused(
            _("Ask with at most %(most)d characters; this has %(number)d.")
            % {"most": LONGEST, "number": len(typed)}
        )
    text = compose(typed)
    phrases = [_words(found) for found in _QUOTED.findall(text)]
    single = [(phrase[0],) for phrase in phrases if len(phrase) == 1]
    loose = [*_words(_QUOTED.sub(" ", text)), *(word for (word,) in single)]
    question = Question(
        terms=tuple(_term(word) for word in dict.fromkeys(loose) if fold(word)),
        phrases=tuple(
            tuple(fold(word) for word in phrase) for phrase in phrases if len(phrase) > 1
        ),
    )
    if len(question.terms) + sum(map(len, question.phrases)) > MOST_WORDS:
        raise QuestionRefused(_("Ask with at most %(most)d words.") % {"most": MOST_WORDS})
    return question


def _words(text: str) -> list[str]:
    return [match.group() for match in words_in(text)]


def _term(word: str) -> Term:
    stems = (stems_of(word, language) for language in LANGUAGES)
    return Term(fold(word), frozenset().union(*stems))
