"""/desk/years/<year>/remove/ and /desk/log/ : removing a demonstration year; the log outside years."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reporting.actions.demonstrations import contents_of, remove_demonstration
from reporting.actions.exceptions import YearRefused
from reporting.models import ReportingYear
from reporting.permissions import require_to_keep_register
from reporting.policies import NotInThisState
from reporting.queries.log import logged_outside_years
from reporting.views.desk.base import desk_page, year_to_oversee
from reporting.views.desk.chapters import CONFLICT

_LOG_LINES = 100  # on a page


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def demonstration_remove(request: HttpRequest, year: int) -> HttpResponse:
    """Remove a demonstration year; first show what it holds."""
    reporting_year = year_to_oversee(request.user, year)
    if request.method != "POST":
        return _remove_page(request, reporting_year)
    try:
        remove_demonstration(reporting_year, by=request.user)  # type: ignore[arg-type]
    except (YearRefused, NotInThisState) as refusal:
        messages.error(request, str(refusal))
        return _remove_page(request, reporting_year, status=CONFLICT)
    message = _("The demonstration year %(year)d was removed, with everything in it.")
    messages.success(request, message % {"year": year})
    return redirect("desk")


def _remove_page(
    request: HttpRequest, reporting_year: ReportingYear, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "contents": contents_of(reporting_year),
    }
    return render(request, "desk/remove_demonstration.html", context, status=status)


@require_safe
@desk_page
def general_log(request: HttpRequest) -> HttpResponse:
    """Show the lines of the log that belong to no year."""
    require_to_keep_register(request.user)
    page = Paginator(logged_outside_years(), _LOG_LINES).get_page(request.GET.get("page"))
    return render(request, "desk/general_log.html", {"section": "desk", "page": page})
