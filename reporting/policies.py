"""Whether the state of a chapter or year allows something. Who may do it is in permissions.py.

Each rule has a form that raises with an explanation, and one that returns a boolean, for templates.
"""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.enums import SubmissionStatus
from reporting.exceptions import ReportingError
from reporting.models import ReportingYear, Submission
from reporting.workflow import IN_WORK, Act, statuses_for, transition


class NotInThisState(ReportingError):
    """The chapter's status or year does not allow the act now."""


def is_open(reporting_year: ReportingYear) -> bool:
    """Return whether chapters of the year may be written now."""
    return not any(_objections_to_writing(reporting_year, at=timezone.now()))


def is_open_for(submission: Submission, *, at: datetime | None = None) -> bool:
    """Return whether this chapter may be written, because the year is open or by an extension.

    `at` is the moment to check, by default now.
    """
    return not any(_objections_of_year(submission, at=at))


def awaits_submission(submission: Submission, *, at: datetime | None = None) -> bool:
    """Return whether the chapter is still to be submitted and may be written.

    `at` is the moment to check, by default now.
    """
    return submission.status in IN_WORK and is_open_for(submission, at=at)


def may_be_reopened(reporting_year: ReportingYear) -> bool:
    """Return whether the year is closed and can be reopened."""
    return not any(objections_to_reopening(reporting_year))


def objections_to_reopening(reporting_year: ReportingYear) -> Iterator[str]:
    """Yield the reasons why the year cannot be reopened, each as a sentence."""
    if reporting_year.closed_at is None:
        yield _("%(year)s is not closed.") % {"year": reporting_year}
    if reporting_year.issued_at is not None:
        yield _("The report of %(year)s is issued: begin a correction first.") % {
            "year": reporting_year
        }


def allows(submission: Submission, act: Act) -> bool:
    """Return whether the state of the chapter and its year allows `act`."""
    return not any(_objections(submission, act))


def require(submission: Submission, act: Act) -> None:
    """Raise `NotInThisState`, which says why `act` is not possible."""
    for objection in _objections(submission, act):
        raise NotInThisState(objection)


def require_no_edition_under_way(reporting_year: ReportingYear) -> None:
    """Raise `NotInThisState` while an edition of the year is being made.

    The edition must print the current content.
    """
    for objection in _objections_of_edition(reporting_year):
        raise NotInThisState(objection)


def _objections(submission: Submission, act: Act) -> Iterator[str]:
    if transition(submission.status, act) is None:
        yield _wrong_status(submission, act)
    if act == Act.EDIT:
        yield from _objections_of_year(submission)
    if act == Act.DECLARE_NOTHING and submission.entries.exists():
        yield _("This chapter has entries, so there is something to report.")
    if act == Act.WITHDRAW and submission.review_begun_at is not None:
        yield _("The secretariat has begun to review this chapter: only it can return it now.")
    if act in (Act.ACCEPT, Act.REOPEN) and transition(submission.status, act) is not None:
        yield from _objections_of_edition(submission.reporting_year)
    if act == Act.REOPEN and submission.reporting_year.issued_at is not None:
        yield _("The report of %(year)s is issued: a correction is a new edition.") % {
            "year": submission.reporting_year
        }


def _objections_of_edition(reporting_year: ReportingYear) -> Iterator[str]:
    if reporting_year.issuings.under_way().exists():
        yield _("An edition of %(year)s is being made. Wait until it is done, then try again.") % {
            "year": reporting_year
        }


def _objections_of_year(submission: Submission, *, at: datetime | None = None) -> Iterator[str]:
    at = at or timezone.now()
    extended_until = submission.extended_until
    is_extended = extended_until is not None and extended_until >= timezone.localdate(at)
    yield from _objections_to_writing(submission.reporting_year, at=at, even_closed=is_extended)


def _objections_to_writing(
    reporting_year: ReportingYear, *, at: datetime, even_closed: bool = False
) -> Iterator[str]:
    values = {"year": reporting_year}
    if reporting_year.opens_on is None:
        yield _("The year %(year)s was never opened for writing.") % values
    elif reporting_year.opens_on > timezone.localdate(at):
        yield _("The year %(year)s opens on %(day)s.") % {
            **values,
            "day": reporting_year.opens_on.isoformat(),
        }
    if even_closed or reporting_year.closed_at is None:
        return
    if reporting_year.closed_at <= at:
        yield _("The year %(year)s is closed.") % values


def _wrong_status(submission: Submission, act: Act) -> str:
    possible = [str(SubmissionStatus(status).label) for status in statuses_for(act)]
    return _("This chapter is %(status)s; only one that is %(possible)s allows: %(act)s.") % {
        "status": submission.get_status_display(),
        "possible": _(" or ").join(possible),
        "act": act.label,
    }
