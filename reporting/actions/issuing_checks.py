"""The checks of a year that had no time when its edition was asked for: run before it is made."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.checks.budget import background_budget
from reporting.checks.finding import Severity
from reporting.checks.reading import read_year
from reporting.checks.run import run_checks
from reporting.exceptions import ReportingError
from reporting.models import Issuing


class ChecksRefuse(ReportingError):
    """The checks find a blocker, or one of them cannot be run; `str()` says which."""


def require_checks(issuing: Issuing) -> None:
    """Run the checks with the budget of the background, when some were not run before.

    Runs outside a transaction. Raises `ChecksRefuse`.
    """
    if not issuing.checks_not_run:
        return
    year, budget = read_year(issuing.reporting_year), background_budget()
    findings = run_checks(year, budget)
    blockers = [one.message for one in findings if one.severity == Severity.BLOCKER]
    if blockers:
        words = ngettext(
            "%(count)d blocker stands against issuing: %(messages)s",
            "%(count)d blockers stand against issuing: %(messages)s",
            len(blockers),
        )
        raise ChecksRefuse(words % {"count": len(blockers), "messages": " ".join(blockers)})
    if not_run := [one for one in findings if one.severity == Severity.NOT_RUN]:
        words = _(
            "these checks could not be run in %(seconds)s seconds: %(codes)s. Shorten very long texts, "
            "then ask for the edition again."
        )
        codes = ", ".join(sorted({one.code for one in not_run}))
        raise ChecksRefuse(words % {"seconds": f"{budget.seconds:g}", "codes": codes})
