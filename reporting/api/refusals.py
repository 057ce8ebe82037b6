"""The errors of actions as problems."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from reporting.actions.exceptions import (
    EditConflict,
    EntryDeleted,
    EntryInvalid,
    IdempotencyConflict,
)
from reporting.api.preconditions import etag_of
from reporting.api.problems import problem
from reporting.api.serializers.contents import NAMES, shown_content
from reporting.entry_content import EntryContent
from reporting.models import EntryVersion
from reporting.policies import NotInThisState


def problem_of(error: Exception) -> HttpResponse | None:
    """The error of an action on an entry as a problem; None for any other error."""
    if isinstance(error, EntryInvalid):
        return _invalid(error)
    if isinstance(error, EditConflict):
        return _stale(error)
    if isinstance(error, NotInThisState | EntryDeleted | IdempotencyConflict):
        return problem(HTTPStatus.CONFLICT, str(error))
    return None


def _invalid(error: EntryInvalid) -> HttpResponse:
    errors = [
        {"field": _field(problem.place), "detail": problem.message} for problem in error.problems
    ]
    return problem(HTTPStatus.BAD_REQUEST, str(error).replace("\n", " "), errors)


def _field(place: str) -> str:
    part, slash, rest = place.partition("/")
    return NAMES.get(part, part) + slash + rest


def _stale(error: EditConflict) -> HttpResponse:
    """The problem for a conflict, with the current version and the edited one if it is kept."""
    advice = _("Take over what is new in `current`, and send it with the ETag named there.")
    return problem(
        HTTPStatus.PRECONDITION_FAILED,
        f"{error} {advice}",
        current=_version(error.latest),
        based_on=_version(error.base) if error.base else None,
    )


def _version(version: EntryVersion) -> dict[str, Any]:
    return {
        "etag": etag_of(version.revision),
        "saved_at": version.saved_at.isoformat(),
        "saved_by": str(version.saved_by or ""),
        "content": shown_content(EntryContent.from_json(version.content)),
    }
