"""/desk/entries/<reference>/attachments/ … : the files that are attached to an entry."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reporting import permissions, policies
from reporting.actions.attachments import attach_file, remove_attachment, restore_attachment
from reporting.actions.exceptions import EntryDeleted
from reporting.exceptions import FileRefused
from reporting.forms.attachments import AttachmentForm
from reporting.models import Attachment, Entry
from reporting.policies import NotInThisState
from reporting.queries.attachments import attachments_of, removed_attachments
from reporting.views.desk.base import desk_page, form_page
from reporting.views.desk.entry_editor import load_entry
from reporting.views.file_downloads import download
from reporting.workflow import Act


@require_http_methods(["GET", "HEAD", "POST"])
@form_page
def attachments(request: HttpRequest, reference: str) -> HttpResponse:
    """The attached files of an entry, those that were removed, and the form that attaches one."""
    if request.method != "POST":
        entry = load_entry(request.user, reference, to_read=True)
        return _page(request, entry, AttachmentForm())
    entry = load_entry(request.user, reference)
    form = AttachmentForm(request.POST, request.FILES)
    if "restore" in request.POST:
        form = AttachmentForm(initial={"description": request.POST.get("description", "")})
        return _page(request, entry, form)
    if not form.is_valid():
        return _page(request, entry, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        attached = attach_file(
            entry,
            form.cleaned_data["file"],
            description=form.cleaned_data["description"],
            by=request.user,  # type: ignore[arg-type]
        )
    except FileRefused as refusal:
        form.add_error("file", str(refusal))
        return _page(request, entry, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except (NotInThisState, EntryDeleted) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, entry, form, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Attached: %(name)s.") % {"name": attached.name})
    return redirect("desk-attachments", reference)


# A file is streamed, which `desk_page` passes on as it is.
@require_safe
@desk_page  # type: ignore[arg-type]
def attachment_file(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    """An attached or removed file, for those who may see the work on the chapter."""
    entry = load_entry(request.user, reference, to_read=True)
    return download(request, _attachment(entry, pk))


@require_POST
@desk_page
def attachment_remove(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Remove an attached file; the page then has a button that restores it."""
    entry = load_entry(request.user, reference)
    try:
        removed = remove_attachment(_attachment(entry, pk), by=request.user)  # type: ignore[arg-type]
    except EntryDeleted as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed: %(name)s.") % {"name": removed.name})
    return redirect("desk-attachments", reference)


@require_POST
@desk_page
def attachment_restore(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Attach a removed file again."""
    entry = load_entry(request.user, reference)
    try:
        restored = restore_attachment(_attachment(entry, pk), by=request.user)  # type: ignore[arg-type]
    except (EntryDeleted, FileRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Attached again: %(name)s.") % {"name": restored.name})
    return redirect("desk-attachments", reference)


def _attachment(entry: Entry, pk: int) -> Attachment:
    attached = get_object_or_404(Attachment.with_removed, entry=entry, pk=pk)
    attached.entry = entry
    return attached


def _page(
    request: HttpRequest, entry: Entry, form: AttachmentForm, *, status: int = 200
) -> HttpResponse:
    chapter = entry.submission
    may_write = permissions.may(request.user, Act.EDIT, chapter)
    context = {
        "section": "desk",
        "chapter": chapter,
        "entry": entry,
        "form": form,
        "attachments": attachments_of(entry),
        "removed": removed_attachments(entry),
        "may_change": may_write and entry.deleted_at is None and policies.allows(chapter, Act.EDIT),
    }
    return render(request, "desk/attachments.html", context, status=status)
