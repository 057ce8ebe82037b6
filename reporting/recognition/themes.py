"""Themes that a text may be about, proposed from lists of words. A person confirms them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.recognition.data.theme_words import THEME_WORDS
from reporting.recognition.spans import Mention


@dataclass(frozen=True, kw_only=True)
class ThemeMention(Mention):
    """The first words of the text that speak for the theme with this code."""

    code: str


def find_themes(text: str, *, lang: str = "en") -> tuple[ThemeMention, ...]:
    """Return each theme of the word lists once, in the order of the text.

    The words are those of `lang`, the code of an official language; English ones are tried too.
    """
    mentions = {mention.code: mention for mention in _mentions(text, "en")}
    mentions |= {mention.code: mention for mention in _mentions(text, lang)}
    return tuple(sorted(mentions.values(), key=lambda mention: (mention.start, mention.code)))


def _mentions(text: str, lang: str) -> Iterator[ThemeMention]:
    for code, pattern in _PATTERNS.get(lang, {}).items():
        if match := pattern.search(text):
            yield ThemeMention(
                start=match.start(),
                end=match.end(),
                words=match.group(),
                confidence=1.0,
                code=code,
            )


def _pattern(beginnings: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern of words that begin so; a beginning with a space is a phrase."""
    alternatives = "|".join(
        r"\s+".join(re.escape(word) for word in beginning.split()) for beginning in beginnings
    )
    return re.compile(rf"(?<!\w)(?:{alternatives})\w{{0,12}}", re.IGNORECASE)


_PATTERNS = {
    lang: {code: _pattern(words) for code, words in by_code.items()}
    for lang, by_code in THEME_WORDS.items()
}
