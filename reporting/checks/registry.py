"""The checks by their code. Each is a small function that says what it found; this adds the rest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any, TypeVar

from django.utils.functional import Promise

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedText, CheckedYear
from reporting.checks.finding import Finding, Severity

MOST_HITS = 1000  # of one check in one text, entry, chapter or year; nobody reads more


class Scope(StrEnum):
    """What a check is given to look at, besides the year."""

    TEXT = "text"  # every text of the year, wherever it stands
    ENTRY = "entry"
    CHAPTER = "chapter"
    YEAR = "year"


@dataclass(frozen=True)
class CheckResult:
    """One thing a check found; the fields are those of `Finding`."""

    message: str
    chapter: str = ""
    entry: str = ""
    place: str = ""
    words: str = ""
    span: tuple[int, int] | None = None
    also: tuple[str, ...] = ()


CheckFunction = Callable[[Any, CheckedYear], Iterable[CheckResult]]
Function = TypeVar("Function", bound=CheckFunction)


@dataclass(frozen=True)
class Check:
    """`explanation` says what is wrong and why it matters, `remedy` how to mend it."""

    code: str
    severity: Severity
    scope: Scope
    explanation: str | Promise
    remedy: str | Promise
    function: CheckFunction

    def run(self, year: CheckedYear, among: Iterable[Any] | None = None) -> Iterator[Finding]:
        """What it finds in the year, or in those of its subjects that are given."""
        for subject in subjects(year, self.scope) if among is None else among:
            for hit in islice(self.function(subject, year), MOST_HITS):
                yield Finding(
                    self.code,
                    self.severity,
                    hit.message,
                    hit.place,
                    hit.chapter,
                    hit.entry,
                    hit.words,
                    hit.span,
                    hit.also,
                )


_REGISTRY: dict[str, Check] = {}


def check(
    code: str,
    severity: Severity,
    scope: Scope,
    *,
    explanation: str | Promise,
    remedy: str | Promise,
) -> Callable[[Function], Function]:
    """Register a check. Raises `ValueError` when its code is taken."""

    def register(function: Function) -> Function:
        if code in _REGISTRY:
            raise ValueError(f"two checks have the code {code}")
        _REGISTRY[code] = Check(code, severity, scope, explanation, remedy, function)
        return function

    return register


def registered() -> tuple[Check, ...]:
    """All checks whose modules are imported, in the order of their definition."""
    return tuple(_REGISTRY.values())


def subjects(year: CheckedYear, scope: Scope) -> Iterable[Any]:
    """What a check of this scope looks at, one after the other."""
    return {
        Scope.TEXT: year.texts,
        Scope.ENTRY: tuple(year.entries.values()),
        Scope.CHAPTER: year.chapters,
        Scope.YEAR: (year,),
    }[scope]


def in_text(text: CheckedText, message: str, start: int, end: int) -> CheckResult:
    """A hit at `text.plain[start:end]`."""
    words = text.plain[start:end]
    return CheckResult(message, text.chapter, text.entry, text.place, words, (start, end))


def in_entry(
    entry: CheckedEntry, message: str, place: str = "text", words: str = ""
) -> CheckResult:
    return CheckResult(message, entry.chapter, entry.reference, place, words)


def in_chapter(
    chapter: CheckedChapter,
    message: str,
    place: str = "",
    words: str = "",
    also: Iterable[str] = (),
) -> CheckResult:
    return CheckResult(message, chapter.slug, "", place, words, None, tuple(also))
