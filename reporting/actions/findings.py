"""What the checks find, what people dismiss of it, and what they take back."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from implementers.models import User
from reporting import permissions
from reporting.actions.background_checks import with_background_findings
from reporting.actions.log import record
from reporting.checks.budget import Budget, request_budget
from reporting.checks.content import CheckedYear
from reporting.checks.finding import Finding, Severity
from reporting.checks.fingerprints import fingerprint
from reporting.checks.live import not_asked, read_entry
from reporting.checks.reading import read_year
from reporting.checks.run import check_chapter, in_order, run_checks
from reporting.entry_content import EntryContent
from reporting.enums import LogAct
from reporting.exceptions import ReportingError
from reporting.models import Dismissal, ReportingYear, Submission
from reporting.queries.dismissals import dismissals_of
from reporting.recognition.suggest import Suggestion
from reporting.validators import text_problems


class DismissalRefused(ReportingError):
    """The finding cannot be dismissed as asked; `str()` says why."""


@dataclass(frozen=True)
class JudgedFinding:
    """A finding, and the dismissal that fits it while nothing about it changes."""

    finding: Finding
    fingerprint: str
    dismissal: Dismissal | None = None


@dataclass(frozen=True)
class EntryReview:
    """What the writer of an entry should look at again, and what could be added to it."""

    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def not_asked(self) -> list[Finding]:
        """The findings but those that a suggestion mends."""
        return not_asked(list(self.findings), self.suggestions)


def review_entry(
    submission: Submission, content: EntryContent, *, reference: str = ""
) -> EntryReview:
    """What the checks say of an entry of this chapter, but for what was dismissed.

    `reference` is empty for one that is not saved yet. Takes 9 queries, however much there is. Once
    the checks have spent their time, nothing is suggested either.
    """
    work = read_entry(submission, content, reference=reference)
    held = dismissals_of(submission.reporting_year, entry=work.entry.reference)
    budget = request_budget()
    found = work.findings(budget)
    findings = [one for one in found if fingerprint(one, work.year) not in held]
    return EntryReview(tuple(findings), () if budget.is_spent else work.suggestions())


def findings_of_year(
    reporting_year: ReportingYear, budget: Budget | None = None
) -> list[JudgedFinding]:
    """Every finding of the year. Takes 21 queries, however much there is.

    `budget` is the time that the checks have, unless given that of a request.
    """
    checked = read_year(reporting_year)
    found = run_checks(checked, budget or request_budget())
    return _judged(found, checked, dismissals_of(reporting_year))


def findings_of_chapter(
    submission: Submission, budget: Budget | None = None
) -> list[JudgedFinding]:
    """Every finding of the chapter, judged in its year. Takes 21 queries.

    `budget` as in `findings_of_year`. What a check that had no time found in the background is taken,
    if it was about the content as it is now.
    """
    checked = read_year(submission.reporting_year)
    found = check_chapter(checked, submission.implementer.slug, budget or request_budget())
    found = in_order(with_background_findings(found, submission), checked)
    return _judged(found, checked, dismissals_of(submission.reporting_year))


@transaction.atomic
def dismiss(
    reporting_year: ReportingYear, judged: JudgedFinding, *, reason: str, by: User
) -> Dismissal:
    """Leave what was found as it is, and say why; it is back once what was judged changes.

    Raises `NotPermitted`, and `DismissalRefused` for a blocker, without a reason, or when
    somebody dismissed it before.
    """
    finding = judged.finding
    chapter = _chapter(reporting_year, finding.chapter)
    permissions.require_to_dismiss(by, chapter)
    _require_dismissible(finding, reason)
    dismissal, is_new = Dismissal.objects.get_or_create(
        reporting_year=reporting_year,
        fingerprint=judged.fingerprint,
        defaults={
            "code": finding.code,
            "chapter": finding.chapter,
            "entry": finding.entry,
            "message": finding.message,
            "reason": reason.strip(),
            "dismissed_by": by,
        },
    )
    if not is_new:
        raise DismissalRefused(_already(dismissal))
    _record(LogAct.DISMISS, dismissal, chapter, by)
    return dismissal


@transaction.atomic
def recall(dismissal: Dismissal, *, by: User) -> None:
    """Take a dismissal back: the finding stands again, while it fits. Raises `NotPermitted`."""
    chapter = _chapter(dismissal.reporting_year, dismissal.chapter)
    permissions.require_to_dismiss(by, chapter)
    _record(LogAct.RECALL, dismissal, chapter, by)
    dismissal.delete()


def _judged(
    findings: Iterable[Finding], checked: CheckedYear, held: dict[str, Dismissal]
) -> list[JudgedFinding]:
    marked = [(finding, fingerprint(finding, checked)) for finding in findings]
    return [JudgedFinding(finding, mark, held.get(mark)) for finding, mark in marked]


def _chapter(reporting_year: ReportingYear, slug: str) -> Submission | None:
    """None for what is about the report as a whole."""
    if not slug:
        return None
    chapters = reporting_year.submissions.working().select_related("implementer", "reporting_year")
    return chapters.get(implementer__slug=slug)


def _require_dismissible(finding: Finding, reason: str) -> None:
    if finding.severity == Severity.BLOCKER:
        raise DismissalRefused(_("This stops the report and cannot be dismissed. Mend it."))
    if finding.severity == Severity.NOT_RUN:
        raise DismissalRefused(_("A check that was not run cannot be dismissed."))
    if not reason.strip():
        raise DismissalRefused(_("Say why it stays as it is."))
    if problems := list(text_problems(reason)):
        raise DismissalRefused("\n".join(problems))


def _already(dismissal: Dismissal) -> str:
    return _("%(who)s dismissed this finding already: %(reason)s") % {
        "who": dismissal.dismissed_by,
        "reason": dismissal.reason,
    }


def _record(act: LogAct, dismissal: Dismissal, chapter: Submission | None, by: User) -> None:
    where = dismissal.entry or dismissal.chapter
    told = f"{where}: {dismissal.message}" if where else dismissal.message
    note = f"{dismissal.code} · {told}\n{dismissal.reason}"
    record(act, year=dismissal.reporting_year, submission=chapter, note=note, by=by)
