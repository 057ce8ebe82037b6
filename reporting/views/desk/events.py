"""/desk/events/ : confirming that events of several entries are one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reporting.actions.occasions import OccasionRefused, join_events, separate_events
from reporting.models import Occasion
from reporting.permissions import require_to_keep_register
from reporting.queries.occasions import joined_occasions, proposed_occasions
from reporting.views.desk.base import desk_page

_MAX_EVENTS = 20  # joined at once


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page
def events(request: HttpRequest) -> HttpResponse:
    """The events that may be one, and those that a person confirmed."""
    require_to_keep_register(request.user)
    if request.method == "POST":
        _change(request)
        return redirect("desk-events")
    context = {
        "section": "desk",
        "proposed": proposed_occasions(),
        "joined": joined_occasions(),
    }
    return render(request, "desk/events.html", context)


def _change(request: HttpRequest) -> None:
    if separated := request.POST.get("separate", ""):
        key = int(separated) if separated.isascii() and separated.isdigit() else 0
        separate_events(get_object_or_404(Occasion, pk=key), by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("The events are separate again."))
        return
    keys = [_key(value) for value in request.POST.getlist("event")[:_MAX_EVENTS]]
    try:
        join_events(keys, by=request.user)  # type: ignore[arg-type]
    except OccasionRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Calendars now show this event once."))


def _key(value: str) -> tuple[str, str]:
    reference, _space, uid = value.partition(" ")
    return reference, uid
