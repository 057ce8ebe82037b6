"""Questions about the report's own parts in running text."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from reporting.models import Edition, Narrative
from reporting.queries.years import complete_years


def narratives_in_force() -> QuerySet[Narrative]:
    """Of an issued report the parts as its newest edition prints them; before the first, as they are
    written."""
    issued = Edition.objects.filter(reporting_year=OuterRef("reporting_year"))
    return Narrative.with_issued.filter(Q(edition__isnull=False) | ~Exists(issued))


def public_narratives() -> QuerySet[Narrative]:
    """Those of the current Program that anybody may read: none of them is ahead of the chapters."""
    years = complete_years().of_current_program()
    return narratives_in_force().filter(reporting_year__in=years.order_by())
