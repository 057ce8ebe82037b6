"""The language of a text, of the four official ones, by its most frequent words."""

import re
from collections import defaultdict
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:['’])?")
_MOST_WORDS = 20_000  # of a text are read
# Words that are frequent in one language and rare or unknown in the other three.
_FREQUENT = {
    "en": "the of and to in for on with by was were is are that this from which their has have will at an as its be during",
    "es": "el los las y en con por para se fue fueron son que del su sus una un al como durante sobre ha han lo entre más",
    "fr": "le les et des du en avec par pour est sont que dans une un aux au sur ont été ce cette leur leurs d’ l’ d' l' qui pendant",
    "pt": "o os as e em com por para foi foram são que do da dos das uma um ao na no nas nos sobre não como durante pelo pela mais",
}  # fmt: skip
_WEIGHTS: dict[str, list[tuple[str, float]]] = {}
for _language, _list in _FREQUENT.items():
    for _entry in _list.split():
        _WEIGHTS.setdefault(_entry, []).append((_language, 1.0))
for _entry, _owners in _WEIGHTS.items():
    _WEIGHTS[_entry] = [(_language, 1.0 / len(_owners)) for _language, _ in _owners]
_LETTERS = {"ñ": "es", "¿": "es", "ã": "pt", "õ": "pt", "è": "fr", "ê": "fr", "œ": "fr", "ù": "fr"}
SURE = 0.6


def detect(texts: Iterable[str], otherwise: str = "en") -> tuple[str, float]:
    """Return the language of `texts` and how sure it is, between 0 and 1.

    `otherwise` is returned, with 0, if none of their words tells a language.
    """
    scores: dict[str, float] = defaultdict(float)
    words = 0
    for text in texts:
        for word in _WORD.findall(text.lower()):
            words += 1
            for language, weight in _WEIGHTS.get(word, ()):
                scores[language] += weight
            if words > _MOST_WORDS:
                break
        for letter, language in _LETTERS.items():
            scores[language] += min(text.lower().count(letter), 20) * 0.5
    ranked = sorted(scores.items(), key=lambda score: -score[1])
    if not ranked or not ranked[0][1]:
        return otherwise, 0.0
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return ranked[0][0], round((ranked[0][1] - second) / ranked[0][1], 2)
