"""/desk/entries/<reference>/ and …/entries/new/ : writing an entry."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from reporting import policies
from reporting.actions.entries import SavedEntry
from reporting.actions.merging import Merged, merge
from reporting.actions.refusals import EditConflict, EntryDeleted, EntryInvalid
from reporting.actions.sessions import EditingSession, latest_version
from reporting.checks.finding import Severity
from reporting.checks.run import not_run_words, remedy_of
from reporting.forms.entry import EntryForms
from reporting.forms.entry_offers import with_offer
from reporting.policies import NotInThisState
from reporting.queries.remarks import threads_at
from reporting.queries.writing import country_names, kept_drafts
from reporting.views.desk.comparing import compared
from reporting.views.desk.entry_editor import (
    EntryEditor,
    entry_editor_for,
    new_entry_editor,
    save_editor,
    store_unsaved,
)
from reporting.views.desk.entry_panel import entry_panel_as_typed
from reporting.views.desk.loading import chapter_to_write
from reporting.views.desk.steps import CONFLICT, chapter_address
from reporting.views.desk.typed import typed_page
from reporting.workflow import Act

_MOST_TOLD = 3  # the form shows all of them


@require_http_methods(["GET", "HEAD", "POST"])
@typed_page
def entry_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form of a new entry; `?kind=` names its column, `?report-on=` the plan it reports."""
    chapter = chapter_to_write(request.user, year, slug)
    return _write(request, new_entry_editor(chapter, request.GET))


@require_http_methods(["GET", "HEAD", "POST"])
@typed_page
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
    if "take" in request.POST:
        return _form_page(request, editor, _with_taken(request, editor, forms))
    if EntryForms.asks_for_row(request.POST) or not forms.is_valid():
        return _form_page(request, editor, forms)
    return _save(request, editor, forms)


def _with_taken(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> EntryForms:
    """The form as typed, with what was offered and taken in its row; not judged yet."""
    offers = entry_panel_as_typed(editor, forms).offers
    data: QueryDict = request.POST
    for offer in offers:
        if offer.name == request.POST["take"]:
            data = with_offer(data, offer, editor.choices)
    forms = editor.typed(data)
    forms.clear_errors()
    return forms


def _restored(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> HttpResponse:
    """The form as typed and not saved; with what somebody saved since, if anybody did."""
    stale = None
    if forms.is_valid() and editor.entry is not None:
        page = EditingSession(forms.session, False, request.user)  # type: ignore[arg-type]
        try:
            if latest := latest_version(editor.entry):
                page.require_fresh(editor.entry, latest, forms.based_on)
        except EditConflict as found:
            stale = found
    if stale is not None:
        return _stale_page(request, editor, forms, stale)
    forms.clear_errors()
    return _form_page(request, editor, forms)


def _save(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> HttpResponse:
    """Save what was typed, or show the form again with it and with what stands against it."""
    try:
        saved = save_editor(request, editor, forms, ends_session=True)
    except EntryInvalid as refusal:
        forms.add_problems(refusal.problems)
        return _form_page(request, editor, forms)
    except (NotInThisState, EntryDeleted) as refusal:
        store_unsaved(request, editor, forms, str(refusal))
        forms.form.add_error(None, str(refusal))
        return _form_page(request, editor, forms, status=CONFLICT)
    except EditConflict as stale:
        store_unsaved(request, editor, forms, str(stale))
        return _stale_page(request, editor, forms, stale)
    _tell(request, saved)
    return redirect(chapter_address(editor.chapter) + f"#e-{saved.entry.reference}")


def _stale_page(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, stale: EditConflict
) -> HttpResponse:
    """Both texts side by side; the form holds what was typed and what only the other changed."""
    merged = merge(stale, forms.content(editor.before))
    forms = editor.holding(merged.content, stale.latest.revision, forms.session)
    return _form_page(request, editor, forms, stale=stale, merged=merged, status=CONFLICT)


def _form_page(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    *,
    stale: EditConflict | None = None,
    merged: Merged | None = None,
    status: int = 200,
) -> HttpResponse:
    return render(
        request,
        "desk/entry.html",
        {
            "section": "desk",
            "chapter": editor.chapter,
            "entry": editor.entry,
            "threads": threads_at(editor.entry) if editor.entry else (),
            "may_remark": True,
            "forms": forms,
            "panel": entry_panel_as_typed(editor, forms),
            "stale": stale,
            "merged": merged,
            "differences": merged and compared(merged.theirs, merged.mine, country_names()),
            "drafts": () if request.method == "POST" else _drafts(request, editor),
        },
        status=status,
    )


def _drafts(request: HttpRequest, editor: EntryEditor) -> object:
    return kept_drafts(request.user, editor.chapter).filter(entry=editor.entry)  # type: ignore[arg-type]


def _tell(request: HttpRequest, saved: SavedEntry) -> None:
    reference = saved.entry.reference
    messages.success(request, _("Saved: %(reference)s.") % {"reference": reference})
    not_run = [one for one in saved.review.findings if one.severity == Severity.NOT_RUN]
    if not_run:
        messages.warning(request, f"{reference}: {not_run_words(not_run)}")
    findings = [one for one in saved.review.findings if one.severity != Severity.NOT_RUN]
    for finding in findings[:_MOST_TOLD]:
        messages.warning(request, f"{reference}: {finding.message} {remedy_of(finding)}")
    if more := len(findings[_MOST_TOLD:]):
        words = ngettext(
            "%(reference)s: the checks find %(count)d thing more.",
            "%(reference)s: the checks find %(count)d things more.",
            more,
        )
        messages.warning(request, words % {"reference": reference, "count": more})
