"""Runs the checks for a year, a chapter or an entry."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.checks import (
    activities,
    countries,
    dates,
    document,
    financing,
    names,
    plans,
    spacing,
    typefaces,
    words,
)
from reporting.checks.budget import Budget, BudgetSpent
from reporting.checks.content import CheckedEntry, CheckedYear
from reporting.checks.finding import Finding, Severity
from reporting.checks.registry import Check, Scope, registered, subjects

# Importing a family registers its checks.
FAMILIES = (
    dates,
    activities,
    plans,
    countries,
    financing,
    names,
    words,
    spacing,
    typefaces,
    document,
)
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def all_checks() -> tuple[Check, ...]:
    """The checks by family and code, those of other modules last."""
    order = {family.__name__: position for position, family in enumerate(FAMILIES)}
    return tuple(
        sorted(
            registered(),
            key=lambda check: (order.get(check.function.__module__, len(order)), check.code),
        )
    )


@cache
def checks_by_code() -> dict[str, Check]:
    """The checks by their codes."""
    return {check.code: check for check in all_checks()}


def explanation_of(finding: Finding) -> str:
    """What is wrong and why it matters. Empty if no registered check has the finding's code."""
    if finding.severity == Severity.NOT_RUN:
        return _("The check took too long, so its result is unknown.")
    check = checks_by_code().get(finding.code)
    return str(check.explanation) if check else ""


def remedy_of(finding: Finding) -> str:
    """How to correct it. Empty if no registered check has the finding's code."""
    if finding.severity == Severity.NOT_RUN:
        return _(
            "Shorten very long texts, or wait: before a chapter is submitted or a report is issued, "
            "the check is run again in the background, with more time."
        )
    check = checks_by_code().get(finding.code)
    return str(check.remedy) if check else ""


def not_run_words(findings: Sequence[Finding]) -> str:
    """A message that says which checks were not run, and what to do."""
    message = ngettext(
        "%(count)d check was not run: %(codes)s.",
        "%(count)d checks were not run: %(codes)s.",
        len(findings),
    )
    codes = ", ".join(sorted({finding.code for finding in findings}))
    return f"{message % {'count': len(findings), 'codes': codes}} {remedy_of(findings[0])}"


def run_checks(year: CheckedYear, budget: Budget | None = None) -> list[Finding]:
    """The findings of a year, in the order of `in_order`.

    A check that does not fit into `budget` gives a finding of severity `NOT_RUN`. Without a
    budget, all checks run.
    """
    parts = {scope: subjects(year, scope) for scope in Scope}
    return in_order(_run(year, parts, budget), year)


def check_chapter(year: CheckedYear, slug: str, budget: Budget | None = None) -> list[Finding]:
    """The findings of one chapter, including those that compare it with the rest of the year.

    `budget` as in `run_checks`. A finding of a comparison must concern the chapter or one of its
    entries, and no other chapter that is not public: implementers may not see each other's drafts.
    """
    chapter = year.chapter[slug]
    own = {entry.reference for entry in chapter.entries}
    public = {any_chapter.slug for any_chapter in year.chapters if any_chapter.is_public}
    parts: Mapping[Scope, Iterable[Any]] = {
        Scope.TEXT: [text for text in year.texts if text.chapter == slug],
        Scope.ENTRY: chapter.entries,
        Scope.CHAPTER: (chapter,),
        Scope.YEAR: (year,),
    }
    return in_order(
        (
            finding
            for finding in _run(year, parts, budget, chapter=slug)
            if (finding.chapter == slug or (finding.chapter and own.intersection(finding.also)))
            and _chapters_named(finding, year) - {slug} <= public
        ),
        year,
    )


def _chapters_named(finding: Finding, year: CheckedYear) -> set[str]:
    """The slugs of the chapters that a finding names, directly or through an entry."""
    references = {finding.entry, *finding.also} & set(year.entries)
    return {finding.chapter, *(year.entries[reference].chapter for reference in references)}


def check_entry(
    year: CheckedYear, entry: CheckedEntry, budget: Budget | None = None
) -> list[Finding]:
    """The findings of one entry, from the checks of texts and of entries.

    `budget` as in `run_checks`.
    """
    texts = [text for text in entry.texts() if text.plain]
    parts = {Scope.TEXT: texts, Scope.ENTRY: (entry,)}
    findings = _run(year, parts, budget, chapter=entry.chapter, entry=entry.reference)
    return in_order(findings, year)


def _run(
    year: CheckedYear,
    parts: Mapping[Scope, Iterable[Any]],
    budget: Budget | None,
    *,
    chapter: str = "",
    entry: str = "",
) -> Iterator[Finding]:
    """`chapter` and `entry` are named in the finding of a check that is not run."""
    for check in all_checks():
        if check.scope not in parts:
            continue
        if budget is None:
            yield from check.run(year, parts[check.scope])
            continue
        try:
            # Time is measured between subjects and between findings: no check is interrupted.
            yield from list(budget.within(check.run(year, budget.within(parts[check.scope]))))
        except BudgetSpent:
            yield _not_run(check, budget, chapter, entry)


def _not_run(check: Check, budget: Budget, chapter: str, entry: str) -> Finding:
    message = _("The check “%(code)s” was not run: the checks took more than %(seconds)s seconds.")
    params = {"code": check.code, "seconds": f"{budget.seconds:g}"}
    return Finding(check.code, Severity.NOT_RUN, message % params, chapter=chapter, entry=entry)


def in_order(findings: Iterable[Finding], year: CheckedYear) -> list[Finding]:
    """The findings in an order that is the same in every run.

    Those of the year's own parts come first, then by chapter, entry, severity, code and position.
    """
    chapter_order = {chapter.slug: position for position, chapter in enumerate(year.chapters)}
    entry_order = {reference: position for position, reference in enumerate(year.entries)}

    def order(finding: Finding) -> tuple[object, ...]:
        return (
            chapter_order.get(finding.chapter, -1),
            entry_order.get(finding.entry, -1),
            _RANK[finding.severity],
            finding.code,
            finding.span or (-1, -1),
            finding.place,
            finding.message,
        )

    return sorted(findings, key=order)
