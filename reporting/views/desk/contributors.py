"""/desk/contributors/ : linking the sources of money that texts name to contributors."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from program.models import Contributor
from reporting.actions.contributors import (
    LinkRefused,
    link_contributor,
    proposed_links,
    unlink_contributor,
)
from reporting.models import Entry, EntryContributor
from reporting.permissions import require_to_keep_register
from reporting.views.desk.base import desk_page

_LINKS = 200  # on the page


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def contributors(request: HttpRequest) -> HttpResponse:
    """The links of texts to contributors: those proposed, and those confirmed."""
    require_to_keep_register(request.user)
    if request.method == "POST":
        return _changed(request)
    links = EntryContributor.objects.filter(entry__published_copy_of=None)
    return render(
        request,
        "desk/contributors.html",
        {
            "section": "desk",
            "proposed": proposed_links(),
            "contributors": Contributor.objects.select_related("country").prefetch_related(
                "aliases"
            ),
            "links": links.select_related("entry", "contributor").order_by(
                "entry__reference", "pk"
            )[:_LINKS],
        },
    )


def _changed(request: HttpRequest) -> HttpResponse:
    if link_key := request.POST.get("unlink", ""):
        link = get_object_or_404(
            EntryContributor.objects.select_related("entry__submission", "contributor"),
            pk=int(link_key) if link_key.isascii() and link_key.isdigit() else 0,
        )
        unlink_contributor(link, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The link was removed."))
        return redirect("desk-contributors")
    entry = get_object_or_404(
        Entry.objects.working().of_current_program().select_related("submission"),
        reference=request.POST.get("entry", ""),
    )
    contributor = get_object_or_404(Contributor, slug=request.POST.get("contributor", ""))
    words = request.POST.get("words", "")
    try:
        link_contributor(entry, contributor, words=words, by=request.user)  # type: ignore[arg-type]
    except LinkRefused as refusal:
        messages.error(request, str(refusal))
    else:
        message = _("%(entry)s is linked to %(contributor)s.")
        values = {"entry": entry.reference, "contributor": contributor.name}
        messages.success(request, message % values)
    return redirect("desk-contributors")
