"""The acronyms of a text, and where it says what they stand for.

"International Labour Organization (ILO)", "Andean Community of Nations - CAN", "SICA (Central
American Integration System)". Letters are matched from the end as Schwartz and Hearst do (2003).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reporting.recognition.spans import Mention, stands_in_capitals

_ACRONYM = r"[A-Z][A-Za-z]{1,11}(?:-[A-Z]{1,4})?(?![\w])"
_ALONE = re.compile(rf"(?<![\w@./-]){_ACRONYM}(?!/)")
_AFTER_NAME = re.compile(rf"(?:\(\s?|\s[-–—]\s?)(?P<acronym>{_ACRONYM})")
_BEFORE_NAME = re.compile(rf"(?<!\w)(?P<acronym>{_ACRONYM})\s?\((?P<name>[^()\n]{{6,140}})\)")
_WORD = re.compile(r"[^\W\d_][\w’'&-]*")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_NAME_END = re.compile(r"[\"”’]?\s*\Z")
_NO_ACRONYMS = frozenset({"US", "USA", "UK", "EUA", "DC", "AC", "AM", "PM", "Mr", "Dr", "No"})
_LINKING = frozenset({
    "of", "the", "for", "on", "and", "in", "to", "against", "with",
    "de", "del", "la", "las", "los", "y", "e", "para", "sobre", "en",
    "des", "du", "le", "les", "et", "do", "da", "dos", "das",
})  # fmt: skip
_NEAR = 150  # characters before an acronym that may hold its name
_SURE, _OTHER_LANGUAGE = 0.95, 0.6


@dataclass(frozen=True, kw_only=True)
class AcronymMention(Mention):
    """An acronym in a text; `words` is the acronym."""


@dataclass(frozen=True, kw_only=True)
class DefinitionMention(Mention):
    """Where a text says that `acronym` stands for `name`; the span holds both.

    Less sure when the letters do not agree: the acronym may be of another language.
    """

    acronym: str
    name: str


def find_acronyms(text: str) -> tuple[AcronymMention, ...]:
    """Every use of an acronym in `text`; Roman numbers and lines all in capitals left out."""
    return tuple(
        AcronymMention(start=one.start(), end=one.end(), words=one.group(), confidence=0.9)
        for one in _ALONE.finditer(text)
        if _is_acronym(one.group()) and not stands_in_capitals(text, one.start(), one.end())
    )


def find_definitions(text: str) -> tuple[DefinitionMention, ...]:
    """Every place in `text` that spells out an acronym, from left to right; none overlap."""
    found: list[DefinitionMention] = []
    for one in sorted(_definitions(text), key=lambda one: (one.start, -one.confidence)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def _definitions(text: str) -> Iterator[DefinitionMention]:
    for match in _AFTER_NAME.finditer(text):
        if _is_acronym(match.group("acronym")) and (one := _name_before(text, match)):
            yield one
    for match in _BEFORE_NAME.finditer(text):
        if not _is_acronym(match.group("acronym")):
            continue
        name = _spelled_out(match.group("acronym"), match.group("name"))
        if name is not None and name.strip() == match.group("name").strip():
            yield DefinitionMention(
                start=match.start(),
                end=match.end(),
                words=match.group(),
                confidence=_SURE,
                acronym=match.group("acronym"),
                name=name.strip(),
            )


def _name_before(text: str, match: re.Match[str]) -> DefinitionMention | None:
    begin = max(0, match.start() - _NEAR)
    before = text[begin : match.start()]
    before = before[before.rfind("\n") + 1 :].rstrip()
    acronym = match.group("acronym")
    name, confidence = _spelled_out(acronym, before), _SURE
    if name is None:
        name, confidence = _capitalised(before), _OTHER_LANGUAGE
    if name is None:
        return None
    start = text.rindex(name, begin, match.start())
    return DefinitionMention(
        start=start,
        end=match.end(),
        words=text[start : match.end()],
        confidence=confidence,
        acronym=acronym,
        name=name,
    )


def _spelled_out(acronym: str, before: str) -> str | None:
    """The end of `before` whose words begin with the letters of `acronym`, or None."""
    letters = [letter.lower() for letter in acronym if letter.isalpha() and letter.isupper()]
    words = list(_WORD.finditer(before))
    if not words or not _NAME_END.match(before, words[-1].end()):
        return None
    words = words[-(len(letters) + 6) :]
    place = len(words)
    for number, letter in enumerate(reversed(letters), start=1):
        is_first_of_name = number == len(letters)
        place -= 1
        while place >= 0 and not _stands_for(words[place].group(), letter, is_first_of_name):
            place -= 1
        if place < 0:
            return None
    name = before[words[place].start() : words[-1].end()]
    skipped = [word.group() for word in words[place:]]
    return name if _agrees(skipped, letters) else None


def _stands_for(word: str, letter: str, is_first_of_name: bool) -> bool:
    return word[0].lower() == letter and not (is_first_of_name and word.lower() in _LINKING)


def _agrees(words: list[str], letters: list[str]) -> bool:
    """A name in capitals may hold words that the acronym leaves out; one in small letters not."""
    meaning = [word for word in words if word.lower() not in _LINKING]
    spare = 2 if words[0][0].isupper() else 0
    return len(words) > 1 and len(letters) - 1 <= len(meaning) <= len(letters) + spare


def _capitalised(before: str) -> str | None:
    """The run of capitalised words that `before` ends with: three or more."""
    words = list(_WORD.finditer(before))
    if not words or not _NAME_END.match(before, words[-1].end()):
        return None
    first = len(words)
    while first and _belongs(before, words, first - 1):
        first -= 1
    for place in range(first + 1, len(words) - 2):
        if words[place].group() == "the" and words[place - 1].group() in _LINKING:
            first = place + 1  # "Launch of the First Report of the Continuous Reporting System"
    while first < len(words) and words[first].group().lower() in _LINKING:
        first += 1
    capitals = [word for word in words[first:] if word.group()[0].isupper()]
    return before[words[first].start() : words[-1].end()] if len(capitals) > 1 else None


def _belongs(before: str, words: list[re.Match[str]], place: int) -> bool:
    word = words[place].group()
    if not (word[0].isupper() or word.lower() in _LINKING):
        return False
    following = words[place + 1].start() if place + 1 < len(words) else words[place].end()
    return not before[words[place].end() : following].strip()


def _is_acronym(words: str) -> bool:
    capitals = sum(letter.isupper() for letter in words)
    return (
        capitals >= 2
        and 2 * capitals >= len(words.removesuffix("s"))
        and words not in _NO_ACRONYMS
        and not _ROMAN.fullmatch(words.removesuffix("-O"))  # XL-O: a session of the Assembly
    )
