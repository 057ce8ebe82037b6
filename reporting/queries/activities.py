"""Questions about the activities of the register."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.models import Submission, SubmissionActivity

_LISTED = 20


def register() -> QuerySet[Activity]:
    """The current Program's activities in their order. One query."""
    return Activity.objects.of_current_program().order_by("position")


def register_with_implementers() -> QuerySet[Activity]:
    """The same with whom they are assigned to. Two queries."""
    return register().prefetch_related("implementers")


def implementers_concerned(
    activity: Activity, reporting: Collection[int]
) -> list[tuple[Implementer, bool]]:
    """The implementers that the activity is assigned to (True), that list it, or that are among
    `reporting` (keys), in official order. Takes one query.
    """
    assigned = Assignment.objects.filter(implementer=OuterRef("pk"), activity=activity)
    listing = _public_listings(activity).order_by().values("submission__implementer")
    implementers = (
        Implementer.objects.annotate(is_assigned=Exists(assigned))
        .filter(Q(is_assigned=True) | Q(pk__in=reporting) | Q(pk__in=listing))
        .order_by("position")
    )
    return [(implementer, implementer.is_assigned) for implementer in implementers]


def restatements_of(activity: Activity) -> QuerySet[Activity]:
    """The activities that are probably the same as this one, in the register's order."""
    return Activity.objects.filter(probably_same_as=activity).order_by("position")


def wordings_of(activity: Activity) -> list[SubmissionActivity]:
    """The public listings whose wording is not the register's; each wording once, oldest first."""
    listings = (
        _public_listings(activity)
        .exclude(wording="")
        .order_by("submission__reporting_year__year", "submission__position")
    )
    found: dict[str, SubmissionActivity] = {}
    for listing in listings:
        found.setdefault(listing.wording, listing)
    return list(found.values())


def chapters_listing(activity: Activity) -> list[Submission]:
    """The public chapters that list the activity, newest first, twenty at most."""
    listings = _public_listings(activity).order_by(
        "-submission__reporting_year__year", "submission__position"
    )
    return [listing.submission for listing in listings[:_LISTED]]


def _public_listings(activity: Activity) -> QuerySet[SubmissionActivity]:
    return (
        SubmissionActivity.objects.public()
        .filter(activity=activity)
        .select_related("submission__reporting_year", "submission__implementer")
    )
