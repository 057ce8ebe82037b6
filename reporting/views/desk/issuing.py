"""/desk/years/<year>/issue/ : issuing an edition: blockers, the form and the progress."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reporting.actions.editions import begin_correction
from reporting.actions.exceptions import ContentChanged, TransitionDenied
from reporting.actions.issuing import IssuingRefused, ask_to_issue, is_stale
from reporting.checks.budget import request_budget
from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import read_year
from reporting.checks.run import run_checks
from reporting.exceptions import UnknownYear
from reporting.forms.issuing import CorrectionForm, IssueForm
from reporting.models import Issuing, ReportingYear
from reporting.models.edition import UNDER_WAY
from reporting.permissions import require_to_open_years
from reporting.policies import NotInThisState
from reporting.queries.content_versions import edition_version
from reporting.queries.editions import chapters_not_accepted, editions_of, latest_issuing
from reporting.queries.years import get_year
from reporting.tasks import begin_issuing
from reporting.views.desk.base import changes_context, desk_page
from reporting.views.desk.chapters import CONFLICT
from reporting.views.desk.kept_forms import kept_form_page


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def year_issue(request: HttpRequest, year: int) -> HttpResponse:
    """Show the form to issue an edition, with the findings that block it."""
    reporting_year = year_for_secretariat(request, year)
    version = edition_version(reporting_year)  # must be read before the content that it counts
    findings = findings_against(reporting_year)
    not_accepted = chapters_not_accepted(reporting_year)
    if request.method != "POST":
        form = IssueForm(initial={"date": timezone.localdate()}, not_accepted=not_accepted)
        return _page(request, reporting_year, form, findings, version=version)
    form = IssueForm(request.POST, not_accepted=not_accepted)
    version_read = request.POST.get("expected_version", "")
    if "restore" in request.POST:
        return _page(request, reporting_year, form, findings, version=version)
    if not form.is_valid():
        return _page(request, reporting_year, form, findings, version=version_read)
    try:
        issuing = ask_to_issue(
            reporting_year,
            form.wanted(),
            findings=findings,
            expected_version=version_read,
            by=request.user,  # type: ignore[arg-type]
        )
    except ContentChanged as changed:
        return _page(request, reporting_year, form, findings, version=version, changed=changed)
    except IssuingRefused as refusal:
        form.add_problems(refusal.problems)
        return _page(request, reporting_year, form, findings, version=version_read, status=CONFLICT)
    begin_issuing(issuing)
    return redirect("desk-issuing", year, issuing.pk)


@require_safe
@desk_page
def issuing_progress(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Show the progress of an issuing; the page polls `?json` until it has ended."""
    reporting_year = year_for_secretariat(request, year)
    issuing = get_object_or_404(
        Issuing.objects.select_related("edition", "asked_by"), reporting_year=reporting_year, pk=pk
    )
    is_under_way = issuing.state in UNDER_WAY
    if "json" in request.GET:
        progress = {"percent": issuing.percent, "step": issuing.step, "underWay": is_under_way}
        return JsonResponse(progress)
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "issuing": issuing,
        "is_under_way": is_under_way,
        "is_stale": is_stale(issuing),
    }
    return render(request, "desk/issuing.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def year_correct(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the correction of an issued year."""
    reporting_year = year_for_secretariat(request, year)
    form, status = CorrectionForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid() and "restore" not in request.POST:
        try:
            begin_correction(
                reporting_year,
                reason=form.cleaned_data["reason"],
                by=request.user,  # type: ignore[arg-type]
            )
        except TransitionDenied as refusal:
            form.add_error("reason", str(refusal))
        except NotInThisState as refusal:
            form.add_error(None, str(refusal))
            status = CONFLICT
        else:
            message = _("Chapters of %(year)d can be reopened. What is issued stays public.")
            messages.success(request, message % {"year": year})
            return redirect("desk-year-issue", year)
    context = {"section": "desk", "reporting_year": reporting_year, "form": form}
    return render(request, "desk/correct.html", context, status=status)


def year_for_secretariat(request: HttpRequest, year: int) -> ReportingYear:
    """Return the year, for the secretariat. Raises `NotPermitted` and `Http404`."""
    require_to_open_years(request.user)
    try:
        return get_year(year)
    except UnknownYear as error:
        raise Http404(str(error)) from error


def findings_against(reporting_year: ReportingYear) -> list[Finding]:
    """Return the blockers, and the checks that were not run. Neither can be dismissed. Runs the checks."""
    findings = run_checks(read_year(reporting_year), request_budget())
    severities = (Severity.BLOCKER, Severity.NOT_RUN)
    return [finding for finding in findings if finding.severity in severities]


def _page(
    request: HttpRequest,
    reporting_year: ReportingYear,
    form: IssueForm,
    findings: list[Finding],
    *,
    version: str,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the page with the form. `version` is that of the content that the page shows."""
    latest = latest_issuing(reporting_year)
    waiting = chapters_not_accepted(reporting_year)
    context = {
        "section": "desk",
        "reporting_year": reporting_year,
        "form": form,
        "blockers": [
            (_address(reporting_year, finding), finding)
            for finding in findings
            if finding.severity == Severity.BLOCKER
        ],
        "unrun": [finding for finding in findings if finding.severity == Severity.NOT_RUN],
        "waiting": waiting,
        "is_ready": not findings and not waiting,
        "editions": editions_of(reporting_year),
        "latest": latest,
        "is_under_way": bool(latest and latest.state in UNDER_WAY and not is_stale(latest)),
        "version": version,
    }
    if changed is not None:
        context |= changes_context(changed)
    return render(
        request, "desk/issue.html", context, status=CONFLICT if changed is not None else status
    )


def _address(reporting_year: ReportingYear, finding: Finding) -> str:
    """Return the address of the page where the finding can be corrected."""
    if finding.entry:
        return reverse("desk-entry", args=[finding.entry])
    if finding.chapter:
        return reverse("desk-chapter", args=[reporting_year.year, finding.chapter])
    return reverse("desk-report", args=[reporting_year.year])
