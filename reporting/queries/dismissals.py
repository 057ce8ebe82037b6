"""What people have decided to leave as it is."""

from reporting.models import Dismissal, ReportingYear


def dismissals_of(reporting_year: ReportingYear, **only: str) -> dict[str, Dismissal]:
    """The year's dismissals by their fingerprint; `only` an `entry` or a `chapter` of it."""
    rows = Dismissal.objects.filter(reporting_year=reporting_year, **only)
    return {row.fingerprint: row for row in rows.select_related("dismissed_by")}
