"""/desk/years/open/ : opening a reporting year."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from program.models import Program
from reporting.actions.refusals import YearRefused
from reporting.actions.years import open_year
from reporting.enums import EntryKind, report_year
from reporting.forms.years import OpenYearForm
from reporting.models import ReportingYear
from reporting.permissions import require_to_open_years
from reporting.queries.desk import promises_for
from reporting.views.desk.loading import desk_page

_LOOK = "look"  # the button that only counts


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def year_open(request: HttpRequest) -> HttpResponse:
    """The form; beforehand it says how many promises become plans."""
    require_to_open_years(request.user)
    program = Program.objects.current().first()
    if program is None:
        raise Http404(_("There is no current Program."))
    if request.method != "POST":
        year = _next_year(program)
        form = OpenYearForm(initial={"year": year, "opens_on": timezone.localdate()})
        return _page(request, program, form, year=year)
    form = OpenYearForm(request.POST)
    is_in_order = form.is_valid()
    if not is_in_order or _LOOK in request.POST:
        return _page(request, program, form, year=form.cleaned_data.get("year"))
    return _open(request, program, form)


def _open(request: HttpRequest, program: Program, form: OpenYearForm) -> HttpResponse:
    values = form.cleaned_data
    year: int = values["year"]
    if ReportingYear.objects.filter(program=program, year=year).exists():
        words = _("%(year)d is on record already: nothing was changed.") % {"year": year}
        messages.warning(request, words)
        return redirect("desk")
    try:
        opened = open_year(
            program,
            year,
            opens_on=values["opens_on"],
            due_on=values["due_on"],
            by=request.user,  # type: ignore[arg-type]
        )
    except YearRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, program, form, year=year)
    words = _("%(year)d is open, with %(chapters)d chapters.") % {
        "year": year,
        "chapters": opened.submissions.count(),
    }
    messages.success(request, words)
    return redirect("desk")


def _page(
    request: HttpRequest, program: Program, form: OpenYearForm, *, year: int | None
) -> HttpResponse:
    promises = [] if year is None else promises_for(program, year)
    return render(
        request,
        "desk/open_year.html",
        {
            "section": "desk",
            "form": form,
            "year": year,
            "year_before": None if year is None else report_year(EntryKind.NEXT_YEAR, year),
            "promises": promises,
            "total": sum(count for _implementer, count in promises),
        },
    )


def _next_year(program: Program) -> int:
    latest = ReportingYear.objects.filter(program=program).order_by("-year").first()
    return latest.year + 1 if latest else timezone.localdate().year
