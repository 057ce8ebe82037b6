"""/desk/entries/<reference>/delete/ and …/undelete/ : taking an entry out, and bringing it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from reporting import policies
from reporting.actions.deleting import delete_entry, undelete_entry
from reporting.actions.refusals import EntryDeleted
from reporting.views.desk.entry_editor import load_entry
from reporting.views.desk.loading import desk_page
from reporting.views.desk.steps import chapter_address
from reporting.workflow import Act


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def entry_delete(request: HttpRequest, reference: str) -> HttpResponse:
    """Deletes and goes back to the chapter, with a button that undoes it; GET asks first."""
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
        words = _("Deleted: %(reference)s.") % {"reference": reference}
        messages.success(request, words, extra_tags=reference)
    return redirect(chapter_address(entry.submission, place=entry.kind))


@require_POST
@desk_page
def entry_undelete(request: HttpRequest, reference: str) -> HttpResponse:
    """Brings a deleted entry back to its place."""
    entry = load_entry(request.user, reference)
    undelete_entry(entry, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Back again: %(reference)s.") % {"reference": reference})
    return redirect(chapter_address(entry.submission, place=f"e-{reference}"))
