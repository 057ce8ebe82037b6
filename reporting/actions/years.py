"""Opening a reporting year, closing it, and opening it again."""

import datetime
import re
from collections import defaultdict
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from implementers.models import Assignment, Implementer, User
from program.models import Program
from reporting import permissions, policies
from reporting.actions.entry_writing import allocate_reference, next_position, persist_entry
from reporting.actions.exceptions import TransitionDenied, YearRefused
from reporting.actions.log import record
from reporting.enums import EntryKind, LogAct, Origin
from reporting.models import Entry, Financing, ReportingYear, Submission, SubmissionActivity
from reporting.queries.entries import content_of
from reporting.validators import text_problems


@transaction.atomic
def open_year(
    program: Program,
    year: int,
    *,
    opens_on: datetime.date,
    due_on: datetime.date,
    is_demonstration: bool = False,
    by: User,
) -> ReportingYear:
    """Open the Program's reporting year `year` (a calendar year) for writing.

    Makes a chapter for each implementer that reports, with the heading, the words and the
    activities of its last one, and turns what the accepted chapters of the year before promised
    for their next year into planned entries. A year that exists already is returned as it is.
    Raises `NotPermitted` and `YearRefused`.
    """
    permissions.require_to_open_years(by)
    Program.objects.select_for_update().get(pk=program.pk)  # one opening at a time
    held = ReportingYear.objects.filter(program=program, year=year).first()
    if held is not None:
        return held
    earlier = ReportingYear.objects.filter(program=program, year__lt=year).order_by("year").last()
    made = _make_year(
        ReportingYear(
            program=program,
            year=year,
            title=_title(earlier, year),
            language=earlier.language if earlier else program.language,
            opens_on=opens_on,
            due_on=due_on,
            is_demonstration=is_demonstration,
        )
    )
    last, promised = _last_chapters(made), _promised(made)
    for position, implementer in enumerate(Implementer.objects.reporting(), start=1):
        chapter = _make_chapter(made, implementer, position, last.get(implementer.pk))
        for promise in promised[implementer.pk]:
            _plan(chapter, promise, by=by)
    record(LogAct.OPEN_YEAR, year=made, by=by)
    return made


@transaction.atomic
def close_year(reporting_year: ReportingYear, *, by: User) -> ReportingYear:
    """Close the year for writing, from now on.

    Its chapters can still be submitted, reviewed and accepted; one whose time is extended can be
    written until that day. Raises `NotPermitted`, `NotInThisState` while an edition of it is being
    made, and `YearRefused` for a year that is not open.
    """
    permissions.require_to_oversee(by)
    year = _held(reporting_year)
    policies.require_no_edition_under_way(year)
    if not policies.is_open(year):
        words = _("%(year)s is not open for writing: there is nothing to close.")
        raise YearRefused(words % {"year": year})
    year.closed_at = timezone.now()
    year.save(update_fields=["closed_at"])
    record(LogAct.CLOSE_YEAR, year=year, by=by)
    return year


@transaction.atomic
def reopen_year(reporting_year: ReportingYear, *, reason: str, by: User) -> ReportingYear:
    """Let the chapters of a closed year be written again.

    Raises `NotPermitted`, `NotInThisState` while an edition of it is being made, `YearRefused` for a
    year that is not closed or that is issued, and `TransitionDenied` without a reason.
    """
    permissions.require_to_oversee(by)
    year = _held(reporting_year)
    policies.require_no_edition_under_way(year)
    for objection in policies.objections_to_reopening(year):
        raise YearRefused(objection)
    if not reason.strip():
        raise TransitionDenied(_("Say why the year is opened again."))
    if problems := list(text_problems(reason)):
        raise TransitionDenied("\n".join(problems))
    year.closed_at = None
    year.save(update_fields=["closed_at"])
    record(LogAct.REOPEN_YEAR, year=year, note=reason, by=by)
    return year


def _held(reporting_year: ReportingYear) -> ReportingYear:
    """The year as it stands now, held until the transaction ends."""
    return ReportingYear.objects.select_for_update().get(pk=reporting_year.pk)


def _make_year(reporting_year: ReportingYear) -> ReportingYear:
    try:
        reporting_year.full_clean()
    except ValidationError as error:
        raise YearRefused(" ".join(error.messages)) from error
    reporting_year.save()
    return reporting_year


def _title(earlier: ReportingYear | None, year: int) -> str:
    if earlier is None:
        return _("Annual report %(year)d") % {"year": year}
    return re.sub(rf"\b{earlier.year}\b", str(year), earlier.title)


def _last_chapters(reporting_year: ReportingYear) -> dict[int, Submission]:
    """The newest earlier chapter of each implementer that has one, by its primary key."""
    earlier = Submission.objects.working().filter(
        reporting_year__program=reporting_year.program,
        reporting_year__year__lt=reporting_year.year,
    )
    last = {chapter.implementer_id: chapter for chapter in earlier.order_by("reporting_year__year")}
    prefetch_related_objects(list(last.values()), "listed_activities")
    return last


def _promised(reporting_year: ReportingYear) -> dict[int, list[Entry]]:
    """What the accepted chapters of the year before promised, by primary key of the implementer."""
    promises = (
        Entry.objects.public()
        .in_column(EntryKind.NEXT_YEAR, reporting_year.year)
        .filter(submission__reporting_year__program=reporting_year.program)
        .order_by("position")
        .with_relations()
        .prefetch_related("financing")
    )
    held: dict[int, list[Entry]] = defaultdict(list)
    for promise in promises:
        held[promise.submission.implementer_id].append(promise)
    return held


def _make_chapter(
    reporting_year: ReportingYear, implementer: Implementer, position: int, last: Submission | None
) -> Submission:
    chapter = Submission.objects.create(
        reporting_year=reporting_year,
        implementer=implementer,
        position=position,
        heading=last.heading if last else "",
        preamble=last.preamble if last else "",
        language=last.language if last else reporting_year.language,
    )
    listed = _listed_before(last) if last else _assigned(reporting_year, implementer)
    for place, row in enumerate(listed, start=1):
        row.submission, row.position = chapter, place
    SubmissionActivity.objects.bulk_create(listed)
    return chapter


def _listed_before(last: Submission) -> list[SubmissionActivity]:
    return [
        SubmissionActivity(activity_id=row.activity_id, wording=row.wording, language=row.language)
        for row in last.listed_activities.all()
    ]


def _assigned(reporting_year: ReportingYear, implementer: Implementer) -> list[SubmissionActivity]:
    assigned = Assignment.objects.filter(
        implementer=implementer, activity__program=reporting_year.program
    ).order_by("activity__position")
    return [
        SubmissionActivity(activity_id=row.activity_id, language=reporting_year.language)
        for row in assigned
    ]


def _plan(chapter: Submission, promise: Entry, *, by: User) -> None:
    """Turn a promise into a plan. Its printed label stays behind: it numbered another list."""
    plan = Entry(
        submission=chapter,
        reference=allocate_reference(chapter),
        position=next_position(chapter, EntryKind.PLANNED),
    )
    content = replace(
        content_of(promise), kind=EntryKind.PLANNED, label="", continues=(promise.reference,)
    )
    persist_entry(plan, content, origin=Origin.PORTAL, by=by)
    Financing.objects.bulk_create(
        _financing_again(plan, source) for source in promise.financing.all()
    )


def _financing_again(plan: Entry, source: Financing) -> Financing:
    return Financing(
        submission=plan.submission,
        entry=plan,
        position=source.position,
        kind=source.kind,
        contributor=source.contributor,
        amount=source.amount,
        currency=source.currency,
        text=source.text,
        language=source.language,
    )
