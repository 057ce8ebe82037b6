"""The language of a text, of the four official ones, by its most frequent words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from reporting.recognition.languages import LANGUAGES

_WORD = re.compile(r"[^\W\d_]+(?:['’])?")
_MOST_WORDS = 20_000  # of a text are read
# Words that are frequent in one language and rare or unknown in the other three.
_FREQUENT = {
    "en": "the of and to in for on with by was were is are that this from which their has have will "
    "an as its be been during between through within under not they who held took place were",
    "es": "el los las y en con por para se fue fueron son que del su sus una un al como durante "
    "sobre ha han lo entre más hacia desde hasta llegaron según también así además unos unas otro",
    "fr": "le les et des du en avec par pour est sont que dans une un aux au sur ont été ce cette "
    "leur leurs d’ l’ d' l' qui pendant ainsi selon entre à où ces ses chez lors eu jusqu'en",
    "pt": "o os as e em com por para foi foram são que do da dos das uma um ao na no nas nos sobre "
    "não como durante pelo pela mais até entre segundo também houve ser sua seus à às aos",
}
_LETTERS = {"ñ": "es", "¿": "es", "ã": "pt", "õ": "pt", "è": "fr", "ê": "fr", "œ": "fr", "ù": "fr"}
_ENDINGS = (
    ("ción", "es"), ("ciones", "es"), ("dad", "es"), ("mente", "es"), ("mente", "pt"),
    ("ção", "pt"), ("ções", "pt"), ("dade", "pt"), ("agem", "pt"), ("nho", "pt"), ("nha", "pt"),
    ("tion", "en"), ("tions", "en"), ("tion", "fr"), ("tions", "fr"), ("ité", "fr"), ("ment", "fr"),
    ("eux", "fr"), ("ing", "en"), ("ity", "en"), ("ly", "en"),
)  # fmt: skip
_ENDING = 0.5  # what the ending of a word counts, compared with a frequent word
_ENOUGH = 2.0  # frequent words; with fewer, the certainty is lower
_MIN_SCORE = 3.0  # of a text whose language is certain; about three frequent words
_MANY_WORDS = 12  # a shorter text may have no frequent word
SURE = 0.6  # with less, a person is asked


def detect(texts: Iterable[str], otherwise: str = "en") -> tuple[str, float]:
    """Return the language of `texts` and how sure it is, between 0 and 1.

    `otherwise` is returned, with 0, if none of their words tells a language.
    """
    scores = _scores(texts)
    ranked = sorted(scores.items(), key=lambda score: -score[1])
    if not ranked or not ranked[0][1]:
        return otherwise, 0.0
    best = ranked[0][1]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], round((best - second) / best * min(1.0, best / _ENOUGH), 2)


@dataclass(frozen=True)
class LanguageGuess:
    """The language that a text seems to be in; `code` is empty when its words do not say."""

    code: str = ""
    is_sure: bool = False


def guess_language(text: str) -> LanguageGuess:
    """Return the language of one text; nothing for a text of a few words."""
    code, certainty = detect([text], otherwise="")
    has_many_words = len(_WORD.findall(text[: 20 * _MOST_WORDS])) >= _MANY_WORDS
    is_sure = certainty >= SURE and _scores([text])[code] >= _MIN_SCORE
    return LanguageGuess(code, is_sure) if is_sure or (code and has_many_words) else LanguageGuess()


def _scores(texts: Iterable[str]) -> dict[str, float]:
    """Return for each language how much the words of `texts` speak for it."""
    scores: dict[str, float] = defaultdict(float)
    words = 0
    for text in texts:
        for word in _WORD.findall(text.lower()):
            words += 1
            for language, weight in _weights().get(word, ()):
                scores[language] += weight
            for ending, language in _ENDINGS:
                if len(word) > len(ending) + 2 and word.endswith(ending):
                    scores[language] += _ENDING
            if words > _MOST_WORDS:
                break
        for letter, language in _LETTERS.items():
            scores[language] += min(text.lower().count(letter), 20) * 0.5
    return scores


@cache
def _weights() -> dict[str, list[tuple[str, float]]]:
    """Return what each word counts for each language, less where several languages have it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for code, frequent in _FREQUENT.items():
        for word in frequent.split():
            owners[word].add(code)
    for code, data in LANGUAGES.items():
        names = (*data.dates.months, *data.dates.weekdays)
        for word in (spellings[0] for spellings in names):
            owners[word].add(code)
        for word in (*data.activities.one, *data.activities.several):
            owners[word].add(code)
    return {word: [(code, 1.0 / len(codes)) for code in codes] for word, codes in owners.items()}
