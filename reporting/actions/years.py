"""Opening, closing and reopening a reporting year."""

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
from reporting.actions.locking import locked_year
from reporting.actions.log import record
from reporting.enums import EntryKind, LogAct, Origin
from reporting.models import Entry, Financing, ReportingYear, Submission, SubmissionActivity
from reporting.queries.entries import content_of, next_year_entries
from reporting.validators import reason_problems


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

    Each implementer that reports gets a chapter with the heading, texts and activities of its last
    one. What the accepted chapters of the year before planned for next year becomes a planned
    entry. A year that exists already is returned unchanged; if it is a demonstration and this one
    is not, or the other way round, it is refused. A year takes over nothing from a demonstration
    year, except another demonstration. Raises `NotPermitted` and `YearRefused`.
    """
    permissions.require_to_open_years(by)
    Program.objects.select_for_update().get(pk=program.pk)  # one opening at a time
    existing = ReportingYear.objects.filter(program=program, year=year).first()
    if existing is not None:
        _require_same_kind(existing, is_demonstration=is_demonstration)
        return existing
    years = ReportingYear.objects.filter(program=program, year__lt=year)
    if not is_demonstration:
        years = years.without_demonstrations()
    earlier = years.order_by("year").last()
    reporting_year = _create_year(
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
    last_chapters = _last_chapters(reporting_year)
    entries = _next_year_entries(reporting_year)
    for position, implementer in enumerate(Implementer.objects.reporting(), start=1):
        chapter = _create_chapter(
            reporting_year, implementer, position, last_chapters.get(implementer.pk)
        )
        for entry in entries[implementer.pk]:
            _create_plan(chapter, entry, by=by)
    record(LogAct.OPEN_YEAR, year=reporting_year, by=by)
    return reporting_year


@transaction.atomic
def close_year(reporting_year: ReportingYear, *, by: User) -> ReportingYear:
    """Close the year for writing, from now on.

    Its chapters can still be submitted, reviewed and accepted; a chapter with an extension can be
    written until that day. Raises `NotPermitted`, `NotInThisState` while an edition of the year is
    being made, and `YearRefused` for a year that is not open.
    """
    permissions.require_to_oversee(by)
    year = locked_year(reporting_year)
    policies.require_no_edition_under_way(year)
    if not policies.is_open(year):
        message = _("%(year)s is not open for writing: there is nothing to close.")
        raise YearRefused(message % {"year": year})
    year.closed_at = timezone.now()
    year.save(update_fields=["closed_at"])
    record(LogAct.CLOSE_YEAR, year=year, by=by)
    return year


@transaction.atomic
def reopen_year(reporting_year: ReportingYear, *, reason: str, by: User) -> ReportingYear:
    """Let the chapters of a closed year be written again.

    Raises `NotPermitted`, `NotInThisState` while an edition of the year is being made,
    `YearRefused` for a year that is not closed or is issued, and `TransitionDenied` without a
    reason.
    """
    permissions.require_to_oversee(by)
    year = locked_year(reporting_year)
    policies.require_no_edition_under_way(year)
    for message in policies.objections_to_reopening(year):
        raise YearRefused(message)
    if not reason.strip():
        raise TransitionDenied(_("Say why the year is opened again."))
    if problems := list(reason_problems(reason)):
        raise TransitionDenied("\n".join(problems))
    year.closed_at = None
    year.save(update_fields=["closed_at"])
    record(LogAct.REOPEN_YEAR, year=year, note=reason, by=by)
    return year


def _require_same_kind(existing: ReportingYear, *, is_demonstration: bool) -> None:
    if existing.is_demonstration and not is_demonstration:
        message = _("%(year)s is a demonstration year. Remove it, then open the year.")
        raise YearRefused(message % {"year": existing})
    if is_demonstration and not existing.is_demonstration:
        message = _("%(year)s is a real reporting year. Choose another year for practice.")
        raise YearRefused(message % {"year": existing})


def _create_year(reporting_year: ReportingYear) -> ReportingYear:
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
    """Return the latest earlier chapter of each implementer, by the implementer's key."""
    earlier = Submission.objects.working().filter(
        reporting_year__program=reporting_year.program,
        reporting_year__year__lt=reporting_year.year,
    )
    if not reporting_year.is_demonstration:
        earlier = earlier.without_demonstrations()
    latest = {
        chapter.implementer_id: chapter for chapter in earlier.order_by("reporting_year__year")
    }
    prefetch_related_objects(list(latest.values()), "listed_activities")
    return latest


def _next_year_entries(reporting_year: ReportingYear) -> dict[int, list[Entry]]:
    """Return the entries that become plans of the year, by the implementer's key."""
    entries = (
        next_year_entries(
            reporting_year.program,
            reporting_year.year,
            is_demonstration=reporting_year.is_demonstration,
        )
        .order_by("position")
        .with_relations()
        .prefetch_related("financing")
    )
    by_implementer: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_implementer[entry.submission.implementer_id].append(entry)
    return by_implementer


def _create_chapter(
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
    listings = (
        _copied_listings(last) if last else _listings_of_assignments(reporting_year, implementer)
    )
    for listing_position, listing in enumerate(listings, start=1):
        listing.submission, listing.position = chapter, listing_position
    SubmissionActivity.objects.bulk_create(listings)
    return chapter


def _copied_listings(last: Submission) -> list[SubmissionActivity]:
    return [
        SubmissionActivity(
            activity_id=listing.activity_id, wording=listing.wording, language=listing.language
        )
        for listing in last.listed_activities.all()
    ]


def _listings_of_assignments(
    reporting_year: ReportingYear, implementer: Implementer
) -> list[SubmissionActivity]:
    assignments = Assignment.objects.filter(
        implementer=implementer, activity__program=reporting_year.program
    ).order_by("activity__position")
    return [
        SubmissionActivity(activity_id=assignment.activity_id, language=reporting_year.language)
        for assignment in assignments
    ]


def _create_plan(chapter: Submission, earlier: Entry, *, by: User) -> None:
    """Create the planned entry that continues an entry of the year before.

    Its printed label is left out, because it numbered another list.
    """
    plan = Entry(
        submission=chapter,
        reference=allocate_reference(chapter),
        position=next_position(chapter, EntryKind.PLANNED),
    )
    content = replace(
        content_of(earlier), kind=EntryKind.PLANNED, label="", continues=(earlier.reference,)
    )
    persist_entry(plan, content, origin=Origin.PORTAL, by=by)
    Financing.objects.bulk_create(
        _copied_financing(plan, source) for source in earlier.financing.all()
    )


def _copied_financing(plan: Entry, source: Financing) -> Financing:
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
