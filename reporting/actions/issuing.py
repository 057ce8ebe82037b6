"""Requesting an edition, and the findings that prevent it."""

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from implementers.models import User
from program.models import Language
from reporting import permissions
from reporting.actions.exceptions import ContentChanged, Problem
from reporting.actions.locking import locked_year
from reporting.checks.budget import background_budget
from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import read_year
from reporting.checks.run import run_checks
from reporting.document.catalogs import languages_with_catalog
from reporting.enums import IssueState
from reporting.exceptions import ReportingError
from reporting.models import Edition, Issuing, ReportingYear, Submission
from reporting.models.edition import STALE_AFTER, UNDER_WAY
from reporting.queries.content_versions import edition_version
from reporting.queries.editions import chapters_not_accepted
from reporting.validators import text_problems


class ChecksRefuse(ReportingError):
    """A check found a blocker or could not be run; `str()` says which."""


def require_checks(issuing: Issuing) -> None:
    """Run all checks with the background budget if some did not run before.

    Runs outside a transaction. Raises `ChecksRefuse`.
    """
    if not issuing.checks_not_run:
        return
    year, budget = read_year(issuing.reporting_year), background_budget()
    findings = run_checks(year, budget)
    blockers = [finding.message for finding in findings if finding.severity == Severity.BLOCKER]
    if blockers:
        message = ngettext(
            "%(count)d blocker prevents issuing: %(messages)s",
            "%(count)d blockers prevent issuing: %(messages)s",
            len(blockers),
        )
        raise ChecksRefuse(message % {"count": len(blockers), "messages": " ".join(blockers)})
    if not_run := [finding for finding in findings if finding.severity == Severity.NOT_RUN]:
        message = _(
            "these checks could not be run in %(seconds)s seconds: %(codes)s. Shorten very long texts, "
            "then ask for the edition again."
        )
        codes = ", ".join(sorted({finding.code for finding in not_run}))
        raise ChecksRefuse(message % {"seconds": f"{budget.seconds:g}", "codes": codes})


@dataclass(frozen=True)
class EditionWanted:
    """What an edition is to contain; `leaving_out` are slugs of chapters to leave out."""

    symbol: str
    date: datetime.date
    language: str = Language.EN
    note: str = ""
    leaving_out: frozenset[str] = frozenset()


class IssuingRefused(ReportingError):
    """The edition cannot be requested; `problems` lists every reason, with its field if any."""

    def __init__(self, problems: Collection[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.message for problem in self.problems))


def ask_to_issue(
    reporting_year: ReportingYear,
    wanted: EditionWanted,
    *,
    findings: Collection[Finding],
    expected_version: str | None = None,
    by: User,
) -> Issuing:
    """Request an edition of the year, which `editions.issue` makes.

    `findings` are what the checks find in the year, without dismissed findings; checks that did not
    run are run before the edition is made. Every chapter must be accepted or left out on purpose.
    `expected_version` is the `edition_version` that the person read; None accepts any. Raises
    `NotPermitted`, `ContentChanged` when the version is another, and `IssuingRefused` with every
    reason.
    """
    permissions.require_to_open_years(by)
    try:
        with transaction.atomic():
            return _create_issuing(reporting_year, wanted, findings, expected_version, by)
    except IntegrityError as error:
        raise IssuingRefused([Problem("", _under_way())]) from error


def is_stale(issuing: Issuing) -> bool:
    """Return whether the issuing has made no progress for so long that a new one may begin."""
    is_late = issuing.last_sign_at < timezone.now() - STALE_AFTER
    return issuing.state in UNDER_WAY and is_late


def _create_issuing(
    reporting_year: ReportingYear,
    wanted: EditionWanted,
    findings: Collection[Finding],
    expected_version: str | None,
    by: User,
) -> Issuing:
    year = locked_year(reporting_year)
    _give_up_stale(year)
    version = edition_version(year)
    if expected_version not in (None, version):
        raise ContentChanged(year, expected_version)
    if problems := [*_problems(year, wanted), *_blockers(findings)]:
        raise IssuingRefused(problems)
    return Issuing.objects.create(
        reporting_year=year,
        symbol=wanted.symbol.strip(),
        date=wanted.date,
        language=wanted.language,
        note=wanted.note.strip(),
        content_version=version,
        checks_not_run=sorted(
            {finding.code for finding in findings if finding.severity == Severity.NOT_RUN}
        ),
        asked_by=by,
    )


def _give_up_stale(year: ReportingYear) -> None:
    year.issuings.stale().update(
        state=IssueState.FAILED,
        message=_(
            "The task did not respond for %(minutes)d minutes and was stopped. Nothing was issued."
        )
        % {"minutes": STALE_AFTER.seconds // 60},
    )


def _problems(year: ReportingYear, wanted: EditionWanted) -> Iterator[Problem]:
    if year.issuings.filter(state__in=UNDER_WAY).exists():
        yield Problem("", _under_way())
    yield from _problems_of_symbol(wanted.symbol.strip())
    if wanted.language not in languages_with_catalog():
        yield Problem("language", _("The report cannot be issued in this language yet."))
    for message in text_problems(wanted.note):
        yield Problem("note", message)
    if not year.submissions.to_issue().exists():
        yield Problem("", _("No chapter of %(year)s is accepted.") % {"year": year})
    not_accepted = [
        chapter
        for chapter in chapters_not_accepted(year)
        if chapter.implementer.slug not in wanted.leaving_out
    ]
    if not_accepted:
        yield Problem("leaving_out", _not_accepted(not_accepted))


def _problems_of_symbol(symbol: str) -> Iterator[Problem]:
    messages = list(text_problems(symbol, limit=Edition._meta.get_field("symbol").max_length or 0))
    if not symbol:
        messages.append(_("Give the edition its symbol."))
    if "\n" in symbol:
        messages.append(_("A symbol is one line."))
    yield from (Problem("symbol", message) for message in messages)
    if messages:
        return
    if namesake := Edition.objects.filter(symbol=symbol).first():
        yield Problem(
            "symbol",
            _("An edition has the symbol %(symbol)s already, issued on %(day)s. Choose another.")
            % {"symbol": symbol, "day": timezone.localdate(namesake.issued_at).isoformat()},
        )


def _blockers(findings: Collection[Finding]) -> list[Problem]:
    count = sum(finding.severity == Severity.BLOCKER for finding in findings)
    if not count:
        return []
    message = ngettext(
        "%(count)d blocker prevents issuing. Correct it first.",
        "%(count)d blockers prevent issuing. Correct them first.",
        count,
    )
    return [Problem("", message % {"count": count})]


def _not_accepted(chapters: Collection[Submission]) -> str:
    return _("Not accepted: %(chapters)s. Confirm for each that the edition goes without it.") % {
        "chapters": ", ".join(chapter.implementer.acronym for chapter in chapters)
    }


def _under_way() -> str:
    return _("An edition of this year is being issued already. Wait until it is done.")
