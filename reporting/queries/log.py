"""What was done: the log of a year."""

import datetime

from django.db.models import Q, QuerySet

from implementers.models import Implementer
from reporting.models import LogEntry, ReportingYear


def logged(
    reporting_year: ReportingYear,
    *,
    implementer: Implementer | None = None,
    act: str = "",
    who: str = "",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
) -> QuerySet[LogEntry]:
    """What was done in a year, the latest first, narrowed by whatever is given.

    `who` is a part of a person's name or address; the days are included.
    """
    lines = LogEntry.objects.filter(reporting_year=reporting_year)
    if implementer is not None:
        lines = lines.filter(submission__implementer=implementer)
    if act:
        lines = lines.filter(act=act)
    if who:
        lines = lines.filter(
            Q(by__first_name__icontains=who)
            | Q(by__last_name__icontains=who)
            | Q(by__email__icontains=who)
        )
    if since is not None:
        lines = lines.filter(at__date__gte=since)
    if until is not None:
        lines = lines.filter(at__date__lte=until)
    return lines.select_related("by", "submission__implementer", "entry", "edition")
