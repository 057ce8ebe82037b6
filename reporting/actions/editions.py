"""Issuing an edition, and beginning a correction."""

import logging
from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.exceptions import NotPermitted
from implementers.models import User
from reporting import permissions, policies
from reporting.actions import log
from reporting.actions.exceptions import TransitionDenied
from reporting.actions.issuing import ChecksRefuse, require_checks
from reporting.actions.locking import locked_year
from reporting.actions.publishing import publish_accepted
from reporting.document.assemble import assemble
from reporting.document.content import Report
from reporting.document.formats import render
from reporting.document.freezing import canonical, sha256, to_json
from reporting.document.layout import Layout
from reporting.enums import FileFormat, IssueState, LogAct, Origin
from reporting.exceptions import ReportingError
from reporting.models import (
    Attachment,
    Edition,
    EditionAttachment,
    EditionFile,
    Issuing,
    Narrative,
    PrintedPlace,
    ReportingYear,
    SearchDocument,
)
from reporting.queries.content_versions import edition_version
from reporting.queries.report_locations import anchor_of_chapter, anchor_of_entry
from reporting.validators import reason_problems

Renderer = Callable[..., bytes]
Files = dict[FileFormat, bytes]
_LOGGER = logging.getLogger(__name__)
_MAX_ERROR_LENGTH = 500  # characters of an unexpected error's message
# Progress, in percent, when the rendering of each format begins. The PDF takes the longest.
_PERCENT = {FileFormat.HTML: 10, FileFormat.PDF: 20, FileFormat.DOCX: 80}


class GivenUp(ReportingError):
    """The issuing was given up while it was running, so it records nothing."""


class ChangedMeanwhile(ReportingError):
    """The content has changed since the edition was requested."""

    def __init__(self) -> None:
        super().__init__(_("the report changed after the edition was asked for. Ask for it again."))


def issue(issuing: Issuing, *, renderer: Renderer = render) -> Edition | None:
    """Make the edition that was requested, and record it completely or not at all.

    Runs outside a transaction and takes minutes; `issuing` shows the progress. Returns None when it
    failed, which `issuing.message` explains, or when another process is making it already.
    """
    if not _claim(issuing):
        return None
    step = _("running the checks")
    try:
        _report_progress(issuing, step, 1)
        require_checks(issuing)
        step = _("assembling the content")
        _report_progress(issuing, step, 2)
        report = _edition_content(issuing)
        files: Files = {}
        for file_format, percent in _PERCENT.items():
            step = _("rendering %(format)s") % {"format": file_format.label}
            _report_progress(issuing, step, percent)
            files[file_format] = renderer(report, file_format=file_format, layout=Layout.READING)
        step = _("recording the edition")
        _report_progress(issuing, step, 95)
        return _record(issuing, report, files)
    except GivenUp:
        return None
    except (ChangedMeanwhile, ChecksRefuse) as error:
        _fail(issuing, step, error)
        return None
    except Exception as error:
        _LOGGER.exception("Issuing %s failed: %s", issuing.symbol, step)
        _fail(issuing, step, error)
        return None


@transaction.atomic
def freeze_record(reporting_year: ReportingYear, *, renderer: Renderer = render) -> Edition:
    """Freeze an imported year as its first edition, the record of the printed document.

    Takes some seconds. Raises `TransitionDenied` for a year that was not imported as a whole, that
    has an edition, or whose cover has no symbol and date.
    """
    year = locked_year(reporting_year)
    chapters = year.submissions.working()
    if not chapters.exists() or chapters.exclude(origin=Origin.IMPORT).exists():
        raise TransitionDenied(
            _("%(year)s was not imported from a printed report.") % {"year": year}
        )
    if year.editions.exists():
        raise TransitionDenied(_("%(year)s has an edition already.") % {"year": year})
    report = assemble(year, language=year.language, issuing=True)
    if not report.cover.symbol or report.cover.date is None:
        raise TransitionDenied(_("The cover of %(year)s has no symbol and date.") % {"year": year})
    files = {
        file_format: renderer(report, file_format=file_format, layout=Layout.READING)
        for file_format in _PERCENT
    }
    edition = Edition(
        reporting_year=year,
        number=1,
        symbol=report.cover.symbol,
        date=report.cover.date,
        language=year.language,
        note=_("Record of the printed document."),
        is_record=True,
    )
    _record_edition(edition, report, files)
    log.record(LogAct.ISSUE, edition=edition, note=edition.note, by=None)
    return edition


@transaction.atomic
def begin_correction(reporting_year: ReportingYear, *, reason: str, by: User) -> ReportingYear:
    """Begin to correct an issued year: its chapters can be reopened for a further edition.

    Issued editions stay as they are, and pages show the newest one until the next. An imported
    year, which was never open for writing, is open from now on. Raises `NotPermitted`,
    `NotInThisState` while an edition is being made, and `TransitionDenied` without a reason or when
    the year is not issued.
    """
    permissions.require_to_open_years(by)
    year = locked_year(reporting_year)
    policies.require_no_edition_under_way(year)
    if year.issued_at is None:
        raise TransitionDenied(
            _("%(year)s is not issued: nothing has to be corrected.") % {"year": year}
        )
    if not reason.strip():
        raise TransitionDenied(_("Say what has to be corrected."))
    if problems := list(reason_problems(reason)):
        raise TransitionDenied("\n".join(problems))
    year.issued_at = None
    year.opens_on = year.opens_on or min(timezone.localdate(), year.due_on or timezone.localdate())
    year.save(update_fields=["issued_at", "opens_on"])
    log.record(LogAct.BEGIN_CORRECTION, year=year, note=reason, by=by)
    return year


def _claim(issuing: Issuing) -> bool:
    """Mark a waiting issuing as running; only one process succeeds."""
    waiting = Issuing.objects.filter(pk=issuing.pk, state=IssueState.WAITING)
    return bool(waiting.update(state=IssueState.RUNNING, last_sign_at=timezone.now()))


def _report_progress(issuing: Issuing, step: str, percent: int) -> None:
    running = Issuing.objects.filter(pk=issuing.pk, state=IssueState.RUNNING)
    if not running.update(step=step, percent=percent, last_sign_at=timezone.now()):
        raise GivenUp


def _fail(issuing: Issuing, step: str, error: Exception) -> None:
    reason = str(error) or type(error).__name__
    if not isinstance(error, ReportingError | NotPermitted):
        reason = reason[:_MAX_ERROR_LENGTH]
    if isinstance(error, IntegrityError):
        reason = _("Another edition has this symbol by now.")
    message = _("Failed while %(step)s: %(why)s Nothing was issued.") % {
        "step": step,
        "why": reason.rstrip(". ") + ".",
    }
    Issuing.objects.filter(pk=issuing.pk, state=IssueState.RUNNING).update(
        state=IssueState.FAILED, message=message, last_sign_at=timezone.now()
    )


def _require_unchanged(issuing: Issuing, year: ReportingYear) -> None:
    """Lock the year and its chapters until the transaction ends.

    Raises `ChangedMeanwhile` if they have changed since the edition was requested.
    """
    locked_year(year)
    list(year.submissions.select_for_update().order_by("pk").values_list("pk"))
    if edition_version(year) != issuing.content_version:
        raise ChangedMeanwhile


@transaction.atomic
def _edition_content(issuing: Issuing) -> Report:
    """Return the report as it will be public with the edition, with the edition's symbol and date.

    The chapters are published only while the report is assembled, so that the edition follows the
    one rule of what is public; then the transaction is rolled back, since nothing is issued yet.
    Raises `ChangedMeanwhile`.
    """
    year = ReportingYear.objects.select_related("program__resolution").get(
        pk=issuing.reporting_year_id
    )
    _require_unchanged(issuing, year)
    publish_accepted(year)
    report = assemble(year, language=issuing.language, issuing=True)
    path = reverse("edition-detail", args=[year.year, _next_number(year)])
    transaction.set_rollback(True)
    cover = replace(report.cover, symbol=issuing.symbol, date=issuing.date)
    return replace(
        report,
        cover=cover,
        frozen_at=timezone.now().replace(microsecond=0),
        address=settings.SITE_URL.rstrip("/") + path,
    )


def _next_number(year: ReportingYear) -> int:
    """Return the number of the edition that is made next. Editions are never removed."""
    return year.editions.count() + 1


@transaction.atomic
def _record(issuing: Issuing, report: Report, files: Files) -> Edition:
    year = ReportingYear.objects.get(pk=issuing.reporting_year_id)
    _require_unchanged(issuing, year)
    edition = _record_edition(
        Edition(
            reporting_year=year,
            number=_next_number(year),
            symbol=issuing.symbol,
            date=issuing.date,
            language=issuing.language,
            note=issuing.note,
            issued_by=issuing.asked_by,
        ),
        report,
        files,
    )
    log.record(LogAct.ISSUE, edition=edition, note=issuing.note, by=issuing.asked_by)
    running = Issuing.objects.filter(pk=issuing.pk, state=IssueState.RUNNING)
    if not running.update(state=IssueState.DONE, step="", percent=100, edition=edition):
        raise GivenUp
    return edition


def _record_edition(edition: Edition, report: Report, files: Files) -> Edition:
    """Save an edition with its content and files, and let the public pages follow it."""
    year = edition.reporting_year
    edition.content = to_json(report)
    edition.sha256 = sha256(canonical(edition.content))
    edition.save()
    for file_format, data in files.items():
        _record_file(edition, file_format, data)
    publish_accepted(year)
    _store_anchors(edition, report)
    _record_attachments(edition)
    _publish_narratives(edition, report)
    year.issued_at = edition.issued_at
    year.save(update_fields=["issued_at"])
    return edition


def _record_file(edition: Edition, file_format: FileFormat, data: bytes) -> None:
    EditionFile.objects.create(
        edition=edition, format=file_format, data=data, size=len(data), sha256=sha256(data)
    )


def _record_attachments(edition: Edition) -> None:
    """Record the attached files that the edition lists, so that they stay available with it.

    Runs after the chapters of the edition were published, while they are locked.
    """
    attached = (
        Attachment.objects.public()
        .filter(entry__submission__reporting_year=edition.reporting_year)
        .select_related("entry")
    )
    for attachment in attached.order_by("pk"):
        EditionAttachment.objects.create(
            edition=edition,
            reference=attachment.entry.reference,
            name=attachment.name,
            description=attachment.description,
            file_type=attachment.file_type,
            size=attachment.size,
            sha256=attachment.sha256,
            file=attachment.file.name,
        )


def _publish_narratives(edition: Edition, report: Report) -> None:
    """Make the edition's narrative parts searchable, in place of those of the edition before.

    The search then no longer finds the parts that are being written at the desk.
    """
    year = edition.reporting_year
    SearchDocument.objects.filter(narrative__reporting_year=year).delete()
    Narrative.with_issued.filter(reporting_year=year, edition__isnull=False).delete()
    for part in report.narratives():
        Narrative.with_issued.create(
            reporting_year=year,
            edition=edition,
            kind=part.kind,
            heading=part.heading,
            text=part.text,
            language=report.cover.language,
        )


def _store_anchors(edition: Edition, report: Report) -> None:
    anchors = [
        anchor
        for chapter in report.chapters
        for anchor in (
            anchor_of_chapter(chapter.implementer),
            *(anchor_of_entry(item.reference) for item in chapter.items),
        )
    ]
    PrintedPlace.objects.bulk_create(
        PrintedPlace(edition=edition, anchor=anchor) for anchor in anchors
    )
