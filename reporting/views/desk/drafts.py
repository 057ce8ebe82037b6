"""/desk/drafts/<id>/ : a text that was kept though it could not be saved."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reporting import permissions, policies
from reporting.actions.drafts import drop_draft
from reporting.enums import EntryKind
from reporting.models import WritingDraft
from reporting.views.desk.entry_editor import new_entry_editor
from reporting.views.desk.loading import desk_page
from reporting.views.desk.steps import chapter_address
from reporting.workflow import Act


@require_safe
@desk_page
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own kept text, to copy; with a button that opens it in the form when that can be."""
    kept = _own(request, pk)
    writable = permissions.may(request.user, Act.EDIT, kept.submission) and policies.allows(
        kept.submission, Act.EDIT
    )
    fields = [(name, value) for name, value in kept.data]
    return render(
        request,
        "desk/draft.html",
        {
            "section": "desk",
            "chapter": kept.submission,
            "draft": kept,
            "fields": fields,
            "text": next((value for name, value in fields if name == "text"), ""),
            "form_address": _form_address(kept, dict(fields)) if writable else "",
        },
    )


@require_POST
@desk_page
def draft_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throws one's own kept text away."""
    kept = _own(request, pk)
    drop_draft(kept, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The kept text is dropped."))
    return redirect(chapter_address(kept.submission))


def _own(request: HttpRequest, pk: int) -> WritingDraft:
    return get_object_or_404(
        WritingDraft.objects.select_related(
            "entry", "submission__reporting_year__program", "submission__implementer"
        ),
        pk=pk,
        user=request.user,
    )


def _form_address(kept: WritingDraft, typed: dict[str, str]) -> str:
    """Of its entry; of a new one when it was one, or when its entry was deleted since."""
    if kept.entry is not None and kept.entry.deleted_at is None:
        return reverse("desk-entry", args=[kept.entry.reference])
    kind = typed.get("kind", "")
    known = kind if kind in EntryKind.values else EntryKind.EXECUTED
    return new_entry_editor(kept.submission, {"kind": known}).address
