"""Running the checks of a chapter in the background, when a page has no time for all of them.

What is found is kept for exactly that version of the chapter's content.
"""

import logging
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from reporting.actions.locking import locked
from reporting.checks.budget import background_budget
from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import read_year
from reporting.checks.run import check_chapter
from reporting.enums import CheckState
from reporting.models import BackgroundCheck, Submission

_LOGGER = logging.getLogger(__name__)


@transaction.atomic
def ask_for_checks(submission: Submission) -> tuple[BackgroundCheck, bool]:
    """The run for the chapter's content as it is now, and whether it has to be begun."""
    chapter = locked(submission)
    check = BackgroundCheck.objects.filter(submission=chapter).first()
    is_current = check is not None and check.content_version == chapter.content_version
    if check is not None and is_current and (check.is_under_way or check.state == CheckState.DONE):
        return check, False
    check, _made = BackgroundCheck.objects.update_or_create(
        submission=chapter,
        defaults={
            "content_version": chapter.content_version,
            "state": CheckState.WAITING,
            "findings": [],
            "asked_at": timezone.now(),
        },
    )
    return check, True


def run_background_check(check: BackgroundCheck) -> None:
    """Run the checks, outside a transaction, and keep what they find.

    Does nothing when somebody else runs them. When the content changes meanwhile, nothing is kept.
    """
    waiting = BackgroundCheck.objects.filter(
        pk=check.pk, content_version=check.content_version, state=CheckState.WAITING
    )
    if not waiting.update(state=CheckState.RUNNING):
        return
    chapter = check.submission
    try:
        checked = read_year(chapter.reporting_year)
        findings = check_chapter(checked, chapter.implementer.slug, background_budget())
    except Exception:
        _LOGGER.exception("The checks of %s failed in the background", chapter)
        _end(check, CheckState.FAILED, [])
    else:
        _end(check, CheckState.DONE, findings)


def with_background_findings(findings: Iterable[Finding], submission: Submission) -> list[Finding]:
    """The findings; in place of a check that was not run, what the background found for this version
    of the chapter, if it has."""
    findings = list(findings)
    unrun = {one.code for one in findings if one.severity == Severity.NOT_RUN}
    kept = _kept_findings(submission) if unrun else None
    if kept is None:
        return findings
    run = [one for one in findings if one.severity != Severity.NOT_RUN]
    return run + [one for one in kept if one.code in unrun]


def _kept_findings(submission: Submission) -> list[Finding] | None:
    """Those of the content as it is now in the database, whatever was loaded before."""
    current = Submission.objects.values("content_version").filter(pk=submission.pk)
    check = BackgroundCheck.objects.filter(
        submission=submission, content_version__in=current, state=CheckState.DONE
    ).first()
    return None if check is None else [_finding(row) for row in check.findings]


@transaction.atomic
def _end(check: BackgroundCheck, state: CheckState, findings: Iterable[Finding]) -> None:
    own = BackgroundCheck.objects.filter(
        pk=check.pk, content_version=check.content_version, state=CheckState.RUNNING
    )
    if locked(check.submission).content_version != check.content_version:
        own.delete()
        return
    own.update(state=state, findings=[asdict(finding) for finding in findings])


def _finding(row: dict[str, Any]) -> Finding:
    lists = {"also": tuple(row["also"]), "span": tuple(row["span"]) if row["span"] else None}
    return Finding(**{**row, **lists, "severity": Severity(row["severity"])})
