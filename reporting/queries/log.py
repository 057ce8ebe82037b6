"""Queries about the log."""

import datetime

from django.db.models import Q, QuerySet

from implementers.models import Implementer
from reporting.models import LogEntry, ReportingYear


def logged_outside_years() -> QuerySet[LogEntry]:
    """Return the lines of the log that belong to no year, the latest first."""
    return LogEntry.objects.filter(reporting_year__isnull=True).select_related("by")


def logged(
    reporting_year: ReportingYear,
    *,
    implementer: Implementer | None = None,
    act: str = "",
    who: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[LogEntry]:
    """Return the log of a year, the latest line first, filtered by whatever is given.

    `who` is part of a person's name or address; `since` and `until` are included.
    """
    log_entries = LogEntry.objects.filter(reporting_year=reporting_year)
    if implementer is not None:
        log_entries = log_entries.filter(submission__implementer=implementer)
    if act:
        log_entries = log_entries.filter(act=act)
    if who:
        log_entries = log_entries.filter(
            Q(by__first_name__icontains=who)
            | Q(by__last_name__icontains=who)
            | Q(by__email__icontains=who)
        )
    if since is not None:
        log_entries = log_entries.filter(at__date__gte=since)
    if until is not None:
        log_entries = log_entries.filter(at__date__lte=until)
    return log_entries.select_related("by", "submission__implementer", "entry", "edition")
