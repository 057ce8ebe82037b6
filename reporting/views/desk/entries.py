"""/desk/entries/<reference>/ … : writing, moving and deleting an entry; the outcome of a plan."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from reporting import policies
from reporting.actions.entries import (
    SavedEntry,
    delete_entry,
    duplicate_entry,
    move_entry,
    position_of,
    set_outcome,
    undelete_entry,
)
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid
from reporting.actions.merging import MergeNeeded
from reporting.checks.finding import Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.enums import EntryKind, Outcome
from reporting.forms.entry import EntryForms
from reporting.forms.entry_errors import first_fault
from reporting.forms.entry_offers import ALL, with_offer
from reporting.forms.entry_outcome import OutcomeForm
from reporting.models import Entry
from reporting.policies import NotInThisState
from reporting.queries.attachments import attachments_of
from reporting.queries.remarks import threads_at
from reporting.views.desk.base import chapter_to_write, desk_page, form_page
from reporting.views.desk.chapters import CONFLICT, show_chapter
from reporting.views.desk.entry_editor import (
    EntryEditor,
    entry_editor_for,
    entry_panel_as_typed,
    load_entry,
    new_entry_editor,
    save_merged_editor,
    store_unsaved,
)
from reporting.views.desk.entry_merging import (
    base_json,
    base_of,
    base_shown,
    conflict_of,
    entry_merged_message,
    merge_page_of,
    merged_with,
)
from reporting.views.desk.fragments import fragment, is_htmx
from reporting.views.desk.kept_forms import kept_form_page, with_arrival
from reporting.views.desk.merging import answers_of
from reporting.workflow import Act

_MOST_FINDINGS = 3  # in messages; the form shows all of them


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def entry_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form of a new entry; the query is that of `new_entry_editor`."""
    chapter = chapter_to_write(request.user, year, slug)
    return _write(request, new_entry_editor(chapter, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def entry_edit(request: HttpRequest, reference: str) -> HttpResponse:
    """The form of an entry."""
    editor = entry_editor_for(request.user, reference)
    if request.method != "POST" and editor.entry and editor.entry.deleted_at is not None:
        raise Http404(_("This entry was deleted."))
    return _write(request, editor)


def _write(request: HttpRequest, editor: EntryEditor) -> HttpResponse:
    if request.method != "POST":
        policies.require(editor.chapter, Act.EDIT)
        return _form_page(request, editor, editor.shown())
    forms = editor.typed(request.POST)
    if "restore" in request.POST:
        return _restored(request, editor, forms)
    if "edit" in request.POST:
        return _restored(request, editor, forms, keeps_both=True)
    if "take" in request.POST:
        return _form_page(request, editor, _with_taken_offer(request, editor, forms))
    if EntryForms.asks_for_row(request.POST) or "look" in request.POST:
        forms.clear_errors()
        return _form_page(request, editor, forms)
    if not forms.is_valid():
        store_unsaved(request, editor, forms, first_fault(forms))
        return _form_page(request, editor, forms)
    return _save(request, editor, forms)


def _with_taken_offer(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> EntryForms:
    """The form as typed, with the chosen offer, all offers, or the chosen meaning of a value.

    It shows no errors so far.
    """
    chosen = request.POST["take"]
    panel = entry_panel_as_typed(editor, forms)
    data = forms.with_reading(request.POST, chosen)
    for offer in panel.all_offers:
        if offer.name == chosen or (chosen == ALL and offer in panel.offers):
            data = with_offer(data, offer, editor.choices)
    forms = editor.typed(data)
    forms.clear_errors()
    return forms


def _restored(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, *, keeps_both: bool = False
) -> HttpResponse:
    """The form as typed, not saved; merged with what someone saved in the meantime.

    What both changed is asked first, unless `keeps_both`.
    """
    conflict = conflict_of(request, editor, forms) if forms.is_valid() else None
    if conflict is None:
        forms.clear_errors()
        return _form_page(request, editor, forms)
    merge = merged_with(request, editor, forms, conflict, keeps_both=keeps_both)
    if merge.is_open:
        return merge_page_of(request, editor, MergeNeeded(conflict, merge))
    revision = conflict.latest.revision
    typed_plans = forms.plans
    forms = editor.holding(merge.content, revision, forms.session)
    forms.plans = typed_plans
    if message := entry_merged_message(request, merge, conflict):
        messages.info(request, message)
    return _form_page(request, editor, forms, base=base_json(revision, merge.theirs))


def _save(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> HttpResponse:
    """Save the entry, or show the form again as typed with the reasons why it was not saved.

    What others saved meanwhile is merged; passages that both changed are asked about.
    """
    try:
        saved, merge = save_merged_editor(
            request, editor, forms, base=base_of(request.POST), answers=answers_of(request.POST)
        )
    except EntryInvalid as refusal:
        forms.add_problems(refusal.problems)
        store_unsaved(request, editor, forms, first_fault(forms))
        return _form_page(request, editor, forms)
    except (NotInThisState, EntryDeleted) as refusal:
        store_unsaved(request, editor, forms, str(refusal))
        forms.form.add_error(None, str(refusal))
        return _form_page(request, editor, forms, status=CONFLICT)
    except MergeNeeded as needed:
        store_unsaved(request, editor, forms, str(needed))
        return merge_page_of(request, editor, needed)
    _add_messages(request, saved)
    if merge is not None and (message := entry_merged_message(request, *merge)):
        messages.info(request, message)
    response = show_chapter(request, editor.chapter, place=f"e-{saved.entry.reference}")
    return with_arrival(request, response)


def _form_page(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    *,
    base: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, object] = {
        "chapter": editor.chapter,
        "entry": editor.entry,
        "address": editor.address,
        "forms": forms,
        "panel": entry_panel_as_typed(editor, forms),
        "base": base or base_shown(request, editor.entry, editor.before),
    }
    if is_htmx(request):
        return fragment(request, "desk/_entry_form.html", context, status=status)
    context |= {
        "section": "desk",
        "threads": threads_at(editor.entry) if editor.entry else (),
        "attachments": attachments_of(editor.entry) if editor.entry else (),
        "may_remark": True,
    }
    return render(request, "desk/entry.html", context, status=status)


def _add_messages(request: HttpRequest, saved: SavedEntry) -> None:
    reference = saved.entry.reference
    messages.success(request, _("Saved: %(reference)s.") % {"reference": reference})
    not_run = [finding for finding in saved.review.findings if finding.severity == Severity.NOT_RUN]
    if not_run:
        messages.warning(request, f"{reference}: {not_run_words(not_run)}")
    findings = [
        finding for finding in saved.review.findings if finding.severity != Severity.NOT_RUN
    ]
    for finding in findings[:_MOST_FINDINGS]:
        messages.warning(request, f"{reference}: {finding.message} {remedy_of(finding)}")
    if more_count := len(findings[_MOST_FINDINGS:]):
        message = ngettext(
            "%(reference)s: the checks have %(count)d more finding.",
            "%(reference)s: the checks have %(count)d more findings.",
            more_count,
        )
        messages.warning(request, message % {"reference": reference, "count": more_count})


@require_POST
@desk_page
def entry_move(request: HttpRequest, reference: str) -> HttpResponse:
    """Move an entry in its column: `direction=up` or `down`, or `to=` a position from 1."""
    entry = load_entry(request.user, reference)
    position = _wanted_position(request, entry)
    if position is None:
        messages.error(request, _("Say where to move it: up, down, or the number of a place."))
    else:
        try:
            position = move_entry(entry, to=position, by=request.user)  # type: ignore[arg-type]
        except EntryDeleted as refusal:
            messages.error(request, str(refusal), extra_tags=reference)
        else:
            messages.success(request, _moved_message(reference, position))
    return show_chapter(request, entry.submission, place=f"e-{reference}")


def _moved_message(reference: str, position: int) -> str:
    message = _("%(reference)s is number %(place)d of its list now.")
    return message % {"reference": reference, "place": position}


def _wanted_position(request: HttpRequest, entry: Entry) -> int | None:
    direction, to = request.POST.get("direction", ""), request.POST.get("to", "")
    if direction in ("up", "down"):
        return position_of(entry) + (1 if direction == "down" else -1)
    return int(to) if to.isascii() and to.isdigit() and len(to) < 6 else None


@require_POST
@desk_page
def entry_duplicate(request: HttpRequest, reference: str) -> HttpResponse:
    """Copy an entry; the copy is below it in the chapter."""
    entry = load_entry(request.user, reference, facts=True)
    try:
        copy = duplicate_entry(entry, by=request.user).entry  # type: ignore[arg-type]
    except (EntryDeleted, EntryInvalid) as refusal:
        messages.error(request, str(refusal), extra_tags=reference)
        return show_chapter(request, entry.submission, place=f"e-{reference}")
    message = _("Copied: %(copy)s has the content of %(reference)s. Change what is different.")
    messages.success(request, message % {"copy": copy.reference, "reference": reference})
    return show_chapter(request, entry.submission, place=f"e-{copy.reference}")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def entry_delete(request: HttpRequest, reference: str) -> HttpResponse:
    """Delete an entry; the chapter then shows a button that restores it. A GET asks to confirm."""
    entry = load_entry(request.user, reference, facts=True)
    if request.method != "POST":
        policies.require(entry.submission, Act.EDIT)
        return render(
            request,
            "desk/delete.html",
            {"section": "desk", "chapter": entry.submission, "entry": entry},
        )
    try:
        delete_entry(entry, by=request.user)  # type: ignore[arg-type]
    except EntryDeleted as refusal:
        messages.info(request, str(refusal), extra_tags=reference)
    else:
        message = _("Deleted: %(reference)s.") % {"reference": reference}
        messages.success(request, message, extra_tags=reference)
    return show_chapter(request, entry.submission, place=entry.kind)


@require_POST
@desk_page
def entry_undelete(request: HttpRequest, reference: str) -> HttpResponse:
    """Restore a deleted entry to its position."""
    entry = load_entry(request.user, reference)
    undelete_entry(entry, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Back again: %(reference)s.") % {"reference": reference})
    return show_chapter(request, entry.submission, place=f"e-{reference}")


@require_http_methods(["GET", "HEAD", "POST"])
@kept_form_page
def entry_outcome(request: HttpRequest, reference: str) -> HttpResponse:
    """The form with the outcome of a plan; `?outcome=` preselects one."""
    entry = load_entry(request.user, reference, facts=True)
    if entry.kind != EntryKind.PLANNED:
        raise Http404(_("Only a planned entry has an outcome."))
    if request.method != "POST":
        policies.require(entry.submission, Act.EDIT)
        return _outcome_page(request, entry, _outcome_form(entry, request.GET.get("outcome", "")))
    form = OutcomeForm(request.POST, auto_id=_outcome_ids(entry))
    if "restore" in request.POST or not form.is_valid():
        return _outcome_page(request, entry, form)
    return _save_outcome(request, entry, form)


def _outcome_form(entry: Entry, chosen: str) -> OutcomeForm:
    return OutcomeForm(
        auto_id=_outcome_ids(entry),
        initial={
            "outcome": chosen if chosen in Outcome.values else entry.outcome,
            "outcome_reason": entry.outcome_reason,
            "based_on": entry.revision,
        },
    )


def _outcome_ids(entry: Entry) -> str:
    """The pattern of the ids of the fields: a page may contain several of these forms."""
    return f"id_%s_{entry.reference}"


def _save_outcome(request: HttpRequest, entry: Entry, form: OutcomeForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        _set_outcome(request, entry, values, based_on=values["based_on"])
    except EntryInvalid as refusal:
        for problem in refusal.problems:
            field = problem.place if problem.place in form.fields else None
            form.add_error(field, problem.message)
        return _outcome_page(request, entry, form)
    except (NotInThisState, EntryDeleted) as refusal:
        form.add_error(None, str(refusal))
        return _outcome_page(request, entry, form, status=CONFLICT)
    except EditConflict as stale:
        form.add_error(None, f"{stale} " + _("Look at it below, and save again."))
        data = request.POST.copy()
        data["based_on"] = str(stale.latest.revision)
        form.data = data
        return _outcome_page(request, entry, form, status=CONFLICT)
    messages.success(request, _("Saved: %(reference)s.") % {"reference": entry.reference})
    return show_chapter(request, entry.submission, place=f"e-{entry.reference}")


def _set_outcome(
    request: HttpRequest, entry: Entry, values: Mapping[str, Any], *, based_on: int | None
) -> None:
    """Set the outcome, also when someone saved the entry meanwhile but left its outcome as it was.

    Raises what `set_outcome` raises; `EditConflict` when the outcome itself was changed.
    """
    outcome, reason = values["outcome"], values["outcome_reason"]
    try:
        set_outcome(entry, outcome, reason, based_on=based_on, by=request.user)  # type: ignore[arg-type]
    except EditConflict as stale:
        if not stale.keeps("outcome", "outcome_reason", "outcome_quotation"):
            raise
        latest = load_entry(request.user, entry.reference, facts=True)
        _set_outcome(request, latest, values, based_on=stale.latest.revision)


def _outcome_page(
    request: HttpRequest, entry: Entry, form: OutcomeForm, *, status: int = 200
) -> HttpResponse:
    context = {"section": "desk", "chapter": entry.submission, "entry": entry, "form": form}
    if is_htmx(request):
        return fragment(request, "desk/_outcome_form.html", context, status=status)
    return render(request, "desk/outcome.html", context, status=status)
