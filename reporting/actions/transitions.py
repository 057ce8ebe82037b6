"""How a chapter goes from one status to the next: the one place that every verb goes through."""

from collections.abc import Mapping

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import count_change, locked, require_version
from reporting.actions.log import record
from reporting.models import Submission
from reporting.workflow import Act, transition


def step(
    submission: Submission,
    act: Act,
    *,
    extra_fields: Mapping[str, object] | None = None,
    note: str = "",
    expected_version: int | None = None,
    by: User,
) -> Submission:
    """The chapter in the status that `act` leads to, saved together with the columns in `extra_fields`.

    The log tells of it, with `note`. `expected_version` is the content version that the person read;
    None acts on whatever is there. Runs inside the caller's transaction. Raises `NotPermitted`,
    `ContentChanged` and `NotInThisState`.
    """
    chapter = allowed(submission, act, expected_version=expected_version, by=by)
    leads = transition(chapter.status, act)
    assert leads is not None  # or the policies would have refused
    columns = {"status": leads.after, **(extra_fields or {})}
    for column, value in columns.items():
        setattr(chapter, column, value)
    chapter.save(update_fields=list(columns))
    if leads.after != leads.before:
        count_change(chapter)
    record(act, submission=chapter, note=note, by=by)
    return chapter


def allowed(
    submission: Submission, act: Act, *, expected_version: int | None = None, by: User
) -> Submission:
    """The chapter as it stands, locked until the transaction ends, when the act is allowed now.

    Raises `NotPermitted`, `ContentChanged` and `NotInThisState`, as `step` does.
    """
    chapter = locked(submission)
    permissions.require(by, act, chapter)
    require_version(chapter, expected_version)
    policies.require(chapter, act)
    return chapter
