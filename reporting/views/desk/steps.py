"""/desk/<year>/<implementer>/submit/ … : what brings a chapter from one status to the next."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from implementers.permissions import Person
from reporting import permissions, policies
from reporting.actions.refusals import ContentChanged, TransitionDenied
from reporting.actions.reviews import accept
from reporting.actions.submissions import declare_nothing_to_report, findings_of, submit, withdraw
from reporting.checks.finding import Finding, Severity
from reporting.forms.steps import NothingForm
from reporting.models import Submission
from reporting.permissions import capacities
from reporting.policies import NotInThisState
from reporting.queries.desk import progress_of, remaining
from reporting.tasks import begin_checks
from reporting.views.desk.loading import (
    chapter_to_see,
    desk_page,
    told_of_changes,
    version_read,
)
from reporting.workflow import Act, Actor, actors_of

CONFLICT = 409
_OF_THE_HOUSE = frozenset({Actor.WRITER, Actor.FOCAL_POINT})


@dataclass(frozen=True)
class Standing:
    """How a person stands to a chapter today: what is theirs to do, what of it is possible."""

    permitted: frozenset[Act]
    acts: frozenset[Act]
    on_behalf: bool

    @property
    def writes_on_behalf(self) -> bool:
        """Whether they could now do the implementer's work without being of it."""
        return self.on_behalf and bool(self.acts & {Act.EDIT, Act.SUBMIT})

    @property
    def is_locked(self) -> bool:
        """Whether they could write in it, but not now."""
        return Act.EDIT in self.permitted and Act.EDIT not in self.acts


def standing_of(person: Person, chapter: Submission) -> Standing:
    """Takes at most three queries."""
    held = capacities(person, chapter.implementer)
    permitted = frozenset(act for act in Act if held & actors_of(act))
    return Standing(
        permitted=permitted,
        acts=frozenset(act for act in permitted if policies.allows(chapter, act)),
        on_behalf=Actor.SECRETARIAT in held and not held & _OF_THE_HOUSE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_submit(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """What the checks find and what remains; then one button."""
    chapter = chapter_for(request.user, Act.SUBMIT, year, slug)
    if request.method != "POST":
        policies.require(chapter, Act.SUBMIT)
        return _submit_page(request, chapter)
    try:
        submit(
            chapter,
            findings=findings_of(chapter),
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _submit_page(request, chapter, changed=changed, status=CONFLICT)
    except TransitionDenied:
        return _submit_page(request, chapter, status=CONFLICT)
    except NotInThisState as refusal:
        return _back(request, chapter, refusal=refusal)
    return _back(request, chapter, done=_("Submitted: the secretariat has it now."))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def chapter_nothing(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """That there is nothing to report, and why."""
    chapter = chapter_for(request.user, Act.DECLARE_NOTHING, year, slug)
    if request.method != "POST":
        policies.require(chapter, Act.DECLARE_NOTHING)
        form = NothingForm(initial={"reason": chapter.nothing_to_report_reason})
        return _nothing_page(request, chapter, form)
    form = NothingForm(request.POST)
    if not form.is_valid():
        return _nothing_page(request, chapter, form)
    try:
        declare_nothing_to_report(
            chapter,
            reason=form.cleaned_data["reason"],
            expected_version=version_read(request, chapter),
            by=request.user,  # type: ignore[arg-type]
        )
    except ContentChanged as changed:
        chapter.refresh_from_db()
        return _nothing_page(request, chapter, form, changed=changed, status=CONFLICT)
    except TransitionDenied as refusal:
        form.add_error("reason", str(refusal))
        return _nothing_page(request, chapter, form)
    except NotInThisState as refusal:
        form.add_error(None, str(refusal))
        return _nothing_page(request, chapter, form, status=CONFLICT)
    return _back(request, chapter, done=_("Submitted, with nothing to report."))


@require_POST
@desk_page
def chapter_withdraw(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Take a submitted chapter back."""
    chapter = chapter_for(request.user, Act.WITHDRAW, year, slug)
    return _step(request, chapter, withdraw, _("Taken back: it is a draft again."))


@require_POST
@desk_page
def chapter_accept(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Accept a submitted chapter, which makes it public."""
    chapter = chapter_for(request.user, Act.ACCEPT, year, slug)
    if chapter.reporting_year.editions.exists():
        done = _("Accepted: everybody can read it once a further edition is issued.")
    else:
        done = _("Accepted: everybody can read it now.")
    return _step(request, chapter, accept, done)


def chapter_address(chapter: Submission, *, place: str = "", name: str = "desk-chapter") -> str:
    """Where the desk shows the chapter, or a place of it; `name` is another page of the chapter."""
    address = reverse(name, args=[chapter.reporting_year.year, chapter.implementer.slug])
    return f"{address}#{place}" if place else address


def chapter_for(person: Person, act: Act, year: int, slug: str) -> Submission:
    """A chapter on which the person may perform `act`. Raises `Http404` and `NotPermitted`."""
    chapter = chapter_to_see(person, year, slug)
    permissions.require(person, act, chapter)
    return chapter


def _step(
    request: HttpRequest, chapter: Submission, verb: Callable[..., Submission], done: str
) -> HttpResponse:
    try:
        verb(chapter, expected_version=version_read(request, chapter), by=request.user)
    except NotInThisState as refusal:
        return _back(request, chapter, refusal=refusal)
    return _back(request, chapter, done=done)


def _back(
    request: HttpRequest, chapter: Submission, *, done: str = "", refusal: Exception | None = None
) -> HttpResponse:
    if refusal is not None:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{chapter}: {done}")
    on_review = "review" in request.POST and permissions.may(request.user, Act.ACCEPT, chapter)
    return redirect(chapter_address(chapter, name="desk-review" if on_review else "desk-chapter"))


def _submit_page(
    request: HttpRequest,
    chapter: Submission,
    *,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    findings = findings_of(chapter)
    context: dict[str, object] = {
        "step": Act.SUBMIT,
        "tasks": remaining(chapter, progress_of([chapter])[chapter.pk]),
        "blockers": _of(findings, Severity.BLOCKER),
        "warnings": _of(findings, Severity.WARNING),
        "notices": len(_of(findings, Severity.NOTICE)),
    }
    if unrun := _of(findings, Severity.NOT_RUN):
        context |= {"unrun": unrun, "checks_running": begin_checks(chapter)}
    return _page(request, chapter, context, changed=changed, status=status)


def _nothing_page(
    request: HttpRequest,
    chapter: Submission,
    form: NothingForm,
    *,
    changed: ContentChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {"step": Act.DECLARE_NOTHING, "form": form}
    return _page(request, chapter, context, changed=changed, status=status)


def _page(
    request: HttpRequest,
    chapter: Submission,
    context: dict[str, object],
    *,
    changed: ContentChanged | None,
    status: int,
) -> HttpResponse:
    standing = standing_of(request.user, chapter)
    shared: dict[str, object] = {"section": "desk", "chapter": chapter, "standing": standing}
    if changed is not None:
        shared |= told_of_changes(changed)
    return render(request, "desk/steps.html", {**shared, **context}, status=status)


def _of(findings: tuple[Finding, ...], severity: Severity) -> list[Finding]:
    """Of this severity, those of entries first: the page shows a dozen."""
    found = [finding for finding in findings if finding.severity == severity]
    return sorted(found, key=lambda finding: not finding.entry)
