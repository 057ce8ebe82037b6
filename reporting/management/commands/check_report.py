"""`manage.py check_report 2011 --format text|json`."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import read_year
from reporting.checks.run import all_checks, run_checks
from reporting.management.refusals import choice_or_refuse, year_or_refuse


class Command(BaseCommand):
    help = "Check a year's report. Ends with 1 when a blocker stands."
    # The checks of Django look at models and addresses, not at the report.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("year")
        parser.add_argument("--format", default="text", help="text or json")

    def handle(self, *args: Any, **options: Any) -> None:
        choice_or_refuse(self, _("format"), options["format"], ["text", "json"])
        reporting_year = year_or_refuse(self, options["year"])
        findings = run_checks(read_year(reporting_year))
        printed = as_json if options["format"] == "json" else as_text
        self.stdout.write(printed(reporting_year.year, findings))
        if any(finding.severity == Severity.BLOCKER for finding in findings):
            sys.exit(1)


def as_json(year: int, findings: Sequence[Finding]) -> str:
    """`{"year", "counts": {severity: n}, "findings": [...]}`."""
    explained = {one.code: one for one in all_checks()}
    rows = [
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
            "explanation": str(explained[finding.code].explanation),
            "remedy": str(explained[finding.code].remedy),
        }
        for finding in findings
    ]
    document = {"year": year, "counts": _counts(findings), "findings": rows}
    return json.dumps(document, ensure_ascii=False, indent=2)


def as_text(year: int, findings: Sequence[Finding]) -> str:
    """One line for each finding, and the counts at the end."""
    lines = [
        f"{_place(finding)}: {finding.severity} {finding.code}: {finding.message}"
        for finding in findings
    ]
    counts = ", ".join(f"{count} {severity}" for severity, count in _counts(findings).items())
    total = ngettext("%(count)d finding", "%(count)d findings", len(findings))
    return "\n".join([*lines, f"{total % {'count': len(findings)}} ({counts})"])


def _place(finding: Finding) -> str:
    where = finding.entry or finding.chapter or _("report")
    return f"{where} {finding.place}".rstrip()


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    counted = Counter(finding.severity for finding in findings)
    return {str(severity): counted[severity] for severity in Severity}
