"""Requests during writing: autosave, kept drafts and the preview."""

from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from implementers.exceptions import NotPermitted
from implementers.time_zones import clock
from program.forms import RichTextField, RichTextWidget, typed_texts
from program.rich_text import to_html
from reporting.actions.editing import DRAFT_DAYS, drop_draft, forget_draft
from reporting.actions.entries import SavedEntry, save_entry
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid
from reporting.checks.finding import Finding
from reporting.checks.run import remedy_of
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind
from reporting.exceptions import ReportingError
from reporting.forms.entry import EntryForms
from reporting.forms.entry_errors import errors_by_field, first_fault
from reporting.models import Entry, WritingDraft
from reporting.policies import NotInThisState
from reporting.validators import validate_rich_text
from reporting.views.desk.base import chapter_to_write, desk_page, json_message, json_view
from reporting.views.desk.chapters import chapter_address
from reporting.views.desk.entry_editor import (
    EntryEditor,
    EntryPanel,
    entry_editor_for,
    new_entry_editor,
    save_editor,
    store_unsaved,
)
from reporting.views.desk.entry_merging import merged_form, merged_with
from reporting.views.desk.kept_forms import (
    KeptForm,
    keep_typed,
    kept_form_at,
    session_of_form,
)


@json_view
def entry_autosave(request: HttpRequest, reference: str) -> HttpResponse:
    """Autosave an entry."""
    return _autosave(request, entry_editor_for(request.user, reference))


@json_view
def entry_autosave_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Autosave a new entry; the query string is that of its page (see `new_entry_editor`)."""
    chapter = chapter_to_write(request.user, year, slug)
    return _autosave(request, new_entry_editor(chapter, request.GET))


def _autosave(request: HttpRequest, editor: EntryEditor) -> HttpResponse:
    forms = editor.typed(request.POST)
    if not forms.is_valid():
        return _invalid(request, editor, forms)
    try:
        saved = save_editor(request, editor, forms, ends_session=False)
    except EntryInvalid as refusal:
        forms.add_problems(refusal.problems)
        return _invalid(request, editor, forms)
    except EditConflict as refusal:
        merge = merged_with(request, editor, forms, refusal)
        merged = (
            {}
            if merge.is_open
            else {"merge": merged_form(request, editor, merge, refusal, forms.session)}
        )
        return _conflict(request, editor, forms, refusal, closed=False, **merged)
    except (NotInThisState, EntryDeleted) as refusal:
        return _conflict(request, editor, forms, refusal, closed=True)
    return _saved(request, editor, forms, saved)


def _saved(
    request: HttpRequest, editor: EntryEditor, forms: EntryForms, saved: SavedEntry
) -> HttpResponse:
    content = EntryContent.from_json(saved.version.content)
    panel = EntryPanel(saved.review, content, forms.asks_language)
    data: dict[str, object] = {
        "revision": saved.entry.revision,
        "at": clock(timezone.now(), request.user),
        "warnings": [_as_json(finding) for finding in saved.review.findings],
        "panel": panel.as_html(request),
    }
    if outcomes := _outcomes_on_record(forms):
        data["fields"] = outcomes
    return JsonResponse(data | (_addresses(saved) if editor.entry is None else {}))


def _outcomes_on_record(forms: EntryForms) -> dict[str, str]:
    """The fields with which the form tells a changed outcome of a plan from an unchanged one."""
    return {
        plan.add_prefix(name): value
        for plan, statement in zip(
            [plan for plan in forms.plans if plan.is_bound], forms.outcomes(), strict=True
        )
        for name, value in zip(("was", "was_reason"), statement.stated, strict=True)
    }


def _addresses(saved: SavedEntry) -> dict[str, object]:
    """What the form of a new entry needs once the entry exists."""
    reference = saved.entry.reference
    return {
        "revision": saved.entry.revision,
        "page": reverse("desk-entry", args=[reference]),
        "autosave": reverse("desk-entry-autosave", args=[reference]),
        "key": reference,
        "title": _("Entry %(reference)s") % {"reference": reference},
    }


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "place": finding.place,
        "message": finding.message,
        "remedy": remedy_of(finding),
    }


def _invalid(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> HttpResponse:
    """The response to a form with a mistake: its text is saved by itself, if that has none.

    The rest stays as it is on record, and the form is kept as it was typed.
    """
    message = first_fault(forms)
    saved = _save_text(request, editor, forms)
    if saved is not None:
        editor = entry_editor_for(request.user, saved.entry.reference)
    stored = store_unsaved(request, editor, forms, message)
    return json_message(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        message,
        errors=errors_by_field(forms),
        kept=stored is not None,
        **(_addresses(saved) if saved is not None else {}),
    )


def _save_text(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> SavedEntry | None:
    """Save the text of a form with mistakes elsewhere; None if there is nothing to save by itself."""
    if not forms.has_valid_text or not forms.session:
        return None
    try:
        return save_entry(
            editor.chapter,
            replace(editor.before, text=forms.form.cleaned_data["text"]),
            entry=editor.entry,
            based_on=forms.based_on,
            session=forms.session,
            by=request.user,  # type: ignore[arg-type]
        )
    except (EntryInvalid, EditConflict, NotInThisState, EntryDeleted):
        return None  # what stands against it is said once the mistakes are corrected


def _conflict(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    refusal: ReportingError,
    *,
    closed: bool,
    **more: object,
) -> HttpResponse:
    """The response to a save that is refused.

    `closed` says that the entry cannot be saved at all now; otherwise `page` shows both texts.
    `merge` is the form with both changes if nobody must be asked: the script saves it.
    """
    stored = store_unsaved(request, editor, forms, str(refusal))
    page = reverse("desk-draft", args=[stored.pk]) if stored else editor.address
    return json_message(
        HTTPStatus.CONFLICT,
        str(refusal),
        kept=stored is not None,
        page=page,
        closed=closed,
        **more,
    )


@json_view
def draft_keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed in the form `keep` names; with `drop`, forget what was kept of it.

    The form is not validated: nothing that is typed can keep it from being kept.
    """
    form = kept_form_at(request.user, request.POST.get("keep", ""))
    session = session_of_form(request)
    if not session:
        message = _("The portal could not read which page this comes from. Load the page again.")
        return json_message(HTTPStatus.UNPROCESSABLE_ENTITY, message)
    if "drop" in request.POST:
        forget_draft(form.address, session=session, by=request.user)  # type: ignore[arg-type]
    else:
        keep_typed(request, form)
    return JsonResponse({"at": clock(timezone.now(), request.user)})


@require_safe
@desk_page
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """A kept draft of the user, to copy, or to open in its form while that can be shown."""
    own_draft = _own_draft(request, pk)
    form = _form_of(request, own_draft)
    fields = [(name, value) for name, value in own_draft.data]
    return render(
        request,
        "desk/draft.html",
        {
            "section": "desk",
            "chapter": own_draft.submission,
            "draft": own_draft,
            "fields": fields,
            "typed": typed_texts(dict(fields)),
            "form": form,
            "kept_until": own_draft.saved_at + timedelta(days=DRAFT_DAYS),
        },
    )


@require_POST
@desk_page
def draft_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a kept draft of the user."""
    own_draft = _own_draft(request, pk)
    drop_draft(own_draft, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The kept text is deleted."))
    if own_draft.submission is None:
        return redirect("desk")
    return redirect(chapter_address(own_draft.submission))


def _own_draft(request: HttpRequest, pk: int) -> WritingDraft:
    return get_object_or_404(
        WritingDraft.objects.select_related(
            "submission__reporting_year__program", "submission__implementer"
        ),
        pk=pk,
        user=request.user,
    )


def _form_of(request: HttpRequest, own_draft: WritingDraft) -> KeptForm | None:
    """The form of the draft, if the user may use it and it can be shown now.

    That of a deleted entry is the form of a new entry in the same column.
    """
    try:
        form = kept_form_at(request.user, own_draft.form)
        if _is_of_deleted_entry(own_draft):
            assert own_draft.submission is not None
            kind = dict(own_draft.data).get("kind", "")
            valid_kind = kind if kind in EntryKind.values else EntryKind.EXECUTED
            editor = new_entry_editor(own_draft.submission, {"kind": valid_kind})
            form = kept_form_at(request.user, editor.address)
    except (Http404, NotPermitted):
        return None
    return form if form.is_open else None


def _is_of_deleted_entry(own_draft: WritingDraft) -> bool:
    match = resolve(own_draft.form.partition("?")[0])
    deleted = Entry.with_deleted.filter(deleted_at__isnull=False)
    return match.url_name == "desk-entry" and deleted.filter(**match.kwargs).exists()


@json_view
def preview(request: HttpRequest) -> HttpResponse:
    """The text as sanitized HTML; an error in JSON when the text is longer than an entry can be."""
    field = RichTextField(required=False, validators=[validate_rich_text])
    try:
        text = field.clean(
            RichTextWidget().value_from_datadict(request.POST, request.FILES, "text")
        )
    except ValidationError as error:
        return json_message(HTTPStatus.UNPROCESSABLE_ENTITY, f"{_('Text')}: {error.messages[0]}")
    # Bypasses the cache, which would fill with every state of a text while it is typed.
    return HttpResponse(to_html.__wrapped__(text))
