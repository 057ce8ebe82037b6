"""Questions about the activities of the register."""

from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.enums import SubmissionStatus
from reporting.models import SubmissionActivity

_LISTED = 20


class Wording(NamedTuple):
    """An activity's text as a chapter prints it."""

    text: str
    language: str
    acronym: str
    year: int


def register() -> QuerySet[Activity]:
    """The current Program's activities in their order. One query."""
    return Activity.objects.filter(program__is_current=True).order_by("position")


def register_with_implementers() -> QuerySet[Activity]:
    """The same with whom they are assigned to. Two queries."""
    return register().prefetch_related("implementers")


def implementers_concerned(
    activity: Activity, reporting: Collection[int]
) -> list[tuple[Implementer, bool]]:
    """Whom it is assigned to (True), who lists it or is among `reporting` (keys), in their order.

    Takes one query.
    """
    assigned = Assignment.objects.filter(implementer=OuterRef("pk"), activity=activity)
    listing = _public_listings(activity).order_by().values("submission__implementer")
    rows = (
        Implementer.objects.annotate(is_assigned=Exists(assigned))
        .filter(Q(is_assigned=True) | Q(pk__in=reporting) | Q(pk__in=listing))
        .order_by("position")
    )
    return [(row, row.is_assigned) for row in rows]


def wordings_of(activity: Activity) -> list[Wording]:
    """The wordings other than the register's that chapters print; each once, oldest first."""
    listings = (
        _public_listings(activity)
        .exclude(wording="")
        .order_by("submission__reporting_year__year", "submission__position")
        .values_list(
            "wording",
            "language",
            "submission__implementer__acronym",
            "submission__reporting_year__year",
        )
    )
    found: dict[str, Wording] = {}
    for listing in map(Wording._make, listings):
        found.setdefault(listing.text, listing)
    return list(found.values())


def chapters_listing(activity: Activity) -> list[SubmissionActivity]:
    """Where public chapters list the activity, newest first, twenty at most."""
    return list(
        _public_listings(activity)
        .select_related("submission__implementer", "submission__reporting_year")
        .order_by("-submission__reporting_year__year", "submission__position")[:_LISTED]
    )


def assigned_to(implementers: Collection[int]) -> list[Activity]:
    """The current Program's activities that are assigned to any of these, in their order."""
    return list(
        Activity.objects.filter(
            Exists(
                Assignment.objects.filter(activity=OuterRef("pk"), implementer__in=implementers)
            ),
            program__is_current=True,
        ).order_by("position")
    )


def _public_listings(activity: Activity) -> QuerySet[SubmissionActivity]:
    return SubmissionActivity.objects.filter(
        activity=activity, submission__status=SubmissionStatus.ACCEPTED
    )
