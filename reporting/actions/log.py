"""The log of who did what and when. Every action writes its own line, in its transaction."""

from implementers.models import User
from implementers.permissions import is_secretariat, roles_of
from reporting.enums import CONTENT_ACTS, LogAct
from reporting.models import Edition, Entry, LogEntry, ReportingYear, Submission
from reporting.workflow import Act


def record_outside_years(act: LogAct, *, note: str, by: User | None) -> LogEntry:
    """Log an act of the register, of reference data or of a whole year; `by` is None for commands."""
    return LogEntry.objects.create(act=act, by=by, note=note)


def record(
    act: LogAct | Act,
    *,
    year: ReportingYear | None = None,
    submission: Submission | None = None,
    entry: Entry | None = None,
    edition: Edition | None = None,
    note: str = "",
    by: User | None,
) -> LogEntry:
    """Log that `by` did `act` to the narrowest of the entry, chapter, edition or year given.

    Whether it was done on behalf of the implementer follows from the roles of `by`. Raises
    `ValueError` when nothing is given.
    """
    chapter = submission or (entry.submission if entry else None)
    subject = chapter or edition
    reporting_year = year or (subject.reporting_year if subject else None)
    if reporting_year is None:
        raise ValueError("the log tells to what something was done")
    owner = chapter or reporting_year
    return LogEntry.objects.create(
        act=LogAct(act.value),
        by=by,
        on_behalf=_on_behalf(LogAct(act.value), chapter, by),
        reporting_year=reporting_year,
        submission=chapter,
        entry=entry,
        edition=edition,
        note=note,
        content_version=owner.content_version if act.value in CONTENT_ACTS else None,
    )


_SECRETARIAT_ACTS = frozenset(
    {
        LogAct.OPEN_YEAR,
        LogAct.REOPEN_YEAR,
        LogAct.EXTEND,
        LogAct.BEGIN_REVIEW,
        LogAct.RETURN,
        LogAct.ACCEPT,
        LogAct.REOPEN,
        LogAct.REMARK,
        LogAct.RESOLVE,
        LogAct.DISMISS,
        LogAct.RECALL,
        LogAct.REMIND,
    }
)  # what the secretariat does in its own name


def _on_behalf(act: LogAct, chapter: Submission | None, by: User | None) -> bool:
    return (
        chapter is not None
        and by is not None
        and act not in _SECRETARIAT_ACTS
        and is_secretariat(by)
        and not roles_of(by, chapter.implementer)
    )
