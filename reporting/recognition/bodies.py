"""Which bodies, forums and programmes a text names, by name or acronym."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reporting.recognition.acronyms import DefinitionMention, find_definitions
from reporting.recognition.gazetteer import Gazetteer, NamedBody
from reporting.recognition.names import NameIndex, NameMatch, fold, tokens
from reporting.recognition.spans import Mention, stands_in_capitals

_NAME, _ACRONYM = 0.97, 0.95
_FOREIGN = 0.85  # a name or acronym of another language than the text's
_PLAIN = 0.9  # from here on a definition is believed


class Called(StrEnum):
    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, kw_only=True)
class BodyMention(Mention):
    """`key` is the body's in the gazetteer; `language` that of the name or acronym ("OIM": es)."""

    key: str
    called: Called
    language: str


@dataclass(frozen=True)
class _Meaning:
    key: str
    called: Called
    language: str


def find_bodies(text: str, gazetteer: Gazetteer, *, lang: str = "en") -> tuple[BodyMention, ...]:
    """Every naming of a body in `text`, from left to right; none overlap.

    An acronym that the text itself spells out as something else is not the body's.
    """
    matches = _index(gazetteer).scan(text, tokens(text))
    others = _other_meanings(text, gazetteer)
    return tuple(
        _found(text, match, lang)
        for match in matches
        if not _is_word(text, match)
        and (text[match.start : match.end], match.meaning.key) not in others
    )


def _other_meanings(text: str, gazetteer: Gazetteer) -> set[tuple[str, str]]:
    """Acronyms with the bodies that they do not mean here: "best interest determination (BID)"."""
    defined = [one for one in find_definitions(text) if one.confidence >= _PLAIN]
    return {
        (one.acronym, body.key)
        for one in defined
        for body in gazetteer.bodies
        if _is_other(one, body)
    }


def _is_other(definition: DefinitionMention, body: NamedBody) -> bool:
    names = {fold(name.words) for name in body.names}
    name = fold(" ".join(definition.name.split()))
    return fold(definition.acronym) in names and not any(
        name in one or one in name for one in names
    )


def _found(text: str, match: NameMatch[_Meaning], lang: str) -> BodyMention:
    meaning = match.meaning
    sure = _ACRONYM if meaning.called is Called.ACRONYM else _NAME
    sure *= _FOREIGN if meaning.language != lang else 1
    return BodyMention(
        start=match.start,
        end=match.end,
        words=text[match.start : match.end],
        confidence=round(sure * match.spelling, 2),
        key=meaning.key,
        called=meaning.called,
        language=meaning.language,
    )


def _is_word(text: str, match: NameMatch[_Meaning]) -> bool:
    """ "THE STATES CAN AGREE" names no Andean Community; nor does a name in small letters a body."""
    if match.lower_case:
        return True
    short = match.meaning.called is Called.ACRONYM and match.end - match.start <= 4
    return short and stands_in_capitals(text, match.start, match.end)


@lru_cache(maxsize=8)
def _index(gazetteer: Gazetteer) -> NameIndex[_Meaning]:
    return NameIndex(pair for body in gazetteer.bodies for pair in _names(body))


def _names(body: NamedBody) -> Iterator[tuple[str, _Meaning]]:
    """All names but those that are ordinary words: the chapter of "Education" has no acronym."""
    spellings = {name.words for name in body.names}
    for name in body.names:
        if " " in name.words:
            yield name.words, _Meaning(body.key, Called.NAME, name.language)
        elif _capitals(name.words) > 1 or name.words.upper() in spellings:
            yield name.words, _Meaning(body.key, Called.ACRONYM, name.language)


def _capitals(words: str) -> int:
    return sum(letter.isupper() for letter in words)
