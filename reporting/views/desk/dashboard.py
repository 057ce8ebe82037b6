"""/desk/years/<year>/ … : a whole year as the secretariat sees it."""

from collections import Counter
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from reporting import policies
from reporting.actions.findings import JudgedFinding, findings_of_year
from reporting.actions.reminders import NobodyToRemind, remind
from reporting.checks.finding import Severity
from reporting.enums import CoverageStatus
from reporting.forms.dashboard import DashboardForm
from reporting.queries.coverage import count_implementers_by_year, coverage_matrix
from reporting.queries.dashboard import dashboard_rows, days_of
from reporting.queries.years import public_years
from reporting.views.desk.loading import desk_page, year_to_oversee


@require_safe
@desk_page
def year_dashboard(request: HttpRequest, year: int) -> HttpResponse:
    """Where each chapter of the year stands, narrowed by what the address asks for."""
    reporting_year = year_to_oversee(request.user, year)
    judged = findings_of_year(reporting_year)
    rows = dashboard_rows(reporting_year, _by_chapter(judged))
    form = DashboardForm(request.GET)
    return render(
        request,
        "desk/dashboard.html",
        {
            "section": "desk",
            "reporting_year": reporting_year,
            "rows": [row for row in rows if form.keeps(row)],
            "all": rows,
            "waiting": [row for row in rows if row.is_in_work],
            "counts": Counter(str(row.chapter.get_status_display()) for row in rows).most_common(),
            "own": sum(
                number
                for severity, number in _by_chapter(judged).get("", Counter()).items()
                if severity != Severity.NOT_RUN
            ),
            "not_run": sum(one.finding.severity == Severity.NOT_RUN for one in judged),
            "days": days_of(reporting_year, [row.chapter for row in rows]),
            "form": form,
            "is_open": policies.is_open(reporting_year),
            "may_be_reopened": policies.may_be_reopened(reporting_year),
        },
    )


@require_safe
@desk_page
def year_matrix(request: HttpRequest, year: int) -> HttpResponse:
    """Activities × implementers of the year, and by how many each was reported over the years."""
    reporting_year = year_to_oversee(request.user, year)
    years = sorted(public_years(), key=lambda one: one.year)
    return render(
        request,
        "desk/matrix.html",
        {
            "section": "desk",
            "reporting_year": reporting_year,
            "matrix": coverage_matrix(reporting_year),
            "statuses": CoverageStatus,
            "years": years,
            "over_the_years": count_implementers_by_year(years),
        },
    )


@require_POST
@desk_page
def year_remind(request: HttpRequest, year: int) -> HttpResponse:
    """Remind one implementer (`chapter`, its slug), or everyone whose chapter is in work."""
    reporting_year = year_to_oversee(request.user, year)
    chapters = reporting_year.submissions.working().select_related("implementer", "reporting_year")
    if slug := request.POST.get("chapter", ""):
        chapters = chapters.filter(implementer__slug=slug)
        if not chapters:
            raise Http404(_("There is no such chapter."))
    try:
        asked = remind(chapters, by=request.user)  # type: ignore[arg-type]
    except NobodyToRemind as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _reminded([one.implementer.acronym for one in asked]))
    return redirect("desk-year", year)


def _reminded(names: list[str]) -> str:
    return ngettext(
        "%(names)s will be reminded with the next mail.",
        "%(count)d implementers will be reminded with the next mail: %(names)s.",
        len(names),
    ) % {"count": len(names), "names": ", ".join(names)}


def _by_chapter(judged: Iterable[JudgedFinding]) -> dict[str, Counter[str]]:
    """Findings that nobody dismissed, counted by chapter and severity."""
    found: dict[str, Counter[str]] = {}
    for one in judged:
        if one.dismissal is None:
            found.setdefault(one.finding.chapter, Counter())[one.finding.severity.value] += 1
    return found
