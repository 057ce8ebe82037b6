"""Bringing an earlier version of an entry back."""

from dataclasses import replace

from implementers.models import User
from reporting.actions.entries import SavedEntry, save_entry
from reporting.actions.linking import linkable_entries
from reporting.entry_content import EntryContent
from reporting.models import EntryVersion


def restore_version(version: EntryVersion, *, based_on: int, by: User) -> SavedEntry:
    """Save what `version` holds as the newest version of its entry.

    Links to entries that were deleted since, or cannot be continued any more, are left out.
    Raises what `save_entry` raises.
    """
    entry = version.entry
    content = EntryContent.from_json(version.content)
    if content.continues:
        targets = linkable_entries(entry.submission, content.kind)
        there = set(targets.values_list("reference", flat=True))
        kept = tuple(reference for reference in content.continues if reference in there)
        content = replace(content, continues=kept)
    return save_entry(entry.submission, content, entry=entry, based_on=based_on, by=by)
