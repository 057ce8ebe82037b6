"""Questions about the report's own parts in running text."""

from django.db.models import QuerySet

from reporting.models import Narrative
from reporting.queries.years import whole_years


def public_narratives() -> QuerySet[Narrative]:
    """Those of the current Program that anybody may read: none is ahead of the chapters."""
    years = whole_years().filter(program__is_current=True)
    return Narrative.objects.filter(reporting_year__in=years.order_by())
