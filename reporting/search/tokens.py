"""Words as the search compares them: folded, and stemmed by the text's language.

Made in Python and not by the database, so that both engines find the same.
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
# Snowball takes "migración" and "migraciones" apart once the accent is left out.
_PLURALS = {
    "es": (("ciones", "cion"), ("siones", "sion")),
    "pt": (("coes", "cao"), ("soes", "sao"), ("aes", "ao"), ("oes", "ao")),
    "fr": (("aux", "al"), ("tions", "tion")),
}
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 60  # letters of a word; what is longer is cut, in texts and in questions alike


def words_in(text: str) -> Iterator[re.Match[str]]:
    """The words of a composed text (`compose`) with their places in it."""
    return _WORD.finditer(text)


def compose(text: str) -> str:
    """Letters and their accents as one character each, so that words are whole."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word in small letters without accents; letters and digits alone."""
    plain = unicodedata.normalize("NFKD", word[:_LONGEST].casefold())
    return "".join(letter for letter in plain if letter.isalnum())[:_LONGEST]


def folded_words(text: str) -> list[str]:
    """The folded words of a text in order."""
    found = (fold(match.group()) for match in words_in(compose(text)))
    return [word for word in found if word]


@lru_cache(maxsize=100_000)
def stems_of(word: str, language: str) -> frozenset[str]:
    """The stems of a word in a language, each marked with the language it is of.

    Of the word as written and of the folded one: who asks may leave the accents out.
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
    """The stems of all words of the texts, each as often as it comes, so that rank can count."""
    return [
        stem
        for text in texts
        for match in words_in(compose(text))
        for stem in sorted(stems_of(match.group(), language))
    ]
