"""/desk/<year>/findings/ and …/<implementer>/findings/ : findings and their dismissals."""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from program.models.program import current_program
from reporting import permissions
from reporting.actions.findings import (
    DismissalRefused,
    JudgedFinding,
    dismiss,
    findings_of_chapter,
    findings_of_year,
    recall,
)
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import explanation_of, remedy_of
from reporting.forms.findings import DismissalForm, FilterForm
from reporting.models import Dismissal, ReportingYear, Submission
from reporting.tasks import begin_checks
from reporting.views.desk.base import chapter_to_see, desk_page
from reporting.views.desk.kept_forms import kept_form_page


@dataclass(frozen=True)
class FindingGroup:
    """The findings of one check in one chapter, with one explanation and one remedy for all."""

    findings: list[JudgedFinding]

    @property
    def first(self) -> Finding:
        return self.findings[0].finding

    @property
    def severity(self) -> Severity:
        return self.first.severity

    @property
    def explanation(self) -> str:
        return explanation_of(self.first)

    @property
    def remedy(self) -> str:
        return remedy_of(self.first)


@dataclass(frozen=True)
class ChapterFindings:
    """The findings of one chapter, by check; `slug` is empty for the report as a whole."""

    slug: str
    name: str
    groups: list[FindingGroup]

    @property
    def count(self) -> int:
        return sum(len(group.findings) for group in self.groups)


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def chapter_findings(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the findings of a chapter, for the people who work on it."""
    chapter = chapter_to_see(request.user, year, slug)
    permissions.require_to_see_work(request.user, chapter)
    findings = findings_of_chapter(chapter)
    form = DismissalForm(request.POST) if request.method == "POST" else DismissalForm()
    is_sent = form.is_bound and "restore" not in request.POST
    if is_sent and _dismiss_named(request, chapter.reporting_year, findings, form):
        return redirect(_back(request))
    names = {slug: str(chapter.implementer)}
    context: dict[str, object] = {"chapter": chapter, "reporting_year": chapter.reporting_year}
    if unrun := [
        judged.finding for judged in findings if judged.finding.severity == Severity.NOT_RUN
    ]:
        context |= {"unrun": unrun, "checks_running": begin_checks(chapter)}
    may_dismiss = permissions.may_dismiss(request.user, chapter)
    return _page(request, findings, names, form, {**context, "may_dismiss": may_dismiss})


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def year_findings(request: HttpRequest, year: int) -> HttpResponse:
    """Show the findings of a whole year, for the secretariat."""
    permissions.require_to_dismiss(request.user, None)
    reporting_year = get_object_or_404(ReportingYear.objects.of_current_program(), year=year)
    findings = findings_of_year(reporting_year)
    form = DismissalForm(request.POST) if request.method == "POST" else DismissalForm()
    is_sent = form.is_bound and "restore" not in request.POST
    if is_sent and _dismiss_named(request, reporting_year, findings, form):
        return redirect(_back(request))
    names = _chapter_names(reporting_year)
    filters = FilterForm(request.GET, findings=findings, chapters=names)
    chosen = filters.chosen(findings)
    context = {"reporting_year": reporting_year, "filters": filters, "may_dismiss": True}
    return _page(request, chosen, names, form, context)


@require_POST
@desk_page
def dismissal_recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a dismissal, and go back to the page that listed it."""
    dismissal = get_object_or_404(
        Dismissal.objects.select_related("reporting_year"),
        current_program("reporting_year__program__"),
        pk=pk,
    )
    recall(dismissal, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Taken back: the finding is shown again."))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("desk")
    return redirect(back)


def _dismiss_named(
    request: HttpRequest,
    reporting_year: ReportingYear,
    findings: Iterable[JudgedFinding],
    form: DismissalForm,
) -> bool:
    """Dismiss the finding that the form names. If that fails, return False and add the reason.

    The reason is an error of the form, or a message when the finding does not exist any more.
    """
    if not form.is_valid():
        form.add_error("reason", _("The portal could not read which finding this is about."))
        return False
    by_fingerprint = {judged_finding.fingerprint: judged_finding for judged_finding in findings}
    judged = by_fingerprint.get(form.cleaned_data["fingerprint"])
    if judged is None:
        messages.warning(request, _("This finding no longer exists: its text has changed."))
        return False
    try:
        dismiss(reporting_year, judged, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
    except DismissalRefused as refusal:
        form.add_error("reason", str(refusal))
        return False
    messages.success(request, _("Dismissed: it comes back when the text changes."))
    return True


def _back(request: HttpRequest) -> str:
    """The address of the page with its filters, without the finding that a draft named."""
    parameters = request.GET.copy()
    parameters.pop("finding", None)
    query = parameters.urlencode()
    return f"{request.path}?{query}" if query else request.path


def _page(
    request: HttpRequest,
    findings: list[JudgedFinding],
    names: dict[str, str],
    form: DismissalForm,
    context: dict[str, object],
) -> HttpResponse:
    current = [judged for judged in findings if judged.dismissal is None]
    counts = {
        severity: sum(judged.finding.severity == severity for judged in current)
        for severity in Severity
    }
    shared = {
        "section": "desk",
        "chapters": list(_by_chapter(current, names)),
        "count": sum(judged.finding.severity != Severity.NOT_RUN for judged in current),
        "counts": [_count_words(severity, count) for severity, count in counts.items() if count],
        "dismissed": [judged for judged in findings if judged.dismissal is not None],
        "form": form,
        "not_dismissible": (Severity.BLOCKER, Severity.NOT_RUN),
    }
    is_refused = form.is_bound and "restore" not in request.POST
    status = HTTPStatus.CONFLICT if is_refused else HTTPStatus.OK
    return render(request, "desk/findings.html", {**shared, **context}, status=status)


def _count_words(severity: Severity, count: int) -> str:
    """A number of findings in words, such as "7 warnings"."""
    if severity == Severity.BLOCKER:
        words = ngettext("%(count)d blocker", "%(count)d blockers", count)
    elif severity == Severity.WARNING:
        words = ngettext("%(count)d warning", "%(count)d warnings", count)
    elif severity == Severity.NOTICE:
        words = ngettext("%(count)d notice", "%(count)d notices", count)
    else:
        words = _("%(count)d not run")
    return words % {"count": count}


def _by_chapter(
    findings: Iterable[JudgedFinding], names: dict[str, str]
) -> Iterable[ChapterFindings]:
    """Return the findings by chapter, in the order of the checks: the report's own parts come first."""
    rank = {severity: number for number, severity in enumerate(Severity)}
    for slug, in_chapter in groupby(findings, key=lambda judged: judged.finding.chapter):
        by_code = sorted(
            in_chapter, key=lambda judged: (rank[judged.finding.severity], judged.finding.code)
        )
        groups = [
            FindingGroup(list(of_code))
            for _code, of_code in groupby(
                by_code, key=lambda judged: (judged.finding.severity, judged.finding.code)
            )
        ]
        yield ChapterFindings(slug, names.get(slug, slug), groups)


def _chapter_names(reporting_year: ReportingYear) -> dict[str, str]:
    chapters = Submission.objects.filter(reporting_year=reporting_year)
    return {
        chapter.implementer.slug: str(chapter.implementer)
        for chapter in chapters.select_related("implementer").order_by("position")
    }
