"""The workflow of a chapter as data: which act leads from which status to which, and who may act.

`docs/workflow.md` is generated from it.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from reporting.enums import SubmissionStatus

StrOrPromise = str | Promise


class Actor(TextChoices):
    """A capacity in which a person acts; one person may have several."""

    READER = "reader", gettext_lazy("reader")
    WRITER = "writer", gettext_lazy("writer")
    FOCAL_POINT = "focal_point", gettext_lazy("focal point")
    SECRETARIAT = "secretariat", gettext_lazy("secretariat")
    ADMINISTRATOR = "administrator", gettext_lazy("administrator")


class Act(TextChoices):
    OPEN_YEAR = "open_year", gettext_lazy("open the year")
    EDIT = "edit", gettext_lazy("edit")
    SUBMIT = "submit", gettext_lazy("submit")
    DECLARE_NOTHING = "declare_nothing", gettext_lazy("declare nothing to report")
    WITHDRAW = "withdraw", gettext_lazy("withdraw")
    BEGIN_REVIEW = "begin_review", gettext_lazy("begin the review")
    RETURN = "return", gettext_lazy("return")
    ACCEPT = "accept", gettext_lazy("accept")
    REOPEN = "reopen", gettext_lazy("reopen")
    EXTEND = "extend", gettext_lazy("extend the time")


class Owner(TextChoices):
    """Who has to act next."""

    IMPLEMENTER = "implementer", gettext_lazy("the implementer")
    SECRETARIAT = "secretariat", gettext_lazy("the secretariat")
    SYSTEM = "system", gettext_lazy("the system")


OWNERS: dict[SubmissionStatus, Owner] = {
    SubmissionStatus.DRAFT: Owner.IMPLEMENTER,
    SubmissionStatus.SUBMITTED: Owner.SECRETARIAT,
    SubmissionStatus.RETURNED: Owner.IMPLEMENTER,
    SubmissionStatus.ACCEPTED: Owner.SYSTEM,
}

# The statuses of a chapter that its implementer is writing and has not submitted.
IN_WORK = frozenset(status for status, owner in OWNERS.items() if owner == Owner.IMPLEMENTER)


@dataclass(frozen=True)
class Transition:
    """An act on a chapter of status `before`, which then has the status `after`.

    `before` is None for an act that creates the chapter; `condition` says what else is required.
    """

    act: Act
    before: SubmissionStatus | None
    after: SubmissionStatus
    actors: frozenset[Actor]
    condition: StrOrPromise = ""


_WRITING = frozenset({Actor.WRITER, Actor.FOCAL_POINT, Actor.SECRETARIAT})
_SIGNING = frozenset({Actor.FOCAL_POINT, Actor.SECRETARIAT})
_REVIEWING = frozenset({Actor.SECRETARIAT})
_WHILE_OPEN = gettext_lazy("the year is open, or closed with an extension for the chapter")
_NO_BLOCKER = gettext_lazy("every check was run and none finds a blocker")
_FUTURE_DAY = gettext_lazy("until a day that has not passed")
_NO_ENTRIES = gettext_lazy("the chapter has no entries; a reason is given")

TRANSITIONS: tuple[Transition, ...] = (
    Transition(Act.OPEN_YEAR, None, SubmissionStatus.DRAFT, _REVIEWING),
    *(
        transition
        for status in (SubmissionStatus.DRAFT, SubmissionStatus.RETURNED)
        for transition in (
            Transition(Act.EDIT, status, status, _WRITING, _WHILE_OPEN),
            Transition(Act.SUBMIT, status, SubmissionStatus.SUBMITTED, _SIGNING, _NO_BLOCKER),
            Transition(
                Act.DECLARE_NOTHING, status, SubmissionStatus.SUBMITTED, _SIGNING, _NO_ENTRIES
            ),
            Transition(Act.EXTEND, status, status, _REVIEWING, _FUTURE_DAY),
        )
    ),
    Transition(
        Act.WITHDRAW,
        SubmissionStatus.SUBMITTED,
        SubmissionStatus.DRAFT,
        frozenset({Actor.FOCAL_POINT}),
        gettext_lazy("the review has not begun"),
    ),
    Transition(
        Act.BEGIN_REVIEW, SubmissionStatus.SUBMITTED, SubmissionStatus.SUBMITTED, _REVIEWING
    ),
    Transition(
        Act.RETURN,
        SubmissionStatus.SUBMITTED,
        SubmissionStatus.RETURNED,
        _REVIEWING,
        gettext_lazy("a comment is given"),
    ),
    Transition(
        Act.ACCEPT,
        SubmissionStatus.SUBMITTED,
        SubmissionStatus.ACCEPTED,
        _REVIEWING,
        gettext_lazy("no edition is being made"),
    ),
    Transition(
        Act.REOPEN,
        SubmissionStatus.ACCEPTED,
        SubmissionStatus.RETURNED,
        _REVIEWING,
        gettext_lazy("the year is not issued; no edition is being made; a reason is given"),
    ),
)

_BY_STATUS_AND_ACT = {(row.before, row.act): row for row in TRANSITIONS}


def transition(before: SubmissionStatus | str | None, act: Act) -> Transition | None:
    """Return the transition of `act` from the status `before`; None when it is not possible."""
    status = None if before is None else SubmissionStatus(before)
    return _BY_STATUS_AND_ACT.get((status, act))


def actors_of(act: Act) -> frozenset[Actor]:
    """Return everyone who may perform `act`, in any status in which it is possible."""
    return frozenset(actor for row in TRANSITIONS if row.act == act for actor in row.actors)


def statuses_for(act: Act) -> tuple[SubmissionStatus, ...]:
    """Return the statuses in which `act` is possible, in the order of the table."""
    return tuple(row.before for row in TRANSITIONS if row.act == act and row.before is not None)


def as_markdown() -> str:
    """Return the text of docs/workflow.md."""
    return "\n".join([_INTRODUCTION, _diagram(), "", _table(), "", _owners(), ""])


_INTRODUCTION = """\
# The life of a chapter

Generated by `reporting.workflow.as_markdown` from the table in `reporting/workflow.py`; a test
compares. Change the table, not this file.
"""


def _diagram() -> str:
    arrows = [
        f"    {row.before or '[*]'} --> {row.after}: {row.act.label} ({_names(row)})"
        for row in TRANSITIONS
    ]
    return "\n".join(["```mermaid", "stateDiagram-v2", *arrows, "```"])


def _table() -> str:
    rows = [
        f"| {row.before or '–'} | {row.act.label} | {row.after} | {_names(row)} | {row.condition} |"
        for row in TRANSITIONS
    ]
    return "\n".join(["| from | act | to | who | when |", "|---|---|---|---|---|", *rows])


def _owners() -> str:
    rows = [f"| {status} | {owner.label} |" for status, owner in OWNERS.items()]
    return "\n".join(["| status | whose turn it is |", "|---|---|", *rows])


def _names(row: Transition) -> str:
    return ", ".join(str(actor.label) for actor in Actor if actor in row.actors)
