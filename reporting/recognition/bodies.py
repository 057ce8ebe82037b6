"""The bodies, forums and programs that a text names, by name or acronym."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reporting.recognition.acronyms import DefinitionMention, find_definitions
from reporting.recognition.gazetteer import Gazetteer, NamedBody
from reporting.recognition.names import NameIndex, NameMatch, fold, tokens
from reporting.recognition.spans import Mention, stands_in_capitals

_NAME, _ACRONYM = 0.97, 0.95
_FOREIGN = 0.85  # multiplies the confidence of a name that is not in the text's language
_MIN_DEFINITION = 0.9  # minimum confidence of a definition that overrides the gazetteer


class Called(StrEnum):
    NAME = "name"
    ACRONYM = "acronym"


@dataclass(frozen=True, kw_only=True)
class BodyMention(Mention):
    """`key` identifies the body in the gazetteer. `language` is that of the name ("OIM": es)."""

    key: str
    called: Called
    language: str


@dataclass(frozen=True)
class _Meaning:
    key: str
    called: Called
    language: str


def find_bodies(text: str, gazetteer: Gazetteer, *, lang: str = "en") -> tuple[BodyMention, ...]:
    """Every mention of a body in `text`, from left to right; none overlap.

    Skips an acronym that the text spells out as something else.
    """
    matches = _index(gazetteer).scan(text, tokens(text))
    other_meanings = _other_meanings(text, gazetteer)
    return tuple(
        _mention(text, match, lang)
        for match in matches
        if not _is_word(text, match)
        and (text[match.start : match.end], match.meaning.key) not in other_meanings
    )


def _other_meanings(text: str, gazetteer: Gazetteer) -> set[tuple[str, str]]:
    """Pairs of an acronym and the key of a body that it does not mean in this text.

    For example, "best interest determination (BID)" is not the bank.
    """
    definitions = [
        definition
        for definition in find_definitions(text)
        if definition.confidence >= _MIN_DEFINITION
    ]
    return {
        (definition.acronym, body.key)
        for definition in definitions
        for body in gazetteer.bodies
        if _is_other(definition, body)
    }


def _is_other(definition: DefinitionMention, body: NamedBody) -> bool:
    body_names = {fold(name.text) for name in body.names}
    defined_name = fold(" ".join(definition.name.split()))
    return fold(definition.acronym) in body_names and not any(
        defined_name in body_name or body_name in defined_name for body_name in body_names
    )


def _mention(text: str, match: NameMatch[_Meaning], lang: str) -> BodyMention:
    meaning = match.meaning
    confidence = _ACRONYM if meaning.called is Called.ACRONYM else _NAME
    confidence *= _FOREIGN if meaning.language != lang else 1
    return BodyMention(
        start=match.start,
        end=match.end,
        words=text[match.start : match.end],
        confidence=round(confidence * match.spelling, 2),
        key=meaning.key,
        called=meaning.called,
        language=meaning.language,
    )


def _is_word(text: str, match: NameMatch[_Meaning]) -> bool:
    """Whether it is an ordinary word: in lowercase, or short in a line that is all in capitals.

    "THE STATES CAN AGREE" does not name the Andean Community (CAN).
    """
    if match.lower_case:
        return True
    short = match.meaning.called is Called.ACRONYM and match.end - match.start <= 4
    return short and stands_in_capitals(text, match.start, match.end)


@lru_cache(maxsize=8)
def _index(gazetteer: Gazetteer) -> NameIndex[_Meaning]:
    return NameIndex(pair for body in gazetteer.bodies for pair in _names(body))


def _names(body: NamedBody) -> Iterator[tuple[str, _Meaning]]:
    """The names of the body. Skips single ordinary words, such as the acronym "Education"."""
    names = {name.text for name in body.names}
    for name in body.names:
        if " " in name.text:
            yield name.text, _Meaning(body.key, Called.NAME, name.language)
        elif _capitals(name.text) > 1 or name.text.upper() in names:
            yield name.text, _Meaning(body.key, Called.ACRONYM, name.language)


def _capitals(text: str) -> int:
    return sum(letter.isupper() for letter in text)
