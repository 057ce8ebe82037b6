"""The transitions of a chapter from one status to the next, which every action goes through."""

from collections.abc import Mapping

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import count_change, locked, require_version
from reporting.actions.log import record
from reporting.models import Submission
from reporting.workflow import Act, transition


def perform_transition(
    submission: Submission,
    act: Act,
    *,
    extra_fields: Mapping[str, object] | None = None,
    note: str = "",
    expected_version: int | None = None,
    by: User,
) -> Submission:
    """Carry out `act`, and save the new status together with the columns in `extra_fields`.

    The log records it, with `note`. `expected_version` is the content version that the person read;
    None accepts any. Runs inside the caller's transaction. Raises `NotPermitted`, `ContentChanged`
    and `NotInThisState`.
    """
    chapter = allowed(submission, act, expected_version=expected_version, by=by)
    taken = transition(chapter.status, act)
    assert taken is not None  # otherwise the policies refuse it
    columns = {"status": taken.after, **(extra_fields or {})}
    for column, value in columns.items():
        setattr(chapter, column, value)
    chapter.save(update_fields=list(columns))
    if taken.after != taken.before:
        count_change(chapter)
    record(act, submission=chapter, note=note, by=by)
    return chapter


def allowed(
    submission: Submission, act: Act, *, expected_version: int | None = None, by: User
) -> Submission:
    """Return the chapter as it is now, locked until the transaction ends, if `act` is allowed.

    Raises `NotPermitted`, `ContentChanged` and `NotInThisState`.
    """
    chapter = locked(submission)
    permissions.require(by, act, chapter)
    require_version(chapter, expected_version)
    policies.require(chapter, act)
    return chapter
