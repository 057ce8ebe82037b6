"""Questions about what is issued."""

from django.db.models import Prefetch, QuerySet

from program.models.program import current_program
from reporting.models import Edition, EditionFile, Issuing, ReportingYear, Submission


def chapters_not_accepted(reporting_year: ReportingYear) -> list[Submission]:
    """The year's chapters that are not accepted, in the order of the report."""
    return list(
        reporting_year.submissions.working()
        .not_accepted()
        .select_related("implementer", "reporting_year")
        .order_by("position")
    )


def editions() -> QuerySet[Edition]:
    """The current Program's editions, newest first, without the content and the bytes."""
    files = EditionFile.objects.defer("data")
    return (
        Edition.objects.filter(current_program("reporting_year__program__"))
        .defer("content")
        .select_related("reporting_year")
        .prefetch_related(Prefetch("files", files))
        .order_by("-reporting_year__year", "-number")
    )


def editions_of(reporting_year: ReportingYear) -> list[Edition]:
    """A year's editions, newest first."""
    return list(editions().filter(reporting_year=reporting_year))


def newest_edition(reporting_year: ReportingYear) -> Edition | None:
    """The newest edition of a year, with its content; None when nothing is issued."""
    return reporting_year.editions.order_by("number").last()


def edition_before(edition: Edition) -> Edition | None:
    """The edition of the same year that this one replaces."""
    earlier = Edition.objects.filter(
        reporting_year=edition.reporting_year_id, number__lt=edition.number
    )
    return earlier.order_by("number").last()


def latest_issuing(reporting_year: ReportingYear) -> Issuing | None:
    """The issuing that was asked for last."""
    return reporting_year.issuings.order_by("asked_at").last()
