"""Questions about reporting years."""

from django.utils.translation import gettext as _

from reporting.exceptions import UnknownYear
from reporting.models import ReportingYear


def get_year(year: int) -> ReportingYear:
    """The current Program's reporting year `year` (a calendar year).

    Raises `UnknownYear`, which names the years there are.
    """
    current = ReportingYear.objects.filter(program__is_current=True)
    found = current.filter(year=year).select_related("program__resolution").first()
    if found is None:
        known = ", ".join(str(known) for known in current.values_list("year", flat=True))
        raise UnknownYear(
            _("There is no reporting year %(year)s. On record: %(known)s.")
            % {"year": year, "known": known or _("none")}
        )
    return found
