"""All checks over a year, a chapter of it, or one entry."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from reporting.checks import (
    activities,
    countries,
    dates,
    document,
    financing,
    names,
    plans,
    spacing,
    words,
)
from reporting.checks.content import CheckedEntry, CheckedYear
from reporting.checks.finding import Finding, Severity
from reporting.checks.registry import Check, Scope, registered

# Importing a family registers its checks.
FAMILIES = (dates, activities, plans, countries, financing, names, words, spacing, document)
_RANK = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def all_checks() -> tuple[Check, ...]:
    """Every check, by family and code."""
    order = [family.__name__ for family in FAMILIES]
    return tuple(
        sorted(registered(), key=lambda one: (order.index(one.function.__module__), one.code))
    )


@cache
def checks_by_code() -> dict[str, Check]:
    """Every check by its code, to say what a finding means and how to mend it."""
    return {one.code: one for one in all_checks()}


def run_checks(year: CheckedYear) -> list[Finding]:
    """Every finding of a year: the year's own parts first, then by chapter, entry, place and code.

    The order is the same at every run.
    """
    return _in_order((finding for one in all_checks() for finding in one.run(year)), year)


def check_chapter(year: CheckedYear, slug: str) -> list[Finding]:
    """What the checks say of one chapter, also those that compare it with the rest of the year.

    Of these, only what names the chapter or an entry of it beside another chapter's, and nothing
    that names a chapter which is not public: a draft is its own implementer's business.
    """
    chapter = year.chapter[slug]
    own = {entry.reference for entry in chapter.entries}
    public = {other.slug for other in year.chapters if other.is_public}
    parts: Mapping[Scope, Iterable[Any]] = {
        Scope.TEXT: [text for text in year.texts if text.chapter == slug],
        Scope.ENTRY: chapter.entries,
        Scope.CHAPTER: (chapter,),
        Scope.YEAR: (year,),
    }
    return _in_order(
        (
            finding
            for finding in _run(year, parts)
            if (finding.chapter == slug or (finding.chapter and own.intersection(finding.also)))
            and _named(finding, year) - {slug} <= public
        ),
        year,
    )


def _named(finding: Finding, year: CheckedYear) -> set[str]:
    """The chapters that a finding names, itself or by an entry of theirs."""
    references = {finding.entry, *finding.also} & set(year.entries)
    return {finding.chapter, *(year.entries[reference].chapter for reference in references)}


def check_entry(year: CheckedYear, entry: CheckedEntry) -> list[Finding]:
    """What the checks of texts and of single entries say of one entry of the year."""
    texts = [text for text in entry.texts() if text.plain]
    return _in_order(_run(year, {Scope.TEXT: texts, Scope.ENTRY: (entry,)}), year)


def _run(year: CheckedYear, parts: Mapping[Scope, Iterable[Any]]) -> Iterator[Finding]:
    for one in all_checks():
        if one.scope in parts:
            yield from one.run(year, parts[one.scope])


def _in_order(findings: Iterable[Finding], year: CheckedYear) -> list[Finding]:
    chapters = {chapter.slug: place for place, chapter in enumerate(year.chapters)}
    entries = {reference: place for place, reference in enumerate(year.entries)}

    def order(finding: Finding) -> tuple[object, ...]:
        return (
            chapters.get(finding.chapter, -1),
            entries.get(finding.entry, -1),
            _RANK[finding.severity],
            finding.code,
            finding.span or (-1, -1),
            finding.place,
            finding.message,
        )

    return sorted(findings, key=order)
