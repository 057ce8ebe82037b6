"""Acronyms and the names of bodies, programmes and projects."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedText, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.recognised import LEAST, acronyms, bodies, definitions
from reporting.checks.registry import CheckResult, Scope, check, in_text
from reporting.checks.similarity import Words, alike, content_words, held_in, likeness, stem
from reporting.checks.vocabulary import COMMON_ACRONYMS, FUNCTION_WORDS, RESOLUTION_ORGANS
from reporting.recognition.bodies import Called
from reporting.recognition.names import fold
from reporting.word_counts import without_links

_RESOLUTION = re.compile(r"\b([A-Z]{1,8})\s?/\s?RES\.?\s*(\d+)")
_TITLE = re.compile(r"\"([^\"\n]{25,240})\"|“([^”\n]{25,240})”")
_NAME = re.compile(  # words of at most 60 letters
    r"[A-ZÀ-Ý][\w’'-]{1,60}"
    r"(?:[ ]{1,9}(?:of|on|for|in|and|the|to|against|[A-ZÀ-Ý][\w’'-]{1,60})){2,12}"
)
_LINK = r"(?:of|on|for|in|the|to|against)"
_PIECE = re.compile(  # of a run: no "and", and no small or opening word at its ends
    r"(?!(?:In|The|At|On|For|And)\b)[A-ZÀ-Ý][\w’'-]{1,60}"
    rf"(?:[ ]{{1,9}}(?:{_LINK}[ ]{{1,9}}){{0,11}}[A-ZÀ-Ý][\w’'-]{{1,60}}){{0,12}}"
)
_AROUND = 30  # characters on either side of an acronym that are looked at
_ENDING = {"america": "american", "program": "programme", "labor": "labour"}


_Key = tuple[Words, tuple[str, ...]]


@dataclass(frozen=True)
class _Use:
    text: CheckedText
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text.plain[self.start : self.end]


def _uses_told(message: str, uses: Sequence[_Use], words: str = "") -> CheckResult:
    first = uses[0]
    others = dict.fromkeys(use.text.entry for use in uses[1:] if use.text.entry)
    others.pop(first.text.entry, None)
    return CheckResult(
        message,
        first.text.chapter,
        first.text.entry,
        first.text.place,
        words or first.words,
        (first.start, first.end),
        tuple(others),
    )


def _all_acronyms(year: CheckedYear) -> dict[str, list[_Use]]:
    found: dict[str, list[_Use]] = defaultdict(list)
    for text in year.texts:
        for one in acronyms(without_links(text.plain)):
            acronym = one.words.removesuffix("s") if one.words[:-1].isupper() else one.words
            found[acronym].append(_Use(text, one.start, one.end))
    return found


def _explained(year: CheckedYear) -> frozenset[str]:
    """Acronyms that the report spells out, or that are an implementer's."""
    return _defined(year) | {chapter.acronym for chapter in year.chapters} | _implementers(year)


@lru_cache(maxsize=2)
def _defined(year: CheckedYear) -> frozenset[str]:
    return frozenset(
        definition.acronym.removesuffix("s")
        for text in year.texts
        for definition in definitions(text.plain)
    )


def _implementers(year: CheckedYear) -> set[str]:
    slugs = {chapter.slug for chapter in year.chapters}
    return {
        name.words
        for body in year.gazetteer.bodies
        if body.key in slugs
        for name in body.names
        if " " not in name.words
    }


@check(
    "names.acronym-unexplained",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("An acronym that the report spells out nowhere."),
    remedy=_("Write the name in full at its first use, with the acronym in brackets."),
)
def acronym_unexplained(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    explained = _explained(year)
    in_capitals = {acronym.upper() for acronym in explained}
    name_ends = _NameEnds(year)
    for acronym, uses in _all_acronyms(year).items():
        parts = set(acronym.split("-")) - {""}
        if acronym in COMMON_ACRONYMS or acronym.upper() in in_capitals or parts <= explained:
            continue
        if f"{acronym}s" in COMMON_ACRONYMS or _is_glued(acronym, explained):
            continue
        if any(_is_introduced(use, name_ends) for use in uses) or all(map(_is_shouted, uses)):
            continue
        message = ngettext(
            "“%(acronym)s” is spelled out nowhere; it is used once.",
            "“%(acronym)s” is spelled out nowhere; it is used %(count)d times.",
            len(uses),
        )
        yield _uses_told(message % {"acronym": acronym, "count": len(uses)}, uses, acronym)


def _is_glued(acronym: str, explained: frozenset[str]) -> bool:
    """ "byUSAID" is a missing space and no acronym."""
    return any(acronym[start:] in explained for start in range(1, len(acronym) - 3))


@dataclass(frozen=True)
class _NameEnds:
    """Where the names of bodies end in the texts of a year, each text read once."""

    year: CheckedYear
    _found: dict[CheckedText, frozenset[int]] = field(default_factory=dict)

    def of(self, text: CheckedText) -> frozenset[int]:
        if text not in self._found:
            self._found[text] = frozenset(
                one.end
                for one in bodies(text.plain, self.year.gazetteer, text.language)
                if one.called is Called.NAME
            )
        return self._found[text]


def _is_introduced(use: _Use, name_ends: _NameEnds) -> bool:
    """Whether it stands in brackets after words, or right after the name of its body."""
    before, after = _beside(use)
    if re.search(r"[a-z]{3}[\"”]? \(\Z", before) and re.match(r"s?\)", after):
        return True
    return any(use.start - gap in name_ends.of(use.text) for gap in range(5))


def _beside(use: _Use) -> tuple[str, str]:
    plain = use.text.plain
    return plain[max(0, use.start - _AROUND) : use.start], plain[use.end : use.end + _AROUND]


def _is_shouted(use: _Use) -> bool:
    """Whether a neighbour is in capitals too: "GOVERNMENT OF SPAIN" is no acronym."""
    before, after = _beside(use)
    in_capitals = re.search(r"\b[A-Z]{2,} \Z", before) or re.match(r" [A-Z]{2,}\b", after)
    return bool(in_capitals) and use.words.isalpha()


@check(
    "names.acronym-scrambled",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("Two acronyms of the same letters, in another order or with other capitals."),
    remedy=_("Use one of them throughout."),
)
def acronym_scrambled(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    found = _all_acronyms(year)
    same: dict[str, list[str]] = defaultdict(list)
    for acronym in found:
        if len(acronym) > 2:
            same["".join(sorted(acronym.upper()))].append(acronym)
    explained = _explained(year)
    settled = explained | {name.words for one in year.gazetteer.bodies for name in one.names}
    for group in same.values():
        are_two = explained & set(group) and settled >= set(group)  # two bodies, both known
        if len(group) > 1 and not are_two:
            uses = [use for acronym in group for use in found[acronym]]
            message = gettext("The same letters in two forms: %(acronyms)s.")
            yield _uses_told(message % {"acronyms": ", ".join(group)}, uses, ", ".join(group))


@check(
    "names.acronym-two-meanings",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("One acronym is spelled out as two different things."),
    remedy=_("Give one of them another name, or write it in full."),
)
def acronym_two_meanings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    return _meanings(year, gettext("“%(acronym)s” stands for different things: %(names)s."), False)


@check(
    "names.acronym-spelled-differently",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One acronym is spelled out in different ways."),
    remedy=_("Use the official name throughout."),
)
def acronym_spelled_differently(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    return _meanings(
        year, gettext("“%(acronym)s” is spelled out in several ways: %(names)s."), True
    )


def _meanings(year: CheckedYear, message: str, related: bool) -> Iterator[CheckResult]:
    """Acronyms with several names: those whose names share most words, or those that do not."""
    found: dict[str, dict[str, _Use]] = defaultdict(dict)
    for text in year.texts:
        for one in definitions(text.plain):
            if one.confidence >= LEAST and text.plain[one.end : one.end + 1] not in ("-", "/"):
                name = " ".join(one.name.split())
                found[one.acronym].setdefault(_same_name(name), _Use(text, one.start, one.end))
    for acronym, names in found.items():
        if len(names) < 2:
            continue
        words = [content_words(name) for name in names]
        if _all_related(words) is related and not (related and _one_in_another(list(names))):
            uses = list(names.values())
            told = "; ".join(f"“{use.words}”" for use in uses)
            yield _uses_told(message % {"acronym": acronym, "names": told}, uses, acronym)


def _same_name(name: str) -> str:
    return re.sub(r"^the\s", "", fold(name).replace("’", "'"))


def _all_related(names: Sequence[Words]) -> bool:
    first = names[0]
    return all(
        max(held_in(first, other), held_in(other, first)) >= 0.5 or likeness(first, other) >= 0.5
        for other in names[1:]
    )


def _one_in_another(names: Sequence[str]) -> bool:
    longest = max(names, key=len)
    return all(name in longest for name in names)


@check(
    "names.foreign",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A body is called by its name or acronym in another language."),
    remedy=_("Use the name of the report’s language."),
)
def foreign_name(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    """Not what the report itself spells out: "best interest determination (BID)" is no bank."""
    defined = _defined(year)
    for one in bodies(text.plain, year.gazetteer, text.language):
        if one.language != text.language and one.words not in defined:
            kind = gettext("acronym") if one.called is Called.ACRONYM else gettext("name")
            message = gettext("“%(words)s” is the %(kind)s in another language of %(body)s.")
            words = {"words": one.words, "kind": kind, "body": one.key}
            yield in_text(text, message % words, one.start, one.end)


@check(
    "names.body-spellings",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One body is called by several spellings of its name."),
    remedy=_("Use the official name throughout."),
)
def body_spellings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    """Names of the same words that differ in small ones, in their order or ending."""
    found: dict[_Key, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    official = _official_names(year)
    for text in year.texts:
        if text.language != "en":
            continue
        for start, end in _names(text.plain):
            name = text.plain[start:end]
            key = _key(name)
            if len(key[0]) > 2:
                found[key][_same_name(name)].append(_Use(text, start, end))
    for key, spellings in found.items():
        name = official.get(key, "")
        if len(spellings) > 1 or (name and _same_name(name) not in spellings):
            told = [f"“{uses[0].words}” ({len(uses)})" for uses in spellings.values()]
            told += [gettext("officially “%(name)s”") % {"name": name}] if name else []
            uses = [use for group in spellings.values() for use in group]
            message = gettext("Written in several ways: %(names)s.") % {"names": ", ".join(told)}
            yield _uses_told(message, uses)


def _official_names(year: CheckedYear) -> dict[_Key, str]:
    """The English names of the bodies the gazetteer knows, the first of each."""
    found: dict[_Key, str] = {}
    for body in year.gazetteer.bodies:
        for name in body.names:
            if " " in name.words and name.language == "en":
                found.setdefault(_key(name.words), name.words)
                break
    return found


def _names(plain: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words that small words link; "A of B and C of D" are two."""
    for found in _NAME.finditer(plain):
        for piece in _PIECE.finditer(found.group()):
            if " " in piece.group() and not piece.group().isupper():
                yield found.start() + piece.start(), found.start() + piece.end()


def _key(name: str) -> _Key:
    """The words of a name that carry meaning; also their order where a short one has an acronym.

    "OAS Member States" and "Member States of the OAS" are no two spellings of a name.
    """
    small = FUNCTION_WORDS["en"]
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    stems = tuple(stem(_ENDING.get(word, word)) for word in words if word not in small)
    ordered = len(set(stems)) < 4 and re.search(r"\b[A-Z]{2,}\b", name)
    return frozenset(stems), stems if ordered else ()


@check(
    "names.title-varies",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("The title of one project, report or workshop is quoted in different words."),
    remedy=_("Quote the title as it is, everywhere."),
)
def title_varies(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    quoted = [
        _Use(text, found.start(), found.end())
        for text in year.texts
        for found in _TITLE.finditer(text.plain)
    ]
    by_letters: dict[str, list[_Use]] = defaultdict(list)
    for use in quoted:
        by_letters[re.sub(r"\W+", " ", fold(use.words)).strip()].append(use)
    words = {letters: content_words(letters) for letters in by_letters}
    for one, other in alike(words, 0.7):
        uses = [by_letters[one][0], by_letters[other][0]]
        missing = sorted(words[one] ^ words[other])
        message = gettext("Quoted in two ways: %(one)s and %(other)s.")
        if missing:
            message = gettext("Quoted in two ways: %(one)s and %(other)s. Only in one: %(words)s.")
        told = {"one": uses[0].words, "other": uses[1].words, "words": ", ".join(missing)}
        yield _uses_told(message % told, uses)


@check(
    "names.resolution",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A resolution is cited under the initials of no organ of the OAS."),
    remedy=_("Correct the symbol: resolutions of the General Assembly begin with AG/RES."),
)
def resolution(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for found in _RESOLUTION.finditer(text.plain):
        if found.group(1) not in RESOLUTION_ORGANS:
            message = gettext("“%(words)s” is not a symbol of a resolution.")
            yield in_text(text, message % {"words": found.group()}, *found.span())
