"""The numbered activities of the Program that a text cites.

Reads the plain text, which has the numbers of list items.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from reporting.recognition.date_tokens import date_tokens
from reporting.recognition.languages import language
from reporting.recognition.patterns import any_of
from reporting.recognition.spans import Mention

_LAST = 199  # no Program has more activities; larger numbers are amounts, cases and years
_LONGEST_RANGE = 30
_FIRST_CERTAIN = 10
_OF_AN_AGENDA = re.compile(
    r"\s+(?:of|on|in|de|del|du|da|do)\s+(?:the\s+|la\s+|l['’]|el\s+)?(?:agenda|ordre du jour|orden del día"
    r"|ordem do dia|pauta|budget|presupuesto|orçamento)\b"
)
_LINE_START = 40  # characters that are read before a label
_NUMBERED = 0.85
_NOT_ASSIGNED = 0.6  # multiplies the confidence, which is then too low for a suggestion


class Cited(StrEnum):
    """How the text cites a number."""

    LEADING = "leading"  # at the start of an item: "70., 73., 75. IOM supported"
    NAMED = "named"  # "activities 70-72", "activity 67 of the Program"
    LABEL = "label"  # the printed label of an item, not of the Program: "Scheduled Activity 1"


@dataclass(frozen=True, kw_only=True)
class ActivityMention(Mention):
    """`numbers` are those cited, ranges in full. Those of a label number items, not activities."""

    numbers: tuple[int, ...]
    form: Cited


def find_activities(
    text: str, *, known: Collection[int] = (), assigned: Collection[int] = (), lang: str = "en"
) -> tuple[ActivityMention, ...]:
    """Every citation of activity numbers in `text`, from left to right; none overlap.

    `known` are the numbers of the Program's activities (empty: up to 199). `assigned` are those of
    the implementer whose text this is. They change the confidence, and tell labels from citations.
    """
    limits = _Limits(frozenset(known), frozenset(assigned))
    leading = list(_leading(text, limits, lang))
    spans = [(mention.start, mention.end) for mention in leading]
    named = [
        mention
        for find in (_named, _numbered)
        for mention in find(text, limits, lang)
        if not _overlaps(mention, spans)
    ]
    return tuple(sorted((*leading, *named), key=lambda mention: mention.start))


def numbers_cited(
    text: str, *, known: Collection[int] = (), assigned: Collection[int] = (), lang: str = "en"
) -> tuple[int, ...]:
    """The activity numbers that `text` cites, each once, in the order of the text. Skips labels."""
    mentions = find_activities(text, known=known, assigned=assigned, lang=lang)
    cited = (
        number
        for mention in mentions
        if mention.form is not Cited.LABEL
        for number in mention.numbers
    )
    return tuple(dict.fromkeys(cited))


@dataclass(frozen=True)
class _Limits:
    known: frozenset[int]
    assigned: frozenset[int]

    def allow(self, numbers: Sequence[int]) -> bool:
        return bool(numbers) and all(
            number in self.known if self.known else 0 < number <= _LAST for number in numbers
        )

    def factor(self, numbers: Sequence[int]) -> float:
        if not self.assigned:
            return 1.0
        return 1.0 if set(numbers) <= self.assigned else _NOT_ASSIGNED


def _leading(text: str, limits: _Limits, lang: str) -> Iterator[ActivityMention]:
    candidates = [
        (match, _numbers(match.group("numbers"), lang))
        for match in _leading_pattern(lang).finditer(text)
    ]
    list_items = _list_items([numbers for _, numbers in candidates])
    for index, (match, numbers) in enumerate(candidates):
        if index in list_items or not limits.allow(numbers) or _is_date(text, match, lang):
            continue
        confidence = 0.97 if len(numbers) > 1 or limits.assigned else 0.9
        yield ActivityMention(
            start=match.start("numbers"),
            end=match.end("numbers"),
            words=match.group("numbers"),
            confidence=round(confidence * limits.factor(numbers), 2),
            numbers=numbers,
            form=Cited.LEADING,
        )


def _list_items(candidates: Sequence[tuple[int, ...]]) -> set[int]:
    """The indices of the leading numbers that number the items of a list: 1, 2, 3."""
    items: set[int] = set()
    expected = 1
    for index, numbers in enumerate(candidates):
        if numbers == (1,):
            expected = 1
        if numbers == (expected,):
            items.add(index)
            expected += 1
    return items


def _is_date(text: str, match: re.Match[str], lang: str) -> bool:
    """Whether the number begins a date: "18. May 2011"."""
    following = date_tokens(text[match.end() : match.end() + 20], lang)
    return bool(following) and following[0].kind == "M"


def _named(text: str, limits: _Limits, lang: str) -> Iterator[ActivityMention]:
    for match in _named_pattern(lang).finditer(text):
        numbers = _numbers(match.group("numbers"), lang)
        if not limits.allow(numbers) or _is_date(text, match, lang):
            continue
        form = _form(text, match, numbers, limits)
        confidence = _named_confidence(text, match, numbers, form)
        if confidence:
            yield ActivityMention(
                start=match.start(),
                end=match.end(),
                words=match.group(),
                confidence=round(confidence * limits.factor(numbers), 2)
                if form is Cited.NAMED
                else confidence,
                numbers=numbers,
                form=form,
            )


def _form(text: str, match: re.Match[str], numbers: Sequence[int], limits: _Limits) -> Cited:
    """A label is a line of its own, or has the form "Scheduled Activity 1" or "Activity #1"."""
    if match.group("several") or len(numbers) > 1:
        return Cited.NAMED
    planned = (match.group("planned") or "").lower()
    if planned == "program" and min(numbers) >= _FIRST_CERTAIN:
        return Cited.NAMED  # printed labels of a program's activities have small numbers
    if planned or "#" in match.group():
        return Cited.LABEL
    before = text[max(0, match.start() - _LINE_START) : match.start()].rpartition("\n")[2]
    line_start = not before.strip(" \t*-•·")
    closes = re.match(r"\s{0,3}(?::|\n|\Z)", text[match.end() : match.end() + 5])
    of_the_program = limits.assigned and set(numbers) <= limits.assigned and min(numbers) > 9
    return Cited.LABEL if line_start and closes and not of_the_program else Cited.NAMED


def _named_confidence(
    text: str, match: re.Match[str], numbers: Sequence[int], form: Cited
) -> float:
    if form is Cited.LABEL:
        return 0.95
    if _OF_AN_AGENDA.match(text, match.end()):
        return 0.0
    if match.group("several") and len(numbers) == 1:  # "in these activities 30 people"
        counted = re.match(r"\s+[^\W\d_]", text[match.end() : match.end() + 3])
        return 0.0 if counted else 0.7
    return 0.92


def _numbered(text: str, limits: _Limits, lang: str) -> Iterator[ActivityMention]:
    """Numbers without the word "activity": "numbers 67 and 68 of the Program"."""
    for match in _numbered_pattern(lang).finditer(text):
        numbers = _numbers(match.group("numbers"), lang)
        if limits.allow(numbers):
            yield ActivityMention(
                start=match.start(),
                end=match.end("numbers"),
                words=text[match.start() : match.end("numbers")],
                confidence=round(_NUMBERED * limits.factor(numbers), 2),
                numbers=numbers,
                form=Cited.NAMED,
            )


def _numbers(cited: str, lang: str) -> tuple[int, ...]:
    """The numbers cited; "30 to 32" is three. Empty if a range is reversed or too long."""
    numbers: list[int] = []
    in_range = False
    for part in _part_pattern(lang).finditer(cited):
        if part.group("to"):
            in_range = True
        elif part.group("number"):
            number = int(part.group("number"))
            if in_range:
                if not numbers[-1:] or not 0 < number - numbers[-1] <= _LONGEST_RANGE:
                    return ()
                numbers.extend(range(numbers[-1] + 1, number))
            numbers.append(number)
            in_range = False
    return tuple(numbers)


def _overlaps(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of `spans`, which must be in order, shares a character with the mention."""
    before = bisect_left(spans, mention.end, key=lambda span: span[0])
    return before > 0 and mention.start < spans[before - 1][1]


@lru_cache
def _leading_pattern(lang: str) -> re.Pattern[str]:
    number = r"\d{1,3}(?![\d%])"
    link = _link(lang)
    several = rf"{number}\.?(?:{link}{number}\.?){{1,15}}"
    single = rf"{number}\s?[.)](?!\d)"
    item = r"[ \t\u00a0]*(?:\n|\Z|[\"“(]|[^\W\d_a-zß-ÿ])"  # what follows begins an item
    return re.compile(
        rf"^[ \t\u00a0]{{0,8}}(?:[*•·–-][ \t\u00a0]{{0,8}})?"
        rf"(?P<numbers>{several}[.:)]?(?={item})|{single}(?=[ \t\u00a0]*(?:\n|[\"“(]|[^\W\d_])))",
        re.MULTILINE,
    )


def _link(lang: str) -> str:
    words = language(lang).dates
    return rf"[ \u00a0]{{0,3}}(?:,[ \u00a0]{{0,3}}{any_of(words.both)}[ \u00a0]|[,;&–-]|/[ \u00a0]|{any_of((*words.both, *words.to))}[ \u00a0])[ \u00a0]{{0,3}}"


@lru_cache
def _named_pattern(lang: str) -> re.Pattern[str]:
    words = language(lang).activities
    number = r"\d{1,3}(?![\d%]|[.,]\d)"
    before = rf"(?:(?:{any_of(words.number)}\.?|#|[Nn]\.?[°º])\s{{0,2}}){{0,2}}"
    return re.compile(
        rf"(?<![^\W\d_])(?:(?P<planned>(?i:{any_of(words.planned)}))\s)?"
        rf"(?i:(?P<several>{any_of(words.several)})|{any_of(words.one)})\s{{1,2}}(?i:{before})"
        rf"(?P<numbers>{number}(?:(?:{_link(lang)}|/)#?{number}){{0,15}})"
    )


@lru_cache
def _numbered_pattern(lang: str) -> re.Pattern[str]:
    words = language(lang).activities
    number = r"\d{1,3}(?![\d%]|[.,]\d)"
    return re.compile(
        rf"(?<![^\W\d_])(?i:{any_of(words.number)})\.?\s{{1,2}}"
        rf"(?P<numbers>{number}(?:{_link(lang)}{number}){{0,15}})"
        rf"\s(?:of|del?|du|d[ao])\s(?:the\s|la\s)?(?i:program(?:me|ma|a)?)\b"
    )


@lru_cache
def _part_pattern(lang: str) -> re.Pattern[str]:
    to = any_of(language(lang).dates.to)
    return re.compile(rf"(?P<number>\d{{1,3}})|(?P<to>[–-]|\b{to}\b)")
