"""All checks over a year, a chapter of it, or one entry."""

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
    words,
)
from reporting.checks.budget import Budget, BudgetSpent
from reporting.checks.content import CheckedEntry, CheckedYear
from reporting.checks.finding import Finding, Severity
from reporting.checks.registry import Check, Scope, registered, subjects

# Importing a family registers its checks.
FAMILIES = (dates, activities, plans, countries, financing, names, words, spacing, document)
_RANK = {severity: rank for rank, severity in enumerate(Severity)}


def all_checks() -> tuple[Check, ...]:
    """Every check, by family and code; those of other modules last."""
    order = {family.__name__: place for place, family in enumerate(FAMILIES)}
    return tuple(
        sorted(
            registered(),
            key=lambda one: (order.get(one.function.__module__, len(order)), one.code),
        )
    )


@cache
def checks_by_code() -> dict[str, Check]:
    """Every check by its code, to say what a finding means and how to mend it."""
    return {one.code: one for one in all_checks()}


def explanation_of(finding: Finding) -> str:
    """What is wrong and why it matters; empty for what no registered check found."""
    if finding.severity == Severity.NOT_RUN:
        return _("The check took too long, so nobody knows what it would find.")
    known = checks_by_code().get(finding.code)
    return str(known.explanation) if known else ""


def remedy_of(finding: Finding) -> str:
    """How to mend it; empty for what no registered check found."""
    if finding.severity == Severity.NOT_RUN:
        return _(
            "Shorten very long texts, or wait: before a chapter is submitted or a report is issued, "
            "the check is run again in the background, with more time."
        )
    known = checks_by_code().get(finding.code)
    return str(known.remedy) if known else ""


def not_run_words(findings: Sequence[Finding]) -> str:
    """Which checks were not run, in one sentence, and what to do."""
    words = ngettext(
        "%(count)d check was not run: %(codes)s.",
        "%(count)d checks were not run: %(codes)s.",
        len(findings),
    )
    codes = ", ".join(sorted({finding.code for finding in findings}))
    return f"{words % {'count': len(findings), 'codes': codes}} {remedy_of(findings[0])}"


def run_checks(year: CheckedYear, budget: Budget | None = None) -> list[Finding]:
    """Every finding of a year: the year's own parts first, then by chapter, entry, place and code.

    The order is the same at every run. A check that `budget` has no time for is a finding of
    severity `NOT_RUN`; without a budget all are run.
    """
    parts = {scope: subjects(year, scope) for scope in Scope}
    return in_order(_run(year, parts, budget), year)


def check_chapter(year: CheckedYear, slug: str, budget: Budget | None = None) -> list[Finding]:
    """What the checks say of one chapter, also those that compare it with the rest of the year.

    `budget` as in `run_checks`.
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
    return in_order(
        (
            finding
            for finding in _run(year, parts, budget, chapter=slug)
            if (finding.chapter == slug or (finding.chapter and own.intersection(finding.also)))
            and _named(finding, year) - {slug} <= public
        ),
        year,
    )


def _named(finding: Finding, year: CheckedYear) -> set[str]:
    """The chapters that a finding names, itself or by an entry of theirs."""
    references = {finding.entry, *finding.also} & set(year.entries)
    return {finding.chapter, *(year.entries[reference].chapter for reference in references)}


def check_entry(
    year: CheckedYear, entry: CheckedEntry, budget: Budget | None = None
) -> list[Finding]:
    """What the checks of texts and of single entries say of one entry of the year.

    `budget` as in `run_checks`.
    """
    texts = [text for text in entry.texts() if text.plain]
    parts = {Scope.TEXT: texts, Scope.ENTRY: (entry,)}
    found = _run(year, parts, budget, chapter=entry.chapter, entry=entry.reference)
    return in_order(found, year)


def _run(
    year: CheckedYear,
    parts: Mapping[Scope, Iterable[Any]],
    budget: Budget | None,
    *,
    chapter: str = "",
    entry: str = "",
) -> Iterator[Finding]:
    """`chapter` and `entry` are what a check that is not run would have looked at."""
    for one in all_checks():
        if one.scope not in parts:
            continue
        if budget is None:
            yield from one.run(year, parts[one.scope])
            continue
        try:
            # Between two things it looks at, and between two that it finds: no check is interrupted.
            yield from list(budget.within(one.run(year, budget.within(parts[one.scope]))))
        except BudgetSpent:
            yield _not_run(one, budget, chapter, entry)


def _not_run(check: Check, budget: Budget, chapter: str, entry: str) -> Finding:
    message = _("The check “%(code)s” was not run: the checks took more than %(seconds)s seconds.")
    words = {"code": check.code, "seconds": f"{budget.seconds:g}"}
    return Finding(check.code, Severity.NOT_RUN, message % words, chapter=chapter, entry=entry)


def in_order(findings: Iterable[Finding], year: CheckedYear) -> list[Finding]:
    """The findings in the order of the report: the year's own parts first, then by chapter."""
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
