"""/desk/<year>/<implementer>/outcomes/ : the outcomes of all plans of a chapter at once."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.exceptions import EntryInvalid
from reporting.actions.outcomes import state_outcomes
from reporting.enums import EntryKind
from reporting.forms.plan_outcomes import PlanOutcomeForm, shown_outcomes, typed_outcomes
from reporting.models import Submission
from reporting.policies import NotInThisState
from reporting.views.desk.base import chapter_to_write
from reporting.views.desk.chapters import CONFLICT, chapter_address, permissions_for
from reporting.views.desk.kept_forms import kept_form_page
from reporting.workflow import Act


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def outcomes(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Every plan of the chapter with a choice of its outcome, and one button for all."""
    chapter = chapter_to_write(request.user, year, slug)
    plans = {
        plan.reference: plan
        for plan in chapter.entries.filter(kind=EntryKind.PLANNED).in_official_order()
    }
    if request.method != "POST":
        policies.require(chapter, Act.EDIT)
        return _page(request, chapter, shown_outcomes(plans, plans))
    forms = typed_outcomes(plans, plans, request.POST)
    sent = [form for form in forms if form.is_bound]
    results = [form.is_valid() for form in sent]  # of all, so that every error is shown at once
    if "restore" in request.POST or not all(results):
        return _page(request, chapter, forms)
    try:
        changed = state_outcomes(
            chapter,
            [form.statement() for form in sent],
            by=request.user,  # type: ignore[arg-type]
        )
    except EntryInvalid as refusal:
        _add_problems(forms, refusal)
        return _page(request, chapter, forms)
    except NotInThisState as refusal:
        return _page(request, chapter, forms, refusal=refusal, status=CONFLICT)
    message = ngettext(
        "Saved: the outcome of %(count)d plan.",
        "Saved: the outcomes of %(count)d plans.",
        len(changed),
    )
    messages.success(request, message % {"count": len(changed)})
    return redirect(chapter_address(chapter, place=EntryKind.PLANNED))


def _add_problems(forms: list[PlanOutcomeForm], refusal: EntryInvalid) -> None:
    by_reference = {form.plan.reference: form for form in forms}
    for problem in refusal.problems:
        _plans, reference, field = problem.place.split("/")
        form = by_reference[reference]
        form.add_error(field if field in form.fields else None, problem.message)


def _page(
    request: HttpRequest,
    chapter: Submission,
    forms: list[PlanOutcomeForm],
    *,
    refusal: Exception | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "section": "desk",
        "chapter": chapter,
        "forms": forms,
        "without": sum(not form.plan.outcome for form in forms),
        "refusal": refusal,
        "allowed": permissions_for(request.user, chapter),
    }
    return render(request, "desk/outcomes.html", context, status=status)
