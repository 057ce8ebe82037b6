"""What became of a planned entry."""

from dataclasses import replace

from implementers.models import User
from reporting.actions.entries import SavedEntry, save_entry
from reporting.enums import Outcome
from reporting.models import Entry
from reporting.queries.entries import content_of

# Why is asked of a plan that is dropped, and may be told of one that is postponed.
WITH_REASON = {Outcome.POSTPONED, Outcome.DROPPED}


def set_outcome(
    entry: Entry, outcome: str, reason: str = "", *, based_on: int | None, by: User
) -> SavedEntry:
    """Say what became of a plan; an empty `outcome` takes the word back.

    Raises what `save_entry` raises: `EntryInvalid` without a reason for dropping it.
    """
    content = replace(
        content_of(entry),
        outcome=outcome,
        outcome_reason=reason.strip() if outcome in WITH_REASON else "",
    )
    return save_entry(entry.submission, content, entry=entry, based_on=based_on, by=by)
