"""The registry of the checks, with the decorator that adds a function to it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from django.utils.functional import Promise

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedText, CheckedYear
from reporting.checks.finding import Finding, Severity

MAX_RESULTS = 1000  # of one check in one text, entry, chapter or year; no one reads more


class Scope(StrEnum):
    """What a check receives as its first argument. The second is always the year."""

    TEXT = "text"  # each text of the year, in any place
    ENTRY = "entry"
    CHAPTER = "chapter"
    YEAR = "year"


@dataclass(frozen=True)
class CheckResult:
    """One result of a check function. The fields are those of `Finding`."""

    message: str
    chapter: str = ""
    entry: str = ""
    place: str = ""
    words: str = ""
    span: tuple[int, int] | None = None
    also: tuple[str, ...] = ()


CheckFunction = Callable[[Any, CheckedYear], Iterable[CheckResult]]
CheckFunctionT = TypeVar("CheckFunctionT", bound=CheckFunction)


@dataclass(frozen=True)
class Check:
    """`explanation` says what is wrong and why it matters, `remedy` how to correct it."""

    code: str
    severity: Severity
    scope: Scope
    explanation: str | Promise
    remedy: str | Promise
    function: CheckFunction

    def run(self, year: CheckedYear, among: Iterable[Any] | None = None) -> Iterator[Finding]:
        """Yield the findings for the subjects `among`, by default all of the year."""
        for subject in subjects(year, self.scope) if among is None else among:
            for result in islice(self.function(subject, year), MAX_RESULTS):
                yield Finding(
                    self.code,
                    self.severity,
                    result.message,
                    result.place,
                    result.chapter,
                    result.entry,
                    result.words,
                    result.span,
                    result.also,
                )


_REGISTRY: dict[str, Check] = {}


def check(
    code: str,
    severity: Severity,
    scope: Scope,
    *,
    explanation: str | Promise,
    remedy: str | Promise,
) -> Callable[[CheckFunctionT], CheckFunctionT]:
    """Register the decorated function as a check. Raises `ValueError` if the code is taken."""

    def register(function: CheckFunctionT) -> CheckFunctionT:
        if code in _REGISTRY:
            raise ValueError(f"two checks have the code {code}")
        _REGISTRY[code] = Check(code, severity, scope, explanation, remedy, function)
        return function

    return register


def registered() -> tuple[Check, ...]:
    """The checks of all imported modules, in the order of their definition."""
    return tuple(_REGISTRY.values())


def subjects(year: CheckedYear, scope: Scope) -> Iterable[Any]:
    """The objects of the year that a check of this scope receives, one by one."""
    return {
        Scope.TEXT: year.texts,
        Scope.ENTRY: tuple(year.entries.values()),
        Scope.CHAPTER: year.chapters,
        Scope.YEAR: (year,),
    }[scope]


def in_text(text: CheckedText, message: str, start: int, end: int) -> CheckResult:
    """A result at `text.plain[start:end]`."""
    words = text.plain[start:end]
    return CheckResult(message, text.chapter, text.entry, text.place, words, (start, end))


def in_entry(
    entry: CheckedEntry, message: str, place: str = "text", words: str = ""
) -> CheckResult:
    """A result in a part of an entry."""
    return CheckResult(message, entry.chapter, entry.reference, place, words)


def in_chapter(
    chapter: CheckedChapter,
    message: str,
    place: str = "",
    words: str = "",
    also: Iterable[str] = (),
) -> CheckResult:
    """A result in a part of a chapter. `also` are references of entries that it concerns."""
    return CheckResult(message, chapter.slug, "", place, words, None, tuple(also))
