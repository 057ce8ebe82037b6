"""/desk/entries/<reference>/outcome/ : what became of a plan."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.outcomes import set_outcome
from reporting.actions.refusals import EditConflict, EntryDeleted, EntryInvalid
from reporting.enums import EntryKind, Outcome
from reporting.forms.entry_outcome import OutcomeForm
from reporting.models import Entry
from reporting.policies import NotInThisState
from reporting.views.desk.entry_editor import load_entry
from reporting.views.desk.steps import CONFLICT, chapter_address
from reporting.views.desk.typed import typed_page
from reporting.workflow import Act


@require_http_methods(["GET", "HEAD", "POST"])
@typed_page
def entry_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """Carried out, under way, postponed or dropped; `?outcome=` chooses beforehand."""
    entry = load_entry(request.user, reference, facts=True)
    if entry.kind != EntryKind.PLANNED:
        raise Http404(_("Only a planned entry has an outcome."))
    if request.method != "POST":
        policies.require(entry.submission, Act.EDIT)
        return _page(request, entry, _shown(entry, request.GET.get("outcome", "")))
    form = OutcomeForm(request.POST, auto_id=_ids(entry))
    if "restore" in request.POST or not form.is_valid():
        return _page(request, entry, form)
    return _save(request, entry, form)


def _shown(entry: Entry, chosen: str) -> OutcomeForm:
    return OutcomeForm(
        auto_id=_ids(entry),
        initial={
            "outcome": chosen if chosen in Outcome.values else entry.outcome,
            "outcome_reason": entry.outcome_reason,
            "based_on": entry.revision,
        },
    )


def _ids(entry: Entry) -> str:
    """Of its fields: in a chapter several of these forms may stand open."""
    return f"id_%s_{entry.reference}"


def _save(request: HttpRequest, entry: Entry, form: OutcomeForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        set_outcome(
            entry,
            values["outcome"],
            values["outcome_reason"],
            based_on=values["based_on"],
            by=request.user,  # type: ignore[arg-type]
        )
    except EntryInvalid as refusal:
        for problem in refusal.problems:
            place = problem.place if problem.place in form.fields else None
            form.add_error(place, problem.message)
        return _page(request, entry, form)
    except (NotInThisState, EntryDeleted) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, entry, form, status=CONFLICT)
    except EditConflict as stale:
        form.add_error(None, f"{stale} " + _("Look at it below, and save again."))
        data = request.POST.copy()
        data["based_on"] = str(stale.latest.revision)
        form.data = data
        return _page(request, entry, form, status=CONFLICT)
    messages.success(request, _("Saved: %(reference)s.") % {"reference": entry.reference})
    return redirect(chapter_address(entry.submission, place=f"e-{entry.reference}"))


def _page(
    request: HttpRequest, entry: Entry, form: OutcomeForm, *, status: int = 200
) -> HttpResponse:
    context = {"section": "desk", "chapter": entry.submission, "entry": entry, "form": form}
    return render(request, "desk/outcome.html", context, status=status)
