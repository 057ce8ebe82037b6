"""Queries about the activities of the register."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet

from implementers.models import Assignment, Implementer
from program.models import Activity
from reporting.models import Submission, SubmissionActivity
from reporting.models.public import not_demonstration


def register() -> QuerySet[Activity]:
    """Return the current Program's activities in their order. Takes one query."""
    return Activity.objects.of_current_program().order_by("position")


def register_with_implementers() -> QuerySet[Activity]:
    """Return the same with the implementers they are assigned to. Takes two queries."""
    return register().prefetch_related("implementers")


def implementers_concerned(
    activity: Activity, reporting: Collection[int]
) -> list[tuple[Implementer, bool]]:
    """Return each implementer that the activity concerns, and whether it is assigned to it.

    It concerns the implementers that it is assigned to, that list it in a public chapter, or that
    are among `reporting` (keys). They come in official order. Takes one query.
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
    """Return the activities that are probably the same as this one, in the register's order."""
    return Activity.objects.filter(probably_same_as=activity).order_by("position")


def wordings_of(activity: Activity) -> list[SubmissionActivity]:
    """Return the public listings with a wording of their own, oldest first.

    Each wording appears once, with its first listing.
    """
    listings = (
        _public_listings(activity)
        .exclude(wording="")
        .order_by("submission__reporting_year__year", "submission__position")
    )
    by_wording: dict[str, SubmissionActivity] = {}
    for listing in listings:
        by_wording.setdefault(listing.wording, listing)
    return list(by_wording.values())


def chapters_listing(activity: Activity) -> list[Submission]:
    """Return the public chapters that list the activity, newest first."""
    listings = _public_listings(activity).order_by(
        "-submission__reporting_year__year", "submission__position"
    )
    return [listing.submission for listing in listings]


def _public_listings(activity: Activity) -> QuerySet[SubmissionActivity]:
    return (
        SubmissionActivity.objects.public()
        .filter(not_demonstration("submission__reporting_year__"), activity=activity)
        .select_related("submission__reporting_year", "submission__implementer")
    )
