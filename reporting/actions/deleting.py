"""Taking an entry out of its chapter, and bringing it back."""

from django.db import transaction
from django.utils import timezone

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import count_change, locked, not_deleted
from reporting.actions.log import record
from reporting.actions.sessions import EditingSession, latest_version
from reporting.enums import LogAct
from reporting.models import Entry, Submission
from reporting.workflow import Act


@transaction.atomic
def delete_entry(entry: Entry, *, based_on: int | None = None, by: User) -> Entry:
    """Delete the entry: it keeps its history, its reference, its place and its links, unseen.

    `based_on` is the revision that was read; None leaves that to whoever was asked. Raises
    `NotPermitted`, `NotInThisState`, `EntryDeleted` when it was deleted before, and `EditConflict`
    when somebody saved it since `based_on`.
    """
    chapter = _held_to_edit(entry, by)
    current = not_deleted(entry)
    current.submission = chapter
    if based_on is not None and (latest := latest_version(current)) is not None:
        EditingSession("", False, by).require_fresh(current, latest, based_on)
    current.deleted_at, current.deleted_by = timezone.now(), by
    current.save(update_fields=["deleted_at", "deleted_by"])
    count_change(chapter)
    record(LogAct.DELETE, entry=current, by=by)
    return current


@transaction.atomic
def undelete_entry(entry: Entry, *, by: User) -> Entry:
    """Bring a deleted entry back to its place, with the links of it and to it.

    One that stands stays as it is. Raises `NotPermitted`, `NotInThisState`.
    """
    chapter = _held_to_edit(entry, by)
    current = Entry.with_deleted.get(pk=entry.pk)
    current.submission = chapter
    if current.deleted_at is not None:
        current.deleted_at = current.deleted_by = None
        current.save(update_fields=["deleted_at", "deleted_by"])
        count_change(chapter)
        record(LogAct.UNDELETE, entry=current, by=by)
    return current


def _held_to_edit(entry: Entry, by: User) -> Submission:
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    return chapter
