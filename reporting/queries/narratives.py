"""Queries about the report's narrative parts."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from reporting.models import Edition, Narrative
from reporting.queries.years import complete_years


def narratives_in_force() -> QuerySet[Narrative]:
    """Return the narrative parts of every year as they are current.

    For an issued report they are the parts that its newest edition prints; before the first
    edition, the parts as they are being written.
    """
    issued = Edition.objects.filter(reporting_year=OuterRef("reporting_year"))
    return Narrative.with_issued.filter(Q(edition__isnull=False) | ~Exists(issued))


def public_narratives() -> QuerySet[Narrative]:
    """Return the current Program's public narrative parts.

    They are those of complete years, because a part may mention chapters that are not public yet.
    """
    years = complete_years().of_current_program()
    return narratives_in_force().filter(reporting_year__in=years.order_by())
