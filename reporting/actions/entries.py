"""Saving, deleting, moving and restoring entries, and stating the outcomes of plans."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.editing import EditingSession, latest_version
from reporting.actions.entry_validation import entry_problems, linkable_entries
from reporting.actions.entry_writing import allocate_reference, next_position, persist_entry
from reporting.actions.exceptions import EntryInvalid
from reporting.actions.findings import EntryReview, review_entry
from reporting.actions.locking import count_change, current_entry, locked
from reporting.actions.log import record
from reporting.actions.marks import with_sources
from reporting.actions.titles import with_title_source
from reporting.entry_content import EntryContent
from reporting.enums import NOT_PURSUED, CountryRole, LogAct, Origin
from reporting.models import Entry, EntryVersion, Submission
from reporting.queries.entries import content_of
from reporting.workflow import Act


@dataclass(frozen=True)
class SavedEntry:
    """A saved entry, its current version, and what the checks find in it."""

    entry: Entry
    version: EntryVersion
    review: EntryReview


def save_entry(
    submission: Submission,
    content: EntryContent,
    *,
    entry: Entry | None = None,
    based_on: int | None = None,
    session: str = "",
    ends_session: bool = False,
    is_key: bool = False,
    by: User,
) -> SavedEntry:
    """Save `content` as a new entry of the chapter, or as the new content of `entry`.

    `based_on` is the revision that was edited, None for a new entry. `session` identifies the page
    on which the entry was written (a UUID): all saves of one person from that page go into one
    version, and a new entry that is sent twice is created once. `ends_session` says that later
    saves from that page are another text; `is_key` says that `session` is the idempotency key of
    one request. Unchanged content is not saved again. A country of an event that the entry does not
    name is added to it as a place.

    Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`, `EditConflict` when someone else saved
    after `based_on`, `IdempotencyConflict`, and `EntryInvalid` with every problem. When it raises,
    nothing is saved.
    """
    page = EditingSession(session, ends_session, by, is_key)
    # Durable: inside another transaction the checks would run before that one ends.
    with transaction.atomic(durable=True):
        saved, version = write_entry(
            locked(submission), content, page, entry=entry, based_on=based_on
        )
    return with_findings(saved, version)


def with_findings(entry: Entry, version: EntryVersion) -> SavedEntry:
    """Return the saved entry with what the checks find in it.

    Called after the transaction of the save, so that no other save waits for the checks.
    """
    content = EntryContent.from_json(version.content)
    return SavedEntry(
        entry, version, review_entry(entry.submission, content, reference=entry.reference)
    )


def write_entry(
    chapter: Submission,
    content: EntryContent,
    page: EditingSession,
    *,
    entry: Entry | None,
    based_on: int | None,
) -> tuple[Entry, EntryVersion]:
    """Save the entry without running the checks.

    Runs in the caller's transaction, which holds the lock of `chapter`. See `save_entry`.
    """
    permissions.require(page.by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    content = with_title_source(completed(content), chapter, by=page.by)
    current = (
        page.resumed_entry(chapter, content) if entry is None else current_entry(chapter, entry)
    )
    latest = None if current is None else latest_version(current)
    if content.themes or content.background_source or content.events:
        before = EntryContent.from_json(latest.content) if latest else None
        content = with_sources(content, before, chapter=chapter, by=page.by)
    if current is None or latest is None or EntryContent.from_json(latest.content) != content:
        if current is not None and latest is not None:
            page.require_fresh(current, latest, based_on)
        current, latest = _write(
            chapter, content, current, page.version_to_amend(latest, content), page
        )
    elif page.ends:
        page.end(latest)
    page.forget_draft()
    return current, latest


def _write(
    chapter: Submission,
    content: EntryContent,
    current: Entry | None,
    into: EntryVersion | None,
    page: EditingSession,
) -> tuple[Entry, EntryVersion]:
    if problems := list(entry_problems(chapter, content, entry=current)):
        raise EntryInvalid(problems)
    target = current or Entry(submission=chapter, reference=allocate_reference(chapter))
    if current is None or current.kind != content.kind:
        target.position = next_position(chapter, content.kind)
    version = persist_entry(
        target,
        content,
        origin=Origin.PORTAL,
        into=into,
        session=page.session,
        ends_session=page.ends,
        by=page.by,
    )
    if into is None:
        record(LogAct.ADD if current is None else LogAct.EDIT, entry=target, by=page.by)
    return target, version


def completed(content: EntryContent) -> EntryContent:
    """Return `content` without duplicates, with the countries of its events among its countries."""
    countries = list(dict.fromkeys(content.countries))
    named = {code for code, _role in countries}
    missing = dict.fromkeys(event.country for event in content.events if event.country)
    countries += [(code, CountryRole.PLACE) for code in missing if code not in named]
    return replace(
        content,
        activities=tuple(dict.fromkeys(content.activities)),
        countries=tuple(countries),
        events=tuple(dict.fromkeys(content.events)),
        continues=tuple(dict.fromkeys(content.continues)),
    )


@transaction.atomic
def delete_entry(entry: Entry, *, based_on: int | None = None, by: User) -> Entry:
    """Delete the entry: it keeps its history, reference, position and links, which are hidden.

    `based_on` is the revision that was read; None accepts any. Raises `NotPermitted`,
    `NotInThisState`, `EntryDeleted` when it is deleted already, and `EditConflict` when someone
    saved it after `based_on`.
    """
    chapter = _lock_to_edit(entry, by)
    current = current_entry(chapter, entry)
    if based_on is not None and (latest := latest_version(current)) is not None:
        EditingSession("", False, by).require_fresh(current, latest, based_on)
    current.deleted_at, current.deleted_by = timezone.now(), by
    current.save(update_fields=["deleted_at", "deleted_by"])
    count_change(chapter)
    record(LogAct.DELETE, entry=current, by=by)
    return current


@transaction.atomic
def undelete_entry(entry: Entry, *, by: User) -> Entry:
    """Restore a deleted entry at its position, with its links in both directions.

    An entry that is not deleted stays as it is. Raises `NotPermitted`, `NotInThisState`.
    """
    chapter = _lock_to_edit(entry, by)
    current = Entry.with_deleted.get(pk=entry.pk)
    current.submission = chapter
    if current.deleted_at is not None:
        current.deleted_at = current.deleted_by = None
        current.save(update_fields=["deleted_at", "deleted_by"])
        count_change(chapter)
        record(LogAct.UNDELETE, entry=current, by=by)
    return current


def _lock_to_edit(entry: Entry, by: User) -> Submission:
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    return chapter


@transaction.atomic
def move_entry(entry: Entry, *, to: int, by: User) -> int:
    """Move the entry to position `to` of its column (1 is the first) and return its new position.

    A number beyond either end means that end. Deleted entries keep their place among the others.
    Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`.
    """
    chapter = locked(entry.submission)
    permissions.require(by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    moved = current_entry(chapter, entry)
    column = _column(moved)
    column.remove(moved)
    visible = [sibling for sibling in column if sibling.deleted_at is None]
    position = min(max(to, 1), len(visible) + 1)
    column.insert(_index_of(column, visible, position), moved)
    if _renumber(column):
        count_change(chapter)
        record(LogAct.MOVE, entry=moved, by=by)
    return position


def duplicate_entry(entry: Entry, *, by: User) -> SavedEntry:
    """Save a copy of the entry as a new one below it, without an outcome.

    Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`, and `EntryInvalid` for an entry that
    could not be saved as it is now.
    """
    with transaction.atomic(durable=True):
        chapter = _lock_to_edit(entry, by)
        original = current_entry(chapter, entry)
        latest = latest_version(original)
        content = EntryContent.from_json(latest.content) if latest else content_of(entry)
        content = replace(content, outcome="", outcome_reason="", outcome_quotation="")
        page = EditingSession("", False, by)
        copy, version = write_entry(chapter, content, page, entry=None, based_on=None)
        column = _column(copy)
        column.remove(copy)
        column.insert(column.index(original) + 1, copy)
        _renumber(column)
    return with_findings(copy, version)


def _column(entry: Entry) -> list[Entry]:
    """Return the entries of the entry's column in their order, deleted ones included."""
    siblings = Entry.with_deleted.filter(submission=entry.submission, kind=entry.kind)
    return list(siblings.order_by("position", "pk"))


def position_of(entry: Entry) -> int:
    """Return the position of the entry among those of its column; 1 is the first."""
    column = Entry.objects.filter(submission=entry.submission_id, kind=entry.kind)
    before = column.filter(position__lt=entry.position)
    tied = column.filter(position=entry.position, pk__lt=entry.pk)
    return (before | tied).count() + 1


def _index_of(column: list[Entry], visible: list[Entry], position: int) -> int:
    """Return the index in `column` right after the visible entry before `position`."""
    if position > len(visible):
        return len(column)
    if position == 1:
        return column.index(visible[0])
    return column.index(visible[position - 2]) + 1


def _renumber(column: list[Entry]) -> bool:
    """Return whether any entry moved."""
    changed = []
    for position, entry in enumerate(column, start=1):
        if entry.position != position:
            entry.position = position
            changed.append(entry)
    return bool(Entry.with_deleted.bulk_update(changed, ["position"]))


# A dropped plan needs a reason; a postponed one may have one.


def set_outcome(
    entry: Entry, outcome: str, reason: str = "", *, based_on: int | None, by: User
) -> SavedEntry:
    """State the outcome of a plan; an empty `outcome` removes it.

    Raises what `save_entry` raises, for instance `EntryInvalid` for a dropped plan without a
    reason.
    """
    content = replace(
        content_of(entry),
        outcome=outcome,
        outcome_reason=reason.strip() if outcome in NOT_PURSUED else "",
        outcome_quotation="",
    )
    return save_entry(entry.submission, content, entry=entry, based_on=based_on, by=by)


def restore_version(version: EntryVersion, *, based_on: int, by: User) -> SavedEntry:
    """Save the content of `version` as the newest version of its entry.

    Links to entries that have been deleted since or can no longer be continued are left out. Raises
    what `save_entry` raises.
    """
    entry = version.entry
    content = EntryContent.from_json(version.content)
    if content.continues:
        targets = linkable_entries(entry.submission, content.kind)
        linkable = set(targets.values_list("reference", flat=True))
        continues = tuple(reference for reference in content.continues if reference in linkable)
        content = replace(content, continues=continues)
    return save_entry(entry.submission, content, entry=entry, based_on=based_on, by=by)
