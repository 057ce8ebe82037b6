"""Queries about editions."""

from django.db.models import Prefetch, QuerySet

from program.models.program import current_program
from reporting.models import Edition, EditionFile, Issuing, ReportingYear, Submission


def chapters_not_accepted(reporting_year: ReportingYear) -> list[Submission]:
    """Return the year's chapters that are not accepted, in the order of the report."""
    return list(
        reporting_year.submissions.working()
        .not_accepted()
        .select_related("implementer", "reporting_year")
        .order_by("position")
    )


def editions() -> QuerySet[Edition]:
    """Return the current Program's editions, newest first, without content and file data."""
    files = EditionFile.objects.defer("data")
    return (
        Edition.objects.filter(current_program("reporting_year__program__"))
        .defer("content")
        .select_related("reporting_year")
        .prefetch_related(Prefetch("files", files))
        .order_by("-reporting_year__year", "-number")
    )


def editions_of(reporting_year: ReportingYear) -> list[Edition]:
    """Return a year's editions, newest first."""
    return list(editions().filter(reporting_year=reporting_year))


def newest_edition(reporting_year: ReportingYear) -> Edition | None:
    """Return the newest edition of a year, with its content; None if there is none."""
    return reporting_year.editions.order_by("number").last()


def edition_before(edition: Edition) -> Edition | None:
    """Return the previous edition of the same year."""
    earlier = Edition.objects.select_related("reporting_year").filter(
        reporting_year=edition.reporting_year_id, number__lt=edition.number
    )
    return earlier.order_by("number").last()


def latest_issuing(reporting_year: ReportingYear) -> Issuing | None:
    """Return the issuing that was requested last."""
    return reporting_year.issuings.order_by("asked_at").last()
