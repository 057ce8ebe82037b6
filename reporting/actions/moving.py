"""The order of the entries in a column."""

from django.db import transaction

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.locking import count_change, locked, not_deleted
from reporting.actions.log import record
from reporting.enums import LogAct
from reporting.models import Entry
from reporting.workflow import Act


@transaction.atomic
def move_entry(entry: Entry, *, to: int, by: User) -> int:
    """Put the entry at place `to` of its column (1 is the first) and return where it stands.

    A number beyond the ends means the end. Deleted entries keep their place among the others.
    Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`.
    """
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    moved = not_deleted(entry)
    moved.submission = chapter
    column = list(
        Entry.with_deleted.filter(submission=chapter, kind=moved.kind).order_by("position", "pk")
    )
    column.remove(moved)
    shown = [other for other in column if other.deleted_at is None]
    place = min(max(to, 1), len(shown) + 1)
    column.insert(_before(column, shown, place), moved)
    if _number(column):
        count_change(chapter)
        record(LogAct.MOVE, entry=moved, by=by)
    return place


def position_of(entry: Entry) -> int:
    """Where the entry stands among those of its column; 1 is the first."""
    column = Entry.objects.filter(submission=entry.submission_id, kind=entry.kind)
    before = column.filter(position__lt=entry.position)
    beside = column.filter(position=entry.position, pk__lt=entry.pk)
    return (before | beside).count() + 1


def _before(column: list[Entry], shown: list[Entry], place: int) -> int:
    """The index that puts an entry at `place` of those shown: right after the one before it."""
    if place > len(shown):
        return len(column)
    if place == 1:
        return column.index(shown[0])
    return column.index(shown[place - 2]) + 1


def _number(column: list[Entry]) -> bool:
    """Whether anything was moved."""
    changed = []
    for place, entry in enumerate(column, start=1):
        if entry.position != place:
            entry.position = place
            changed.append(entry)
    return bool(Entry.with_deleted.bulk_update(changed, ["position"]))
