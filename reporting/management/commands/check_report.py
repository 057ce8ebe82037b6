"""`manage.py check_report 2011 --format text|json --all`."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.actions.findings import findings_of_year
from reporting.checks.budget import Budget
from reporting.checks.finding import Finding, Severity
from reporting.checks.run import explanation_of, not_run_words, remedy_of
from reporting.management.refusals import choice_or_refuse, year_or_refuse


class Command(BaseCommand):
    help = "Check a year's report. Ends with 1 when there is a blocker, with 2 when a check was not run."
    # Django's system checks examine models and URLs, not the report.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year")
        parser.add_argument("--format", default="text", help="text or json")
        parser.add_argument(
            "--budget",
            type=float,
            default=None,
            help="CPU seconds that the checks may take (CHECK_BUDGET_SECONDS)",
        )
        parser.add_argument("--all", action="store_true", help="also what was dismissed")

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], ["text", "json"])
        reporting_year = year_or_refuse(self, options["year"])
        budget = None if options["budget"] is None else Budget(options["budget"])
        judged = findings_of_year(reporting_year, budget)
        selected = [item for item in judged if options["all"] or item.dismissal is None]
        findings = [item.finding for item in selected]
        if options["format"] == "json":
            reasons = [item.dismissal.reason if item.dismissal else "" for item in selected]
            output = as_json(reporting_year.year, findings, reasons if options["all"] else None)
        else:
            output = as_text(reporting_year.year, findings)
        self.stdout.write(output)
        if any(finding.severity == Severity.BLOCKER for finding in findings):
            sys.exit(1)
        if _not_run(findings):
            sys.exit(2)


def as_json(year: int, findings: Sequence[Finding], reasons: Sequence[str] | None = None) -> str:
    """Return `{"year", "counts": {severity: n}, "not_run": [codes], "findings": [...]}`.

    With `reasons`, one for each finding, each finding has its "dismissed" reason; empty for none.
    """
    rows: list[dict[str, Any]] = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "chapter": finding.chapter,
            "entry": finding.entry,
            "also": list(finding.also),
            "place": finding.place,
            "words": finding.words,
            "span": list(finding.span) if finding.span else None,
            "message": finding.message,
            "explanation": explanation_of(finding),
            "remedy": remedy_of(finding),
        }
        for finding in findings
    ]
    for row, reason in zip(rows, reasons or (), strict=reasons is not None):
        row["dismissed"] = reason
    document = {
        "year": year,
        "counts": _counts(findings),
        "not_run": [finding.code for finding in _not_run(findings)],
        "findings": rows,
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(year: int, findings: Sequence[Finding]) -> str:
    """Return one line for each finding, and the counts at the end."""
    lines = [
        f"{_location(finding)}: {finding.severity.label} {finding.code}: {finding.message}"
        for finding in findings
    ]
    counts_by_severity = _counts(findings)
    counts = ", ".join(f"{count} {severity}" for severity, count in counts_by_severity.items())
    number = sum(counts_by_severity.values())
    total = ngettext("%(count)d finding", "%(count)d findings", number) % {"count": number}
    lines.append(f"{total} ({counts})")
    if not_run := _not_run(findings):
        lines.append(not_run_words(not_run))
    return "\n".join(lines)


def _location(finding: Finding) -> str:
    subject = finding.entry or finding.chapter or _("report")
    return f"{subject} {finding.place}".rstrip()


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    """Count findings by severity; a check that did not run is not a finding."""
    counter = Counter(finding.severity for finding in findings)
    return {
        str(severity): counter[severity] for severity in Severity if severity != Severity.NOT_RUN
    }


def _not_run(findings: Sequence[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity == Severity.NOT_RUN]
