"""Words as the search compares them: folded, and stemmed in the language of the text.

This is done in Python and not by the database, so that both databases find the same.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import snowballstemmer

_STEMMERS = {
    "en": snowballstemmer.stemmer("english"),
    "es": snowballstemmer.stemmer("spanish"),
    "fr": snowballstemmer.stemmer("french"),
    "pt": snowballstemmer.stemmer("portuguese"),
}
LANGUAGES = tuple(_STEMMERS)
# Without the accent, Snowball gives "migracion" and "migraciones" different stems.
_PLURALS = {
    "es": (("ciones", "cion"), ("siones", "sion")),
    "pt": (("coes", "cao"), ("soes", "sao"), ("aes", "ao"), ("oes", "ao")),
    "fr": (("aux", "al"), ("tions", "tion")),
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60  # letters; a longer word is cut, in texts and in queries


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words of a composed text (see `compose`) with their positions in it."""
    return _WORD.finditer(text)


def compose(text: str) -> str:
    """The text with each letter and its accent as one character, so that no word is split."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word in lower case without accents; only letters and digits."""
    decomposed = unicodedata.normalize("NFKD", word[:_LONGEST].casefold())
    return "".join(letter for letter in decomposed if letter.isalnum())[:_LONGEST]


def folded_words(text: str) -> list[str]:
    """The folded words of a text in order."""
    words = (fold(match.group()) for match in words_in(compose(text)))
    return [word for word in words if word]


@lru_cache(maxsize=100_000)
def stems_of(word: str, language: str) -> frozenset[str]:
    """The stems of a word in a language, each prefixed with the language.

    They are those of the word as written and of the folded word: a query may omit accents.
    """
    word = word[:_LONGEST]
    stemmer, folded = _STEMMERS[language], fold(word)
    forms = {fold(stemmer.stemWord(word.casefold())), fold(stemmer.stemWord(folded)), folded}
    for plural, singular in _PLURALS.get(language, ()):
        if folded.endswith(plural):
            base = folded.removesuffix(plural) + singular
            forms |= {base, fold(stemmer.stemWord(base))}
    return frozenset(f"{language}0{form}"[:_LONGEST] for form in forms if form)


def stems_in(texts: Iterable[str], language: str) -> list[str]:
    """The stems of all words of the texts, with repetitions, which the rank counts."""
    return [
        stem
        for text in texts
        for match in words_in(compose(text))
        for stem in sorted(stems_of(match.group(), language))
    ]
