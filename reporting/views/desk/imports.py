"""/desk/<year>/<implementer>/import/ : reading a file, and reviewing what it proposes."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from implementers.models import User
from reporting import policies
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid
from reporting.actions.imports import (
    ImportItemRefused,
    accept_item,
    divide_item,
    join_items,
    reopen_item,
    skip_item,
    store_import,
)
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, ImportState
from reporting.exceptions import FileRefused
from reporting.forms.imports import ImportForm
from reporting.importing.proposals.build import propose
from reporting.importing.proposals.storing import file_read
from reporting.models import ImportedFile, ImportedItem
from reporting.views.desk.base import chapter_to_write, desk_page
from reporting.workflow import Act

_CERTAIN = 0.9  # from this confidence on, an item is accepted together with the others


@dataclass(frozen=True)
class ShownItem:
    """An item as the review page shows it: its source, and the entry that it would become."""

    item: ImportedItem
    content: EntryContent
    is_certain: bool


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def import_file(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """The form that takes a file, and the files that were read before."""
    chapter = chapter_to_write(request.user, year, slug)
    policies.require(chapter, Act.EDIT)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        try:
            proposal = propose(
                data, file.name, implementer=chapter.implementer,
                reporting_year=chapter.reporting_year,
            )  # fmt: skip
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            stored = store_import(chapter, file_read(proposal, data), by=_user(request))
            if not stored.items.exists():
                messages.info(request, _("The file has nothing that is new or changed."))
            return redirect("desk-import-review", year, slug, stored.pk)
    files = ImportedFile.objects.filter(submission=chapter)[:50]
    context = {"section": "desk", "chapter": chapter, "form": form, "files": files}
    return render(request, "desk/import.html", context, status=200 if not form.errors else 422)


@require_safe
@desk_page
def import_review(request: HttpRequest, year: int, slug: str, pk: int) -> HttpResponse:
    """What a file proposes: its text at the left, the entries at the right."""
    chapter = chapter_to_write(request.user, year, slug)
    file = get_object_or_404(ImportedFile, submission=chapter, pk=pk)
    shown = [_shown(item) for item in file.items.select_related("entry")]
    still_open = [one for one in shown if one.item.state == ImportState.OPEN]
    context = {
        "section": "desk",
        "chapter": chapter,
        "file": file,
        "items": shown,
        "open_count": len(still_open),
        "certain_count": sum(one.is_certain for one in still_open),
        "kinds": EntryKind.choices,
    }
    return render(request, "desk/import_review.html", context)


@require_POST
@desk_page
def import_act(request: HttpRequest, year: int, slug: str, pk: int) -> HttpResponse:
    """Accept, skip, propose again, join or divide an item; or accept all that are certain."""
    chapter = chapter_to_write(request.user, year, slug)
    policies.require(chapter, Act.EDIT)
    file = get_object_or_404(ImportedFile, submission=chapter, pk=pk)
    if request.POST.get("act") == "accept-certain":
        _accept_certain(request, file)
        return redirect("desk-import-review", year, slug, pk)
    sent = request.POST.get("item", "")
    number = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    item = get_object_or_404(file.items.select_related("file__submission"), pk=number)
    act = _ACTS.get(request.POST.get("act", ""))
    if act is None:
        messages.error(request, _("Choose what to do with the item."))
    elif problem := _done(act, item, request):
        messages.error(request, problem)
    response = redirect("desk-import-review", year, slug, pk)
    response["Location"] += f"#item-{item.pk}"
    return response


def _accept(item: ImportedItem, request: HttpRequest) -> None:
    kind = request.POST.get("kind", "")
    accept_item(item, kind=kind if kind in EntryKind.values else "", by=_user(request))


def _accept_as_proposed(item: ImportedItem, request: HttpRequest) -> None:
    accept_item(item, by=_user(request))


_ACTS: dict[str, Callable[[ImportedItem, HttpRequest], None]] = {
    "accept": _accept,
    "skip": lambda item, request: skip_item(item, by=_user(request)),
    "reopen": lambda item, request: reopen_item(item, by=_user(request)),
    "join": lambda item, request: join_items(item, by=_user(request)),
    "divide": lambda item, request: divide_item(item, by=_user(request)),
}


def _done(
    act: Callable[[ImportedItem, HttpRequest], None], item: ImportedItem, request: HttpRequest
) -> str:
    """Perform an act; return why it was refused, empty if it was not."""
    try:
        act(item, request)
    except EntryInvalid as refusal:
        return " ".join(problem.message for problem in refusal.problems)
    except EditConflict:
        return _("Someone changed the entry in the meantime. Change it by hand, or skip the item.")
    except (ImportItemRefused, EntryDeleted) as refusal:
        return str(refusal)
    return ""


def _accept_certain(request: HttpRequest, file: ImportedFile) -> None:
    accepted = 0
    for item in file.items.filter(state=ImportState.OPEN).select_related("file__submission"):
        if not _is_certain(item):
            continue
        if problem := _done(_accept_as_proposed, item, request):
            messages.error(request, problem)
            break
        accepted += 1
    messages.success(
        request,
        ngettext("%(count)d entry was saved.", "%(count)d entries were saved.", accepted)
        % {"count": accepted},
    )


def _shown(item: ImportedItem) -> ShownItem:
    return ShownItem(item, EntryContent.from_json(item.content), _is_certain(item))


def _is_certain(item: ImportedItem) -> bool:
    return item.confidence >= _CERTAIN and not item.doubts and item.based_on is None


def _user(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
