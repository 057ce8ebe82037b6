"""/desk/entries/<reference>/presence/ : who else is here."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementers.models import Membership
from reporting.actions.presence import note_presence
from reporting.models import EditingPresence, Entry
from reporting.queries.presence import others_at
from reporting.views.desk.answers import desk_answer
from reporting.views.desk.entry_editor import load_entry


@desk_answer
def entry_presence(request: HttpRequest, reference: str) -> HttpResponse:
    """Notes that the person is here; answers with a sentence about the others, or without."""
    entry = load_entry(request.user, reference)
    note_presence(entry, by=request.user)  # type: ignore[arg-type]
    others = list(others_at(entry, request.user))  # type: ignore[arg-type]
    return JsonResponse({"message": _sentence(entry, others)})


def _sentence(entry: Entry, others: Sequence[EditingPresence]) -> str:
    if not others:
        return ""
    members = set(
        Membership.objects.filter(
            implementer=entry.submission.implementer, user__in=[other.user_id for other in others]
        ).values_list("user", flat=True)
    )
    house = entry.submission.implementer.acronym
    names = [
        f"{other.user} ({house})" if other.user_id in members else str(other.user)
        for other in others
    ]
    since = time_format(timezone.localtime(others[0].began_at), "H:i")
    return ngettext(
        "%(who)s is here too, writing since %(since)s.",
        "%(who)s are here too, the first since %(since)s.",
        len(names),
    ) % {"who": _(" and ").join(names), "since": since}
