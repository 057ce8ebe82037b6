"""Taking an entry out of its chapter, and bringing it back."""

from django.db import transaction
from django.utils import timezone

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import locked, standing
from reporting.models import Entry
from reporting.workflow import Act


@transaction.atomic
def delete_entry(entry: Entry, *, by: User) -> Entry:
    """Delete the entry: it keeps its history, its reference, its place and its links, unseen.

    Raises `NotPermitted`, `NotInThisState`, and `EntryDeleted` when it was deleted before.
    """
    _require_edit(entry, by)
    current = standing(entry)
    current.deleted_at, current.deleted_by = timezone.now(), by
    current.save(update_fields=["deleted_at", "deleted_by"])
    return current


@transaction.atomic
def undelete_entry(entry: Entry, *, by: User) -> Entry:
    """Bring a deleted entry back to its place, with the links of it and to it.

    One that stands stays as it is. Raises `NotPermitted`, `NotInThisState`.
    """
    _require_edit(entry, by)
    current = Entry.with_deleted.get(pk=entry.pk)
    current.deleted_at = current.deleted_by = None
    current.save(update_fields=["deleted_at", "deleted_by"])
    return current


def _require_edit(entry: Entry, by: User) -> None:
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
