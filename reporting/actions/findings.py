"""Running the checks, and dismissing findings."""

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
from reporting.validators import reason_problems


class DismissalRefused(ReportingError):
    """The finding cannot be dismissed as asked; `str()` says why."""


@dataclass(frozen=True)
class JudgedFinding:
    """A finding with its dismissal, which applies as long as what was found stays the same."""

    finding: Finding
    fingerprint: str
    dismissal: Dismissal | None = None


@dataclass(frozen=True)
class EntryReview:
    """The findings of an entry, and suggestions of what could be added to it."""

    findings: tuple[Finding, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def not_asked(self) -> list[Finding]:
        """The findings without those that a suggestion would correct."""
        return not_asked(list(self.findings), self.suggestions)


def review_entry(
    submission: Submission, content: EntryContent, *, reference: str = ""
) -> EntryReview:
    """Run the checks on an entry of this chapter, leaving out dismissed findings.

    `reference` is empty for an entry that is not saved yet. Takes 9 queries, whatever the size of
    the chapter. When the checks have used up their time, nothing is suggested.
    """
    checked = read_entry(submission, content, reference=reference)
    dismissals = dismissals_of(submission.reporting_year, entry=checked.entry.reference)
    budget = request_budget()
    all_findings = checked.findings(budget)
    findings = [
        finding for finding in all_findings if fingerprint(finding, checked.year) not in dismissals
    ]
    return EntryReview(tuple(findings), () if budget.is_spent else checked.suggestions())


def findings_of_year(
    reporting_year: ReportingYear, budget: Budget | None = None
) -> list[JudgedFinding]:
    """Return every finding of the year. Takes 21 queries, whatever the size of the year.

    `budget` is the time for the checks, by default that of a request.
    """
    checked = read_year(reporting_year)
    findings = run_checks(checked, budget or request_budget())
    return _judged(findings, checked, dismissals_of(reporting_year))


def findings_of_chapter(
    submission: Submission, budget: Budget | None = None
) -> list[JudgedFinding]:
    """Return every finding of the chapter, checked within its year. Takes 21 queries.

    `budget` as in `findings_of_year`. For a check that ran out of time, the findings of the
    background run are used if they are for the current content.
    """
    checked = read_year(submission.reporting_year)
    findings = check_chapter(checked, submission.implementer.slug, budget or request_budget())
    findings = in_order(with_background_findings(findings, submission), checked)
    return _judged(findings, checked, dismissals_of(submission.reporting_year))


@transaction.atomic
def dismiss(
    reporting_year: ReportingYear, judged: JudgedFinding, *, reason: str, by: User
) -> Dismissal:
    """Dismiss the finding with a reason; it returns when what was found changes.

    Raises `NotPermitted`, and `DismissalRefused` for a blocker, without a reason, or when the
    finding is dismissed already.
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
        raise DismissalRefused(_already_dismissed(dismissal))
    _record(LogAct.DISMISS, dismissal, chapter, by)
    return dismissal


@transaction.atomic
def recall(dismissal: Dismissal, *, by: User) -> None:
    """Delete a dismissal, so that its finding is shown again. Raises `NotPermitted`."""
    chapter = _chapter(dismissal.reporting_year, dismissal.chapter)
    permissions.require_to_dismiss(by, chapter)
    _record(LogAct.RECALL, dismissal, chapter, by)
    dismissal.delete()


def _judged(
    findings: Iterable[Finding], checked: CheckedYear, dismissals: dict[str, Dismissal]
) -> list[JudgedFinding]:
    fingerprinted = [(finding, fingerprint(finding, checked)) for finding in findings]
    return [JudgedFinding(finding, key, dismissals.get(key)) for finding, key in fingerprinted]


def _chapter(reporting_year: ReportingYear, slug: str) -> Submission | None:
    """Return the chapter with this slug; None for a finding about the report as a whole."""
    if not slug:
        return None
    chapters = reporting_year.submissions.working().select_related("implementer", "reporting_year")
    return chapters.get(implementer__slug=slug)


def _require_dismissible(finding: Finding, reason: str) -> None:
    if finding.severity == Severity.BLOCKER:
        raise DismissalRefused(_("This prevents issuing and cannot be dismissed. Correct it."))
    if finding.severity == Severity.NOT_RUN:
        raise DismissalRefused(_("A check that was not run cannot be dismissed."))
    if not reason.strip():
        raise DismissalRefused(_("State a reason for dismissing it."))
    if problems := list(reason_problems(reason)):
        raise DismissalRefused("\n".join(problems))


def _already_dismissed(dismissal: Dismissal) -> str:
    return _("%(who)s dismissed this finding already: %(reason)s") % {
        "who": dismissal.dismissed_by,
        "reason": dismissal.reason,
    }


def _record(act: LogAct, dismissal: Dismissal, chapter: Submission | None, by: User) -> None:
    subject = dismissal.entry or dismissal.chapter
    summary = f"{subject}: {dismissal.message}" if subject else dismissal.message
    note = f"{dismissal.code} · {summary}\n{dismissal.reason}"
    record(act, year=dismissal.reporting_year, submission=chapter, note=note, by=by)
