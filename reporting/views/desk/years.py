"""/desk/years/ … : opening, overseeing, closing and reopening a year, and its log."""

from collections import Counter
from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from program.models import Program
from reporting import policies
from reporting.actions.exceptions import TransitionDenied, YearRefused
from reporting.actions.findings import JudgedFinding, findings_of_year
from reporting.actions.reminders import NobodyToRemind, remind
from reporting.actions.years import close_year, open_year, reopen_year
from reporting.checks.finding import Severity
from reporting.enums import CoverageStatus, EntryKind, report_year
from reporting.exporting.tables import MEDIA_TYPES, Table, TableFormat, write_table
from reporting.forms.dashboard import DashboardForm, LogForm
from reporting.forms.years import OpenYearForm, ReopenYearForm
from reporting.models import LogEntry, ReportingYear
from reporting.permissions import require_to_open_years
from reporting.policies import NotInThisState
from reporting.queries.coverage import count_implementers_by_year, coverage_matrix
from reporting.queries.dashboard import dashboard_rows, days_of
from reporting.queries.desk import next_year_counts
from reporting.queries.log import logged
from reporting.queries.years import public_years
from reporting.views.desk.base import desk_page, year_to_oversee
from reporting.views.desk.chapters import CONFLICT
from reporting.views.desk.kept_forms import kept_form_page
from reporting.workflow import IN_WORK

_COUNT_PLANS = "look"  # the button that only counts


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def year_open(request: HttpRequest) -> HttpResponse:
    """Show the form that opens a year; it also counts the entries that become plans."""
    require_to_open_years(request.user)
    program = Program.objects.current().first()
    if program is None:
        raise Http404(_("There is no current Program."))
    if request.method != "POST":
        year = _next_year(program)
        form = OpenYearForm(initial={"year": year, "opens_on": timezone.localdate()})
        return _open_page(request, program, form, year=year)
    form = OpenYearForm(request.POST)
    is_valid = form.is_valid()
    if not is_valid or _COUNT_PLANS in request.POST:
        return _open_page(request, program, form, year=form.cleaned_data.get("year"))
    return _open_year(request, program, form)


def _open_year(request: HttpRequest, program: Program, form: OpenYearForm) -> HttpResponse:
    values = form.cleaned_data
    year: int = values["year"]
    is_demonstration: bool = values["is_demonstration"]
    known = ReportingYear.objects.filter(program=program, year=year)
    if known.filter(is_demonstration=is_demonstration).exists():
        message = _("%(year)d is on record already: nothing was changed.") % {"year": year}
        messages.warning(request, message)
        return redirect("desk")
    try:
        opened = open_year(
            program,
            year,
            opens_on=values["opens_on"],
            due_on=values["due_on"],
            is_demonstration=is_demonstration,
            by=request.user,  # type: ignore[arg-type]
        )
    except YearRefused as refusal:
        form.add_error(None, str(refusal))
        return _open_page(request, program, form, year=year)
    message = _("%(year)d is open, with %(chapters)d chapters.") % {
        "year": year,
        "chapters": opened.submissions.count(),
    }
    messages.success(request, message)
    return redirect("desk")


def _open_page(
    request: HttpRequest, program: Program, form: OpenYearForm, *, year: int | None
) -> HttpResponse:
    counts = []
    if year is not None:
        is_demonstration = bool(form.is_bound and form.cleaned_data.get("is_demonstration"))
        counts = next_year_counts(program, year, is_demonstration=is_demonstration)
    return render(
        request,
        "desk/open_year.html",
        {
            "section": "desk",
            "form": form,
            "year": year,
            "year_before": None if year is None else report_year(EntryKind.NEXT_YEAR, year),
            "next_year_counts": counts,
            "total": sum(count for _implementer, count in counts),
        },
    )


def _next_year(program: Program) -> int:
    latest = ReportingYear.objects.filter(program=program).order_by("-year").first()
    return latest.year + 1 if latest else timezone.localdate().year


@require_safe
@desk_page
def year_dashboard(request: HttpRequest, year: int) -> HttpResponse:
    """Show the state of each chapter of the year, filtered by the query parameters."""
    reporting_year = year_to_oversee(request.user, year)
    findings = findings_of_year(reporting_year)
    rows = dashboard_rows(reporting_year, _by_chapter(findings))
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
                count
                for severity, count in _by_chapter(findings).get("", Counter()).items()
                if severity != Severity.NOT_RUN
            ),
            "not_run": sum(judged.finding.severity == Severity.NOT_RUN for judged in findings),
            "days": days_of(reporting_year, [row.chapter for row in rows]),
            "form": form,
            "is_open": policies.is_open(reporting_year),
            "may_be_reopened": policies.may_be_reopened(reporting_year),
        },
    )


@require_safe
@desk_page
def year_matrix(request: HttpRequest, year: int) -> HttpResponse:
    """Activities × implementers of the year, and how many implementers reported each, by year."""
    reporting_year = year_to_oversee(request.user, year)
    years = sorted(public_years(), key=lambda public_year: public_year.year)
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
    """Remind one implementer (`chapter` is its slug), or all whose chapter is not submitted."""
    reporting_year = year_to_oversee(request.user, year)
    chapters = reporting_year.submissions.working().select_related("implementer", "reporting_year")
    if slug := request.POST.get("chapter", ""):
        chapters = chapters.filter(implementer__slug=slug)
        if not chapters:
            raise Http404(_("There is no such chapter."))
    try:
        reminded = remind(chapters, by=request.user)  # type: ignore[arg-type]
    except NobodyToRemind as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _reminded([chapter.implementer.acronym for chapter in reminded]))
    return redirect("desk-year", year)


def _reminded(names: list[str]) -> str:
    return ngettext(
        "%(names)s will be reminded with the next mail.",
        "%(count)d implementers will be reminded with the next mail: %(names)s.",
        len(names),
    ) % {"count": len(names), "names": ", ".join(names)}


def _by_chapter(findings: Iterable[JudgedFinding]) -> dict[str, Counter[str]]:
    """Return the findings that are not dismissed, counted by chapter and severity."""
    counts: dict[str, Counter[str]] = {}
    for judged in findings:
        if judged.dismissal is None:
            counts.setdefault(judged.finding.chapter, Counter())[judged.finding.severity.value] += 1
    return counts


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def year_close(request: HttpRequest, year: int) -> HttpResponse:
    """Close a year; first show the chapters that are not submitted."""
    reporting_year = year_to_oversee(request.user, year)
    if request.method != "POST":
        return _close_page(request, reporting_year, is_possible=policies.is_open(reporting_year))
    try:
        close_year(reporting_year, by=request.user)  # type: ignore[arg-type]
    except YearRefused as refusal:
        messages.error(request, str(refusal))
        return _close_page(request, reporting_year, is_possible=False, status=CONFLICT)
    message = _("%(year)d is closed: its chapters cannot be written any more.")
    messages.success(request, message % {"year": year})
    return redirect("desk-year", year)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def year_reopen(request: HttpRequest, year: int) -> HttpResponse:
    """Reopen a closed year, with a reason."""
    reporting_year = year_to_oversee(request.user, year)
    form = ReopenYearForm(request.POST if request.method == "POST" else None)
    is_possible = policies.may_be_reopened(reporting_year)
    if request.method != "POST" or not form.is_valid() or "restore" in request.POST:
        return _close_page(request, reporting_year, form, is_possible=is_possible)
    reason = form.cleaned_data["reason"]
    try:
        reopen_year(reporting_year, reason=reason, by=request.user)  # type: ignore[arg-type]
    except TransitionDenied as refusal:
        form.add_error("reason", str(refusal))
        return _close_page(request, reporting_year, form, is_possible=True)
    except (YearRefused, NotInThisState) as refusal:
        form.add_error(None, str(refusal))
        return _close_page(request, reporting_year, form, is_possible=True, status=CONFLICT)
    message = _("%(year)d is open again: its chapters can be written.") % {"year": year}
    messages.success(request, message)
    return redirect("desk-year", year)


def _close_page(
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


_LOG_LINES = 100  # on a page


@require_safe
@desk_page
def year_log(request: HttpRequest, year: int) -> HttpResponse:
    """Show the log of a year; with `?format=csv` as a file."""
    reporting_year = year_to_oversee(request.user, year)
    form = LogForm(request.GET)
    lines = logged(reporting_year, **form.chosen())
    if request.GET.get("format") == "csv":
        return _log_file(reporting_year, lines)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "desk/log.html",
        {
            "section": "desk",
            "reporting_year": reporting_year,
            "form": form,
            "page": Paginator(lines, _LOG_LINES).get_page(request.GET.get("page")),
            "query": query.urlencode(),
        },
    )


def _log_file(reporting_year: ReportingYear, lines: QuerySet[LogEntry]) -> HttpResponse:
    columns = [_("at"), _("by"), _("act"), _("on behalf"), _("chapter"), _("entry"), _("note")]
    prefix = "demonstration-" if reporting_year.is_demonstration else ""
    table = Table(
        f"{prefix}log-{reporting_year.year}", columns, [_log_cells(line) for line in lines]
    )
    with write_table(table, TableFormat.CSV) as file:
        response = HttpResponse(file.read(), content_type=MEDIA_TYPES[TableFormat.CSV])
    response["Content-Disposition"] = f'attachment; filename="{table.name}.csv"'
    return response


def _log_cells(line: LogEntry) -> list[str]:
    return [
        localtime(line.at).isoformat(timespec="seconds"),
        str(line.by or ""),
        line.act,
        _("yes") if line.on_behalf else _("no"),
        line.submission.implementer.slug if line.submission else "",
        line.entry.reference if line.entry else "",
        line.note,
    ]
