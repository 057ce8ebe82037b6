"""Writing entries."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.entry_validation import entry_problems
from reporting.actions.entry_writing import persist_entry
from reporting.actions.findings import EntryReview, review_entry
from reporting.actions.locking import locked, not_deleted
from reporting.actions.log import record
from reporting.actions.numbers import allocate_reference, next_position
from reporting.actions.refusals import EntryInvalid, Problem
from reporting.actions.sessions import EditingSession, latest_version
from reporting.entry_content import EntryContent
from reporting.enums import CountryRole, LogAct, Origin
from reporting.models import Entry, EntryVersion, Submission
from reporting.workflow import Act


@dataclass(frozen=True)
class SavedEntry:
    """A saved entry, the version that was kept, and what the checks say of it."""

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
    """Save `content` as a new entry of the chapter, or as what `entry` holds from now on.

    `based_on` is the revision that was edited, for a new entry None. `session` names the page it
    was written on (a UUID): what one person saves from there is one version, and a new entry that
    is sent again is the same entry; `ends_session` says that what comes later from that page is
    another text, and `is_key` that `session` is the idempotency key of one request. Content that
    stands already changes nothing. Events' countries that the entry does not name are added to it as
    places. Raises `NotPermitted`, `NotInThisState`, `EntryDeleted`, `EditConflict` when somebody else
    saved after `based_on`, `IdempotencyConflict`, and `EntryInvalid` with every problem; then nothing
    is saved.
    """
    page = EditingSession(session, ends_session, by, is_key)
    # Durable: inside another transaction the checks would run before that one ends.
    with transaction.atomic(durable=True):
        saved, version = write_entry(
            locked(submission), content, page, entry=entry, based_on=based_on
        )
    return with_findings(saved, version)


def with_findings(entry: Entry, version: EntryVersion) -> SavedEntry:
    """The saved entry with what the checks say of it.

    Called after the transaction of the save: nobody waits for the checks of another's text.
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
    """`save_entry` without the checks, in the caller's transaction, which holds `chapter`."""
    content = completed(content)
    permissions.require(page.by, Act.EDIT, chapter)
    policies.require(chapter, Act.EDIT)
    current = page.resumed_entry(chapter, content) if entry is None else _standing(chapter, entry)
    latest = None if current is None else latest_version(current)
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
    """`content` with nothing named twice and with its events' countries among its countries."""
    countries = list(dict.fromkeys(content.countries))
    named = {code for code, _role in countries}
    missing = dict.fromkeys(event.country for event in content.events if event.country)
    countries += [(code, CountryRole.PLACE) for code in missing if code not in named]
    return replace(
        content,
        activities=tuple(dict.fromkeys(content.activities)),
        countries=tuple(countries),
        continues=tuple(dict.fromkeys(content.continues)),
    )


def _standing(chapter: Submission, entry: Entry) -> Entry:
    current = not_deleted(entry)
    if current.submission_id != chapter.pk:
        raise EntryInvalid([Problem("", _("This entry does not stand in this chapter."))])
    current.submission = chapter
    return current
