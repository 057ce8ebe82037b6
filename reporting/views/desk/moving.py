"""/desk/entries/<reference>/move/ : the order within a column."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from reporting.actions.moving import move_entry, position_of
from reporting.actions.refusals import EntryDeleted
from reporting.models import Entry
from reporting.views.desk.entry_editor import load_entry
from reporting.views.desk.loading import desk_page
from reporting.views.desk.steps import chapter_address


@require_POST
@desk_page
def entry_move(request: HttpRequest, reference: str) -> HttpResponse:
    """`direction=up` or `down`, or `to=` a place of its column; then back to the entry."""
    entry = load_entry(request.user, reference)
    place = _wanted(request, entry)
    if place is None:
        messages.error(request, _("Say where to move it: up, down, or the number of a place."))
    else:
        try:
            place = move_entry(entry, to=place, by=request.user)  # type: ignore[arg-type]
        except EntryDeleted as refusal:
            messages.error(request, str(refusal), extra_tags=reference)
        else:
            messages.success(request, _now_at(reference, place))
    return redirect(chapter_address(entry.submission, place=f"e-{reference}"))


def _now_at(reference: str, place: int) -> str:
    words = _("%(reference)s is number %(place)d of its list now.")
    return words % {"reference": reference, "place": place}


def _wanted(request: HttpRequest, entry: Entry) -> int | None:
    direction, to = request.POST.get("direction", ""), request.POST.get("to", "")
    if direction in ("up", "down"):
        return position_of(entry) + (1 if direction == "down" else -1)
    return int(to) if to.isascii() and to.isdigit() and len(to) < 6 else None
