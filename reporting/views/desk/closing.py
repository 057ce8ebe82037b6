"""/desk/years/<year>/close/ and …/reopen/ : whether the chapters of a year can be written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.refusals import TransitionDenied, YearRefused
from reporting.actions.years import close_year, reopen_year
from reporting.forms.years import ReopenYearForm
from reporting.models import ReportingYear
from reporting.policies import NotInThisState
from reporting.views.desk.loading import desk_page, year_to_oversee
from reporting.views.desk.steps import CONFLICT
from reporting.workflow import IN_WORK


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def year_close(request: HttpRequest, year: int) -> HttpResponse:
    """Whose chapters are not handed in; then one button."""
    reporting_year = year_to_oversee(request.user, year)
    if request.method != "POST":
        return _page(request, reporting_year, is_possible=policies.is_open(reporting_year))
    try:
        close_year(reporting_year, by=request.user)  # type: ignore[arg-type]
    except YearRefused as refusal:
        messages.error(request, str(refusal))
        return _page(request, reporting_year, is_possible=False, status=CONFLICT)
    words = _("%(year)d is closed: its chapters cannot be written any more.")
    messages.success(request, words % {"year": year})
    return redirect("desk-year", year)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def year_reopen(request: HttpRequest, year: int) -> HttpResponse:
    """Opens a closed year again, with a reason."""
    reporting_year = year_to_oversee(request.user, year)
    form = ReopenYearForm(request.POST if request.method == "POST" else None)
    possible = policies.may_be_reopened(reporting_year)
    if request.method != "POST" or not form.is_valid():
        return _page(request, reporting_year, form, is_possible=possible)
    reason = form.cleaned_data["reason"]
    try:
        reopen_year(reporting_year, reason=reason, by=request.user)  # type: ignore[arg-type]
    except TransitionDenied as refusal:
        form.add_error("reason", str(refusal))
        return _page(request, reporting_year, form, is_possible=True)
    except (YearRefused, NotInThisState) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, reporting_year, form, is_possible=True, status=CONFLICT)
    words = _("%(year)d is open again: its chapters can be written.") % {"year": year}
    messages.success(request, words)
    return redirect("desk-year", year)


def _page(
    request: HttpRequest,
    reporting_year: ReportingYear,
    form: ReopenYearForm | None = None,
    *,
    is_possible: bool,
    status: int = 200,
) -> HttpResponse:
    chapters = reporting_year.submissions.working().select_related("implementer")
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "form": form,
        "is_possible": is_possible,
        "in_work": chapters.filter(status__in=IN_WORK).order_by("position"),
    }
    return render(request, "desk/close_year.html", context, status=status)
