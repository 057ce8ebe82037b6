"""Checks of acronyms and of the names of bodies, programs and projects."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedText, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.plain_words import without_links
from reporting.checks.recognized import acronyms, bodies, definitions
from reporting.checks.registry import CheckResult, Scope, check, in_text
from reporting.checks.similarity import WordSet, alike, content_words, held_in, likeness, stem
from reporting.checks.vocabulary import COMMON_ACRONYMS, FUNCTION_WORDS, RESOLUTION_ORGANS
from reporting.recognition.bodies import Called
from reporting.recognition.names import fold
from reporting.recognition.spans import MIN_CONFIDENCE

_RESOLUTION = re.compile(r"\b([A-Z]{1,8})\s?/\s?RES\.?\s*(\d+)")
_TITLE = re.compile(r"\"([^\"\n]{25,240})\"|“([^”\n]{25,240})”")
_NAME = re.compile(  # words of at most 60 letters
    r"[A-ZÀ-Ý][\w’'-]{1,60}"
    r"(?:[ ]{1,9}(?:of|on|for|in|and|the|to|against|[A-ZÀ-Ý][\w’'-]{1,60})){2,12}"
)
_LINKING_WORD = r"(?:of|on|for|in|the|to|against)"
_PART = re.compile(  # of a name: without "and", and without a linking or opening word at its ends
    r"(?!(?:In|The|At|On|For|And)\b)[A-ZÀ-Ý][\w’'-]{1,60}"
    rf"(?:[ ]{{1,9}}(?:{_LINKING_WORD}[ ]{{1,9}}){{0,11}}[A-ZÀ-Ý][\w’'-]{{1,60}}){{0,12}}"
)
_AROUND = 30  # characters that are read on either side of an acronym
_SAME_WORD = {"america": "american", "program": "programme", "labor": "labour"}


_NameKey = tuple[WordSet, tuple[str, ...]]


@dataclass(frozen=True)
class _Use:
    text: CheckedText
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text.plain[self.start : self.end]


def _result_for_uses(message: str, uses: Sequence[_Use], quoted: str = "") -> CheckResult:
    first = uses[0]
    others = dict.fromkeys(use.text.entry for use in uses[1:] if use.text.entry)
    others.pop(first.text.entry, None)
    return CheckResult(
        message,
        first.text.chapter,
        first.text.entry,
        first.text.place,
        quoted or first.words,
        (first.start, first.end),
        tuple(others),
    )


def _uses_by_acronym(year: CheckedYear) -> dict[str, list[_Use]]:
    uses: dict[str, list[_Use]] = defaultdict(list)
    for text in year.texts:
        for mention in acronyms(without_links(text.plain)):
            acronym = (
                mention.words.removesuffix("s") if mention.words[:-1].isupper() else mention.words
            )
            uses[acronym].append(_Use(text, mention.start, mention.end))
    return uses


def _explained_acronyms(year: CheckedYear) -> frozenset[str]:
    """Acronyms that the report spells out, and those of implementers."""
    return (
        _defined_acronyms(year)
        | {chapter.acronym for chapter in year.chapters}
        | _implementer_acronyms(year)
    )


@lru_cache(maxsize=2)
def _defined_acronyms(year: CheckedYear) -> frozenset[str]:
    return frozenset(
        definition.acronym.removesuffix("s")
        for text in year.texts
        for definition in definitions(text.plain)
    )


def _implementer_acronyms(year: CheckedYear) -> set[str]:
    slugs = {chapter.slug for chapter in year.chapters}
    return {
        name.text
        for body in year.gazetteer.bodies
        if body.key in slugs
        for name in body.names
        if " " not in name.text
    }


@check(
    "names.acronym-unexplained",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("An acronym that the report spells out nowhere."),
    remedy=_("Write the name in full at its first use, with the acronym in parentheses."),
)
def acronym_unexplained(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    explained = _explained_acronyms(year)
    explained_in_capitals = {acronym.upper() for acronym in explained}
    name_ends = _NameEnds(year)
    for acronym, uses in _uses_by_acronym(year).items():
        parts = set(acronym.split("-")) - {""}
        if (
            acronym in COMMON_ACRONYMS
            or acronym.upper() in explained_in_capitals
            or parts <= explained
        ):
            continue
        if f"{acronym}s" in COMMON_ACRONYMS or _has_word_before(acronym, explained):
            continue
        if any(_is_introduced(use, name_ends) for use in uses) or all(
            map(_is_among_capitals, uses)
        ):
            continue
        message = ngettext(
            "“%(acronym)s” is spelled out nowhere; it is used once.",
            "“%(acronym)s” is spelled out nowhere; it is used %(count)d times.",
            len(uses),
        )
        yield _result_for_uses(message % {"acronym": acronym, "count": len(uses)}, uses, acronym)


def _has_word_before(acronym: str, explained: frozenset[str]) -> bool:
    """Whether the space before a known acronym is missing: "byUSAID"."""
    return any(acronym[start:] in explained for start in range(1, len(acronym) - 3))


@dataclass(frozen=True)
class _NameEnds:
    """Where the names of bodies end in the texts of a year. Each text is read once."""

    year: CheckedYear
    _ends_by_text: dict[CheckedText, frozenset[int]] = field(default_factory=dict)

    def of(self, text: CheckedText) -> frozenset[int]:
        if text not in self._ends_by_text:
            self._ends_by_text[text] = frozenset(
                mention.end
                for mention in bodies(text.plain, self.year.gazetteer, text.language)
                if mention.called is Called.NAME
            )
        return self._ends_by_text[text]


def _is_introduced(use: _Use, name_ends: _NameEnds) -> bool:
    """Whether it stands in parentheses after words, or directly after the name of a body."""
    before, after = _text_around(use)
    if re.search(r"[a-z]{3}[\"”]? \(\Z", before) and re.match(r"s?\)", after):
        return True
    return any(use.start - gap in name_ends.of(use.text) for gap in range(5))


def _text_around(use: _Use) -> tuple[str, str]:
    plain = use.text.plain
    return plain[max(0, use.start - _AROUND) : use.start], plain[use.end : use.end + _AROUND]


def _is_among_capitals(use: _Use) -> bool:
    """Whether a word next to it is in capitals too: "GOVERNMENT OF SPAIN" has no acronym."""
    before, after = _text_around(use)
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
    uses_by_acronym = _uses_by_acronym(year)
    by_letters: dict[str, list[str]] = defaultdict(list)
    for acronym in uses_by_acronym:
        if len(acronym) > 2:
            by_letters["".join(sorted(acronym.upper()))].append(acronym)
    explained = _explained_acronyms(year)
    known = explained | {name.text for body in year.gazetteer.bodies for name in body.names}
    for group in by_letters.values():
        are_two = explained & set(group) and known >= set(group)  # two bodies, both known
        if len(group) > 1 and not are_two:
            uses = [use for acronym in group for use in uses_by_acronym[acronym]]
            message = gettext("The same letters in two forms: %(acronyms)s.")
            yield _result_for_uses(message % {"acronyms": ", ".join(group)}, uses, ", ".join(group))


@check(
    "names.acronym-two-meanings",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("One acronym is spelled out as two different things."),
    remedy=_("Give one of them another name, or write it in full."),
)
def acronym_two_meanings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    return _several_meanings(
        year, gettext("“%(acronym)s” has different meanings: %(names)s."), False
    )


@check(
    "names.acronym-spelled-differently",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One acronym is spelled out in different ways."),
    remedy=_("Use the official name throughout."),
)
def acronym_spelled_differently(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    return _several_meanings(
        year, gettext("“%(acronym)s” is spelled out in several ways: %(names)s."), True
    )


def _several_meanings(year: CheckedYear, message: str, related: bool) -> Iterator[CheckResult]:
    """Acronyms that are spelled out as several names.

    `related` selects those whose names share half of their words; otherwise the others.
    """
    names_by_acronym: dict[str, dict[str, _Use]] = defaultdict(dict)
    for text in year.texts:
        for definition in definitions(text.plain):
            if definition.confidence >= MIN_CONFIDENCE and text.plain[
                definition.end : definition.end + 1
            ] not in ("-", "/"):
                name = " ".join(definition.name.split())
                names_by_acronym[definition.acronym].setdefault(
                    _comparable(name), _Use(text, definition.start, definition.end)
                )
    for acronym, names in names_by_acronym.items():
        if len(names) < 2:
            continue
        name_words = [content_words(name) for name in names]
        if _all_related(name_words) is related and not (related and _all_in_longest(list(names))):
            uses = list(names.values())
            listing = "; ".join(f"“{use.words}”" for use in uses)
            yield _result_for_uses(message % {"acronym": acronym, "names": listing}, uses, acronym)


def _comparable(name: str) -> str:
    return re.sub(r"^the\s", "", fold(name).replace("’", "'"))


def _all_related(names: Sequence[WordSet]) -> bool:
    first = names[0]
    return all(
        max(held_in(first, name), held_in(name, first)) >= 0.5 or likeness(first, name) >= 0.5
        for name in names[1:]
    )


def _all_in_longest(names: Sequence[str]) -> bool:
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
    """Skip acronyms that the report spells out: "best interest determination (BID)" is no bank."""
    defined = _defined_acronyms(year)
    for mention in bodies(text.plain, year.gazetteer, text.language):
        if mention.language != text.language and mention.words not in defined:
            kind = gettext("acronym") if mention.called is Called.ACRONYM else gettext("name")
            message = gettext("“%(words)s” is the %(kind)s in another language of %(body)s.")
            params = {"words": mention.words, "kind": kind, "body": mention.key}
            yield in_text(text, message % params, mention.start, mention.end)


@check(
    "names.body-spellings",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("One body is called by several spellings of its name."),
    remedy=_("Use the official name throughout."),
)
def body_spellings(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    """Names of the same words that differ in function words, order or endings."""
    spellings_by_key: dict[_NameKey, dict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    official = _official_names(year)
    for text in year.texts:
        if text.language != "en":
            continue
        for start, end in _name_spans(text.plain):
            name = text.plain[start:end]
            key = _name_key(name)
            if len(key[0]) > 2:
                spellings_by_key[key][_comparable(name)].append(_Use(text, start, end))
    for key, spellings in spellings_by_key.items():
        name = official.get(key, "")
        if len(spellings) > 1 or (name and _comparable(name) not in spellings):
            listing = [f"“{uses[0].words}” ({len(uses)})" for uses in spellings.values()]
            listing += [gettext("officially “%(name)s”") % {"name": name}] if name else []
            uses = [use for group in spellings.values() for use in group]
            message = gettext("Written in several ways: %(names)s.") % {"names": ", ".join(listing)}
            yield _result_for_uses(message, uses)


def _official_names(year: CheckedYear) -> dict[_NameKey, str]:
    """The first English name of each body in the gazetteer."""
    official: dict[_NameKey, str] = {}
    for body in year.gazetteer.bodies:
        for name in body.names:
            if " " in name.text and name.language == "en":
                official.setdefault(_name_key(name.text), name.text)
                break
    return official


def _name_spans(plain: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalized words with linking words between. "A of B and C of D" are two."""
    for match in _NAME.finditer(plain):
        for part in _PART.finditer(match.group()):
            if " " in part.group() and not part.group().isupper():
                yield match.start() + part.start(), match.start() + part.end()


def _name_key(name: str) -> _NameKey:
    """The stems of a name without function words; also their order if a short name has an acronym.

    So "OAS Member States" and "Member States of the OAS" are not two spellings of one name.
    """
    function_words = FUNCTION_WORDS["en"]
    words = [fold(word) for word in re.findall(r"[^\W\d_]+", name)]
    stems = tuple(stem(_SAME_WORD.get(word, word)) for word in words if word not in function_words)
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
        _Use(text, match.start(), match.end())
        for text in year.texts
        for match in _TITLE.finditer(text.plain)
    ]
    by_letters: dict[str, list[_Use]] = defaultdict(list)
    for use in quoted:
        by_letters[re.sub(r"\W+", " ", fold(use.words)).strip()].append(use)
    title_words = {letters: content_words(letters) for letters in by_letters}
    for first, second in alike(title_words, 0.7):
        uses = [by_letters[first][0], by_letters[second][0]]
        missing = sorted(title_words[first] ^ title_words[second])
        message = gettext("Quoted in two ways: %(one)s and %(other)s.")
        if missing:
            message = gettext("Quoted in two ways: %(one)s and %(other)s. Only in one: %(words)s.")
        params = {"one": uses[0].words, "other": uses[1].words, "words": ", ".join(missing)}
        yield _result_for_uses(message % params, uses)


@check(
    "names.resolution",
    Severity.WARNING,
    Scope.TEXT,
    explanation=_("A resolution is cited under the initials of no organ of the OAS."),
    remedy=_("Correct the symbol: resolutions of the General Assembly begin with AG/RES."),
)
def resolution(text: CheckedText, year: CheckedYear) -> Iterator[CheckResult]:
    for match in _RESOLUTION.finditer(text.plain):
        if match.group(1) not in RESOLUTION_ORGANS:
            message = gettext("“%(words)s” is not a symbol of a resolution.")
            yield in_text(text, message % {"words": match.group()}, *match.span())
