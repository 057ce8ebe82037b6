"""/desk/entries/<reference>/autosave/ and …/entries/autosave/ : saving while one writes."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.actions.entries import SavedEntry
from reporting.actions.refusals import EditConflict, EntryDeleted, EntryInvalid
from reporting.checks.finding import Finding
from reporting.checks.run import remedy_of
from reporting.exceptions import ReportingError
from reporting.forms.entry import EntryForms
from reporting.forms.entry_errors import errors_by_field, first_fault
from reporting.policies import NotInThisState
from reporting.views.desk.answers import desk_answer, said
from reporting.views.desk.entry_editor import (
    EntryEditor,
    entry_editor_for,
    new_entry_editor,
    save_editor,
    store_unsaved,
)
from reporting.views.desk.entry_panel import EntryPanel
from reporting.views.desk.loading import chapter_to_write


@desk_answer
def entry_autosave(request: HttpRequest, reference: str) -> HttpResponse:
    """Save the entry as typed so far."""
    return _save(request, entry_editor_for(request.user, reference))


@desk_answer
def entry_autosave_new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Save a new entry as typed so far; the query is that of its page (`new_entry_editor`)."""
    chapter = chapter_to_write(request.user, year, slug)
    return _save(request, new_entry_editor(chapter, request.GET))


def _save(request: HttpRequest, editor: EntryEditor) -> HttpResponse:
    forms = editor.typed(request.POST)
    if not forms.is_valid():
        return _at_fault(request, editor, forms)
    try:
        saved = save_editor(request, editor, forms, ends_session=False)
    except EntryInvalid as refusal:
        forms.add_problems(refusal.problems)
        return _at_fault(request, editor, forms)
    except EditConflict as refusal:
        return _conflict(request, editor, forms, refusal, closed=False)
    except (NotInThisState, EntryDeleted) as refusal:
        return _conflict(request, editor, forms, refusal, closed=True)
    return _saved(request, editor, saved)


def _saved(request: HttpRequest, editor: EntryEditor, saved: SavedEntry) -> HttpResponse:
    panel = EntryPanel(saved.review)
    answer: dict[str, object] = {
        "revision": saved.entry.revision,
        "at": f"{timezone.localtime():%H:%M}",
        "warnings": [_as_json(finding) for finding in saved.review.findings],
        "panel": panel.as_html(request),
    }
    if editor.entry is None:
        reference = saved.entry.reference
        answer |= {
            "page": reverse("desk-entry", args=[reference]),
            "autosave": reverse("desk-entry-autosave", args=[reference]),
            "presence": reverse("desk-entry-presence", args=[reference]),
            "key": reference,
            "title": _("Entry %(reference)s") % {"reference": reference},
        }
    return JsonResponse(answer)


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "place": finding.place,
        "message": finding.message,
        "remedy": remedy_of(finding),
    }


def _at_fault(request: HttpRequest, editor: EntryEditor, forms: EntryForms) -> HttpResponse:
    message = first_fault(forms)
    kept = store_unsaved(request, editor, forms, message)
    return said(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        message,
        errors=errors_by_field(forms),
        kept=kept is not None,
    )


def _conflict(
    request: HttpRequest,
    editor: EntryEditor,
    forms: EntryForms,
    refusal: ReportingError,
    *,
    closed: bool,
) -> HttpResponse:
    """`closed` says that nobody can save it now; otherwise `page` shows both texts."""
    kept = store_unsaved(request, editor, forms, str(refusal))
    page = reverse("desk-draft", args=[kept.pk]) if kept else editor.address
    return said(HTTPStatus.CONFLICT, str(refusal), kept=kept is not None, page=page, closed=closed)
