"""/desk/entries/<reference>/history/ : the versions of an entry, and restoring one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from reporting import permissions, policies
from reporting.actions.entries import restore_version
from reporting.actions.exceptions import EditConflict, EntryDeleted, EntryInvalid
from reporting.entry_content import EntryContent
from reporting.models import EntryVersion
from reporting.queries.editing import country_names
from reporting.views.desk.base import desk_page
from reporting.views.desk.differences import Difference, compared
from reporting.views.desk.entry_editor import load_entry
from reporting.workflow import Act

PAGE = 50


@dataclass(frozen=True)
class Step:
    """A version, and its differences from the version before; none for the first."""

    version: EntryVersion
    differences: Sequence[Difference]

    @property
    def content(self) -> EntryContent:
        return EntryContent.from_json(self.version.content)


@require_safe
@desk_page
def history(request: HttpRequest, reference: str) -> HttpResponse:
    """Every version of an entry, the newest first: the person, the time and the differences."""
    entry = load_entry(request.user, reference, to_read=True)
    versions = EntryVersion.objects.filter(entry=entry).select_related("saved_by")
    page = Paginator(versions.order_by("-number"), PAGE).get_page(request.GET.get("page"))
    # One version more than the page shows: the oldest on the page is compared with it.
    page_versions = list(
        versions.order_by("-number")[page.start_index() - 1 : page.end_index() + 1]
    )
    return render(
        request,
        "desk/history.html",
        {
            "section": "desk",
            "chapter": entry.submission,
            "entry": entry,
            "page": page,
            "steps": list(_steps(page_versions, len(page.object_list), country_names())),
            "may_restore": entry.deleted_at is None
            and permissions.may(request.user, Act.EDIT, entry.submission)
            and policies.allows(entry.submission, Act.EDIT),
        },
    )


@require_POST
@desk_page
def version_restore(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    """Restore an earlier version as a new version."""
    entry = load_entry(request.user, reference)
    version = get_object_or_404(EntryVersion, entry=entry, number=number)
    version.entry = entry
    sent = request.POST.get("based_on", "")
    based_on = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else 0
    try:
        restore_version(version, based_on=based_on, by=request.user)  # type: ignore[arg-type]
    except (EntryInvalid, EntryDeleted, EditConflict) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Version %(number)d is back.") % {"number": number})
    return redirect("desk-entry-history", reference)


def _steps(
    versions: Sequence[EntryVersion], count: int, countries: Mapping[str, str]
) -> Iterator[Step]:
    contents = [EntryContent.from_json(version.content) for version in versions]
    for position, version in enumerate(versions[:count]):
        if position + 1 < len(versions):
            yield Step(version, compared(contents[position + 1], contents[position], countries))
        else:
            yield Step(version, ())
