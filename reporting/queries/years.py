"""Questions about reporting years."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from reporting.exceptions import UnknownYear
from reporting.models import ReportingYear, Submission


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


def public_years() -> list[ReportingYear]:
    """The current Program's years of which anything is public, newest first."""
    return list(
        ReportingYear.objects.filter(
            Exists(Submission.objects.public().filter(reporting_year=OuterRef("pk"))),
            program__is_current=True,
        )
        .select_related("program__resolution", "cover")
        .order_by("-year")
    )


def latest_public_year() -> ReportingYear | None:
    """The newest year of which anything is public; None when there is none."""
    years = public_years()
    return years[0] if years else None
