"""The template tag of the forms that keep what is typed in them."""

import uuid
from typing import Any

from django import template
from django.http import HttpRequest

from reporting.models import WritingDraft
from reporting.queries.editing import all_kept_drafts
from reporting.views.desk.kept_forms import address_of_form, session_of_form

register = template.Library()


@register.inclusion_tag("desk/_kept_form.html", takes_context=True)
def kept_form(context: dict[str, Any], address: str, session: str = "") -> dict[str, object]:
    """The hidden fields of a form `data-keep`, and the drafts of it that the user can take back.

    `address` names the form exactly. A form that was sent and is shown again goes on with its
    `session`. All forms of a page take one query.
    """
    request: HttpRequest = context["request"]
    is_sent = request.method == "POST" and address_of_form(request) == address
    own = session_of_form(request) if is_sent else ""
    return {
        "user": request.user,
        "address": address,
        "session": session or own or str(uuid.uuid4()),
        "is_sent": is_sent,
        "drafts": [draft for draft in _drafts(request).get(address, []) if draft.session != own],
    }


def _drafts(request: HttpRequest) -> dict[str, list[WritingDraft]]:
    """The user's drafts by form, read once for each request."""
    by_form: dict[str, list[WritingDraft]] | None = getattr(request, "kept_drafts", None)
    if by_form is None:
        by_form = {}
        for draft in all_kept_drafts(request.user):  # type: ignore[arg-type]
            by_form.setdefault(draft.form, []).append(draft)
        request.kept_drafts = by_form  # type: ignore[attr-defined]
    return by_form
