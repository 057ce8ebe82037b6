"""Who else has a form open: asked by its script every few seconds."""

from collections.abc import Sequence
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementers.models import Membership
from reporting.actions.editing import end_presence, note_presence
from reporting.models import EditingPresence, Submission
from reporting.views.desk.base import json_message, json_view
from reporting.views.desk.kept_forms import kept_form_at, session_of_form


@json_view
def presence(request: HttpRequest) -> HttpResponse:
    """Note that the user has the form `keep` names open; the response says who else has.

    With `opens`, the form was opened; with `leave`, closed. Each display of a form (`session`)
    counts by itself.
    """
    form = kept_form_at(request.user, request.POST.get("keep", ""))
    session = session_of_form(request)
    if not session:
        message = _("The portal could not read which page this comes from. Load the page again.")
        return json_message(HTTPStatus.UNPROCESSABLE_ENTITY, message)
    if "leave" in request.POST:
        end_presence(form.address, session=session, by=request.user)  # type: ignore[arg-type]
        return JsonResponse({"message": ""})
    others = note_presence(
        form.address,
        session=session,
        opens="opens" in request.POST,
        by=request.user,  # type: ignore[arg-type]
    )
    own = [other for other in others if other.user_id == request.user.pk]
    people = [other for other in others if other.user_id != request.user.pk]
    sentences = [_own_sentence(own), _people_sentence(people, form.chapter)]
    return JsonResponse({"message": " ".join(filter(None, sentences))})


def _own_sentence(own: Sequence[EditingPresence]) -> str:
    if not own:
        return ""
    return ngettext(
        "You have this form open in another tab too, since %(since)s.",
        "You have this form open in %(count)d other tabs too, the first since %(since)s.",
        len(own),
    ) % {"count": len(own), "since": _since(own)}


def _people_sentence(others: Sequence[EditingPresence], chapter: Submission | None) -> str:
    """Who else is here; each person once, however many tabs they have."""
    people = {other.user_id: other.user for other in others}
    if not people:
        return ""
    acronym, members = "", set()
    if chapter is not None:
        acronym = chapter.implementer.acronym
        memberships = Membership.objects.filter(implementer=chapter.implementer, user__in=people)
        members = set(memberships.values_list("user", flat=True))
    names = [f"{user} ({acronym})" if pk in members else str(user) for pk, user in people.items()]
    return ngettext(
        "%(who)s is here too, writing since %(since)s.",
        "%(who)s are here too, the first since %(since)s.",
        len(names),
    ) % {"who": _(" and ").join(names), "since": _since(others)}


def _since(others: Sequence[EditingPresence]) -> str:
    first = min(other.began_at for other in others)
    return time_format(timezone.localtime(first), "H:i")
