"""Stating the outcomes of plans, of several at once or with the entry that reports on them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions, policies
from reporting.actions.editing import EditingSession
from reporting.actions.entries import SavedEntry, with_findings, write_entry
from reporting.actions.exceptions import EntryInvalid, Problem
from reporting.actions.locking import locked
from reporting.entry_content import EntryContent
from reporting.enums import NOT_PURSUED, EntryKind, outcome_words
from reporting.models import Entry, Submission
from reporting.queries.entries import content_of
from reporting.workflow import Act


@dataclass(frozen=True)
class OutcomeStatement:
    """The outcome of a plan as chosen, and as it was when the choice was shown."""

    reference: str
    outcome: str
    reason: str = ""
    was: str = ""
    was_reason: str = ""

    @property
    def stated(self) -> tuple[str, str]:
        """The outcome with its reason, which only some outcomes have."""
        return self.outcome, self.reason.strip() if self.outcome in NOT_PURSUED else ""

    @property
    def is_changed(self) -> bool:
        return self.stated != (self.was, self.was_reason)


def state_outcomes(
    submission: Submission, statements: Iterable[OutcomeStatement], *, by: User
) -> list[str]:
    """State the outcomes of plans of the chapter; an empty one removes what was stated.

    Returns the references of the plans that changed. Raises `NotPermitted`, `NotInThisState`, and
    `EntryInvalid` with every problem; its places begin with "plans/<reference>/". When it raises,
    nothing is saved.
    """
    with transaction.atomic(durable=True):
        chapter = locked(submission)
        permissions.require(by, Act.EDIT, chapter)
        policies.require(chapter, Act.EDIT)
        return write_outcomes(chapter, statements, EditingSession("", False, by))


def write_outcomes(
    chapter: Submission, statements: Iterable[OutcomeStatement], page: EditingSession
) -> list[str]:
    """State the outcomes in the caller's transaction, which holds the lock. See `state_outcomes`."""
    changed = {one.reference: one for one in statements if one.is_changed}
    plans = {
        plan.reference: plan
        for plan in Entry.objects.working()
        .with_relations()
        .filter(submission=chapter, kind=EntryKind.PLANNED, reference__in=changed)
    }
    written, problems = [], []
    for reference, statement in changed.items():
        plan = plans.get(reference)
        if plan is None:
            problems.append(_problem(reference, "outcome", _("This plan was deleted or moved.")))
        elif (plan.outcome, plan.outcome_reason) == statement.stated:
            continue
        elif _is_of_someone_else(plan, statement, page.by):
            problems.append(_problem(reference, "outcome", _conflict(plan)))
        else:
            try:
                _write(chapter, plan, statement, page)
            except EntryInvalid as refusal:
                problems += [
                    _problem(reference, problem.place, problem.message)
                    for problem in refusal.problems
                ]
            else:
                written.append(reference)
    if problems:
        raise EntryInvalid(problems)
    return written


def _write(
    chapter: Submission, plan: Entry, statement: OutcomeStatement, page: EditingSession
) -> None:
    outcome, reason = statement.stated
    content = replace(
        content_of(plan), outcome=outcome, outcome_reason=reason, outcome_quotation=""
    )
    write_entry(chapter, content, page, entry=plan, based_on=plan.revision)


def _is_of_someone_else(plan: Entry, statement: OutcomeStatement, by: User) -> bool:
    """Whether another person stated an outcome after the choice was shown."""
    as_shown = (plan.outcome, plan.outcome_reason) == (statement.was, statement.was_reason)
    return not as_shown and plan.outcome_stated_by_id != by.pk


def _conflict(plan: Entry) -> str:
    stated = outcome_words(plan.outcome) if plan.outcome else _("not stated yet")
    return _(
        "Someone changed the outcome in the meantime; it is “%(outcome)s” now. Reload the page, "
        "then choose."
    ) % {"outcome": stated}


def _problem(reference: str, field: str, message: str) -> Problem:
    return Problem(f"plans/{reference}/{field}", message)


def save_with_outcomes(
    submission: Submission,
    content: EntryContent,
    statements: Iterable[OutcomeStatement],
    *,
    entry: Entry | None = None,
    based_on: int | None = None,
    session: str = "",
    ends_session: bool = False,
    by: User,
) -> SavedEntry:
    """Save an entry as `save_entry` does, and with it the outcomes of the plans it reports on.

    Raises what `save_entry` and `state_outcomes` raise. When it raises, nothing is saved.
    """
    page = EditingSession(session, ends_session, by)
    with transaction.atomic(durable=True):
        chapter = locked(submission)
        saved, version = write_entry(chapter, content, page, entry=entry, based_on=based_on)
        write_outcomes(chapter, statements, page)
    return with_findings(saved, version)
