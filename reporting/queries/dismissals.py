"""Queries about dismissals."""

from reporting.models import Dismissal, ReportingYear


def dismissals_of(reporting_year: ReportingYear, **only: str) -> dict[str, Dismissal]:
    """Return the year's dismissals by fingerprint; `only` one `entry` or `chapter`."""
    dismissals = Dismissal.objects.filter(reporting_year=reporting_year, **only)
    return {
        dismissal.fingerprint: dismissal for dismissal in dismissals.select_related("dismissed_by")
    }
