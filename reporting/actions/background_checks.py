"""Running the checks of a chapter in the background, when a request has no time for all of them.

The findings are stored for exactly one version of the chapter's content.
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
    """Return the run for the chapter's current content, and whether it has to be started."""
    chapter = locked(submission)
    check = BackgroundCheck.objects.filter(submission=chapter).first()
    is_current = check is not None and check.content_version == chapter.content_version
    if check is not None and is_current and (check.is_under_way or check.state == CheckState.DONE):
        return check, False
    check, _created = BackgroundCheck.objects.update_or_create(
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
    """Run the checks, outside a transaction, and store their findings.

    Does nothing when another process is running them. When the content changes during the run,
    nothing is stored.
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
    """Return the findings, completed by those of the background run.

    For a check that did not run, the findings of the background run of the same content version are
    used, if there is one.
    """
    findings = list(findings)
    not_run = {finding.code for finding in findings if finding.severity == Severity.NOT_RUN}
    stored = _stored_findings(submission) if not_run else None
    if stored is None:
        return findings
    complete = [finding for finding in findings if finding.severity != Severity.NOT_RUN]
    return complete + [finding for finding in stored if finding.code in not_run]


def _stored_findings(submission: Submission) -> list[Finding] | None:
    """Return those of the content version in the database, which may be newer than `submission`."""
    current_version = Submission.objects.values("content_version").filter(pk=submission.pk)
    check = BackgroundCheck.objects.filter(
        submission=submission, content_version__in=current_version, state=CheckState.DONE
    ).first()
    return None if check is None else [_finding(data) for data in check.findings]


@transaction.atomic
def _end(check: BackgroundCheck, state: CheckState, findings: Iterable[Finding]) -> None:
    running = BackgroundCheck.objects.filter(
        pk=check.pk, content_version=check.content_version, state=CheckState.RUNNING
    )
    if locked(check.submission).content_version != check.content_version:
        running.delete()
        return
    running.update(state=state, findings=[asdict(finding) for finding in findings])


def _finding(data: dict[str, Any]) -> Finding:
    tuples = {"also": tuple(data["also"]), "span": tuple(data["span"]) if data["span"] else None}
    return Finding(**{**data, **tuples, "severity": Severity(data["severity"])})
