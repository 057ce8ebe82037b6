"""All checks over a year."""

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
from reporting.checks.content import CheckedYear
from reporting.checks.finding import Finding, Severity
from reporting.checks.registry import Check, registered

# Importing a family registers its checks.
FAMILIES = (dates, activities, plans, countries, financing, names, words, spacing, document)
_RANK = {Severity.BLOCKER: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def all_checks() -> tuple[Check, ...]:
    """Every check, by family and code."""
    order = [family.__name__ for family in FAMILIES]
    return tuple(
        sorted(registered(), key=lambda one: (order.index(one.function.__module__), one.code))
    )


def run_checks(year: CheckedYear) -> list[Finding]:
    """Every finding of a year: the year's own parts first, then by chapter, entry, place and code.

    The order is the same at every run.
    """
    found = [finding for one in all_checks() for finding in one.run(year)]
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

    return sorted(found, key=order)
