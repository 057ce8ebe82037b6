"""Checks of one entry that is being written: it is saved nevertheless, and its writer told."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from reporting.checks.finding import Finding, Severity
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, Precision
from reporting.periods import Period, describe_period


def entry_findings(
    content: EntryContent, *, year: int, assigned: Collection[str]
) -> tuple[Finding, ...]:
    """All findings of an entry of the reporting year `year`.

    `assigned` are the codes of the activities assigned to its implementer.
    """
    return (*events_outside_the_year(content, year), *activities_not_assigned(content, assigned))


def events_outside_the_year(content: EntryContent, year: int) -> Iterator[Finding]:
    """Events that lie, wholly or partly, outside the year their column is about."""
    expected = year + 1 if content.kind == EntryKind.NEXT_YEAR else year
    for place, event in enumerate(content.events):
        if event.start.year == expected == event.end.year:
            continue
        period = Period(event.start, event.end, Precision(event.precision))
        yield Finding(
            "event-outside-the-year",
            Severity.WARNING,
            _("%(when)s lies outside %(year)d, the year this column is about.")
            % {"when": describe_period(period), "year": expected},
            f"events/{place}",
        )


def activities_not_assigned(content: EntryContent, assigned: Collection[str]) -> Iterator[Finding]:
    """Activities that the entry cites though they are not assigned to its implementer."""
    for code in content.activities:
        if code not in assigned:
            yield Finding(
                "activity-not-assigned",
                Severity.WARNING,
                _("Activity %(code)s is not assigned to this implementer.") % {"code": code},
                "activities",
            )
