"""The acronyms of a text, and the places where it spells them out.

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
_NEAR = 150  # characters before an acronym in which its name is searched for
_SURE, _OTHER_LANGUAGE = 0.95, 0.6


@dataclass(frozen=True, kw_only=True)
class AcronymMention(Mention):
    """An acronym in a text; `words` is the acronym."""


@dataclass(frozen=True, kw_only=True)
class DefinitionMention(Mention):
    """A place where a text says that `acronym` stands for `name`. The span contains both.

    The confidence is lower if the letters do not match: the acronym may be in another language.
    """

    acronym: str
    name: str


def find_acronyms(text: str) -> tuple[AcronymMention, ...]:
    """Every use of an acronym in `text`. Skips Roman numerals and lines in capitals."""
    return tuple(
        AcronymMention(start=match.start(), end=match.end(), words=match.group(), confidence=0.9)
        for match in _ALONE.finditer(text)
        if _is_acronym(match.group()) and not stands_in_capitals(text, match.start(), match.end())
    )


def find_definitions(text: str) -> tuple[DefinitionMention, ...]:
    """Every place in `text` that spells out an acronym, from left to right; none overlap."""
    definitions: list[DefinitionMention] = []
    for definition in sorted(
        _definitions(text), key=lambda definition: (definition.start, -definition.confidence)
    ):
        if not definitions or definition.start >= definitions[-1].end:
            definitions.append(definition)
    return tuple(definitions)


def _definitions(text: str) -> Iterator[DefinitionMention]:
    for match in _AFTER_NAME.finditer(text):
        if _is_acronym(match.group("acronym")) and (definition := _name_before(text, match)):
            yield definition
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
        name, confidence = _capitalized(before), _OTHER_LANGUAGE
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
    """The last words of `before` that begin with the letters of `acronym`, or None."""
    letters = [letter.lower() for letter in acronym if letter.isalpha() and letter.isupper()]
    words = list(_WORD.finditer(before))
    if not words or not _NAME_END.match(before, words[-1].end()):
        return None
    words = words[-(len(letters) + 6) :]
    index = len(words)
    for number, letter in enumerate(reversed(letters), start=1):
        is_first_of_name = number == len(letters)
        index -= 1
        while index >= 0 and not _stands_for(words[index].group(), letter, is_first_of_name):
            index -= 1
        if index < 0:
            return None
    name = before[words[index].start() : words[-1].end()]
    name_words = [word.group() for word in words[index:]]
    return name if _agrees(name_words, letters) else None


def _stands_for(word: str, letter: str, is_first_of_name: bool) -> bool:
    return word[0].lower() == letter and not (is_first_of_name and word.lower() in _LINKING)


def _agrees(words: list[str], letters: list[str]) -> bool:
    """Whether the number of words fits the number of letters.

    A name that begins with a capital may have two words more than the acronym has letters. A name
    in lowercase may have none.
    """
    content_words = [word for word in words if word.lower() not in _LINKING]
    spare = 2 if words[0][0].isupper() else 0
    return len(words) > 1 and len(letters) - 1 <= len(content_words) <= len(letters) + spare


def _capitalized(before: str) -> str | None:
    """The name that `before` ends with: capitalized words, at least two, with linking words."""
    words = list(_WORD.finditer(before))
    if not words or not _NAME_END.match(before, words[-1].end()):
        return None
    first = len(words)
    while first and _belongs_to_name(before, words, first - 1):
        first -= 1
    for index in range(first + 1, len(words) - 2):
        if words[index].group() == "the" and words[index - 1].group() in _LINKING:
            first = index + 1  # "Launch of the First Report of the Continuous Reporting System"
    while first < len(words) and words[first].group().lower() in _LINKING:
        first += 1
    capitals = [word for word in words[first:] if word.group()[0].isupper()]
    return before[words[first].start() : words[-1].end()] if len(capitals) > 1 else None


def _belongs_to_name(before: str, words: list[re.Match[str]], index: int) -> bool:
    word = words[index].group()
    if not (word[0].isupper() or word.lower() in _LINKING):
        return False
    following = words[index + 1].start() if index + 1 < len(words) else words[index].end()
    return not before[words[index].end() : following].strip()


def _is_acronym(candidate: str) -> bool:
    capitals = sum(letter.isupper() for letter in candidate)
    return (
        capitals >= 2
        and 2 * capitals >= len(candidate.removesuffix("s"))
        and candidate not in _NO_ACRONYMS
        and not _ROMAN.fullmatch(candidate.removesuffix("-O"))  # XL-O: a session of the Assembly
    )
