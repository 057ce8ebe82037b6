"""Remarks about a chapter, their answers, and suggested texts."""

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import User
from implementers.permissions import is_secretariat
from program.rich_text import to_plain
from reporting import permissions, policies
from reporting.actions.editing import EditingSession
from reporting.actions.entries import SavedEntry, with_findings, write_entry
from reporting.actions.exceptions import EditConflict, Problem, RemarkRefused
from reporting.actions.locking import current_entry, locked
from reporting.actions.log import record
from reporting.actions.reviews import begin_review
from reporting.entry_content import EntryContent
from reporting.enums import LogAct
from reporting.models import Entry, EntryVersion, Remark, Submission
from reporting.queries.entries import content_of
from reporting.validators import remark_problems, rich_text_problems
from reporting.workflow import Act


@transaction.atomic
def write_remark(
    submission: Submission,
    text: str,
    *,
    entry: Entry | None = None,
    suggestion: str = "",
    by: User,
) -> Remark:
    """Write a remark about the chapter or one of its entries.

    `suggestion` is a text for the entry. The secretariat's first remark on a submitted chapter
    begins its review. Raises `NotPermitted`, `EntryDeleted`, and `RemarkRefused` with every
    problem.
    """
    chapter = locked(submission)
    permissions.require_to_remark(by, chapter)
    current = None if entry is None else current_entry(chapter, entry)
    text, suggestion = text.strip(), suggestion.strip("\n")
    if problems := list(_problems(text, suggestion, current, by)):
        raise RemarkRefused(problems)
    if is_secretariat(by) and policies.allows(chapter, Act.BEGIN_REVIEW):
        begin_review(chapter, by=by)
    remark = Remark.objects.create(
        submission=chapter,
        entry=current,
        text=text,
        suggestion=suggestion,
        suggested_on=current.revision if current and suggestion else None,
        written_by=by,
    )
    record(LogAct.REMARK, submission=chapter, entry=current, note=to_plain(text), by=by)
    return remark


@transaction.atomic
def answer(remark: Remark, text: str, *, by: User) -> Remark:
    """Answer in the remark's thread. Raises `NotPermitted`, `RemarkRefused` with every problem."""
    chapter, thread = _thread(remark, by)
    text = text.strip()
    if problems := list(_problems(text, "", None, by)):
        raise RemarkRefused(problems)
    reply = Remark.objects.create(
        submission=chapter, entry=thread.entry, answers_to=thread, text=text, written_by=by
    )
    record(LogAct.REMARK, submission=chapter, entry=thread.entry, note=to_plain(text), by=by)
    return reply


@transaction.atomic
def resolve(remark: Remark, *, by: User) -> Remark:
    """Mark the remark's thread as resolved, if it is not yet. Raises `NotPermitted`."""
    chapter, thread = _thread(remark, by)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = timezone.now(), by
        thread.save(update_fields=["resolved_at", "resolved_by"])
        record(
            LogAct.RESOLVE,
            submission=chapter,
            entry=thread.entry,
            note=to_plain(thread.text),
            by=by,
        )
    return thread


@transaction.atomic
def unresolve(remark: Remark, *, by: User) -> Remark:
    """Reopen the remark's thread. Raises `NotPermitted`."""
    chapter, thread = _thread(remark, by)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        note = _("Opened again: %(text)s") % {"text": to_plain(thread.text)}
        record(LogAct.REMARK, submission=chapter, entry=thread.entry, note=note, by=by)
    return thread


def take_suggestion(remark: Remark, *, by: User) -> SavedEntry:
    """Replace the entry's text, and nothing else, by the suggested text; resolve the thread.

    Raises `RemarkRefused` when nothing is suggested, `EditConflict` when the entry's text has
    changed since, and what `save_entry` raises.
    """
    # Durable, as in `save_entry`: the checks run after it.
    with transaction.atomic(durable=True):
        entry, version = _write_suggestion(remark, by)
    return with_findings(entry, version)


def _write_suggestion(remark: Remark, by: User) -> tuple[Entry, EntryVersion]:
    chapter, thread = _thread(remark, by)
    if thread.entry is None or not thread.suggestion:
        raise RemarkRefused([Problem("suggestion", _("Nothing is suggested here."))])
    entry = current_entry(chapter, thread.entry)
    present = content_of(Entry.objects.with_relations().get(pk=entry.pk))
    content = replace(present, text=thread.suggestion)
    saved, version = write_entry(
        chapter,
        content,
        EditingSession("", False, by),
        entry=entry,
        based_on=_based_on(entry, thread),
    )
    record(LogAct.TAKE_SUGGESTION, submission=chapter, entry=entry, by=by)
    resolve(thread, by=by)
    return saved, version


def _based_on(entry: Entry, thread: Remark) -> int:
    """Return the entry's revision, if its text is still the one that the suggestion replaces."""
    suggested_on = thread.suggested_on or 0
    if suggested_on == entry.revision:
        return suggested_on
    base = entry.versions.filter(revision=suggested_on).first()
    if base is not None and EntryContent.from_json(base.content).text == entry.text:
        return entry.revision
    latest = entry.versions.select_related("saved_by").order_by("-number").first()
    if latest is not None:
        raise EditConflict(latest, base)
    return suggested_on


def _thread(remark: Remark, by: User) -> tuple[Submission, Remark]:
    """Return the chapter, locked, and the remark that began the thread, as it is now."""
    chapter = locked(remark.submission)
    permissions.require_to_remark(by, chapter)
    thread = Remark.objects.select_related("entry").get(pk=remark.answers_to_id or remark.pk)
    return chapter, thread


def _problems(text: str, suggestion: str, entry: Entry | None, by: User) -> Iterator[Problem]:
    if not text and not suggestion:
        yield Problem("text", _("Write the remark."))
    elif not text:
        yield Problem("text", _("Say in a sentence why you suggest this."))
    for message in remark_problems(text):
        yield Problem("text", message)
    if not suggestion:
        return
    if not is_secretariat(by):
        yield Problem("suggestion", _("The secretariat suggests texts; you can write this one."))
    if entry is not None and suggestion == entry.text:
        yield Problem("suggestion", _("This is the same as the current text."))
    for message in rich_text_problems(suggestion):
        yield Problem("suggestion", message)
