"""Questions about the activities of the register."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from implementers.models import Assignment, Implementer
from program.models import Activity
from program.models.base import NAMES
from reporting.models import SubmissionActivity
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded

_LISTED = 20
_OF_IMPLEMENTER = ("id", "slug", "acronym", *NAMES)


class NamedActivity(NamedTuple):
    """An activity as its tag shows it."""

    code: str
    short_title: str
    text: str

    def __str__(self) -> str:
        return f"{self.code} {self.short_title}".strip()


class Wording(NamedTuple):
    """An activity's text as a chapter prints it."""

    text: str
    language: str
    acronym: str
    year: int


class ListingChapter(NamedTuple):
    """A chapter by its calendar year and its implementer."""

    year: int
    slug: str
    acronym: str


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

    Of each implementer its names and its address alone. Takes one query.
    """
    rows = _CONCERNED.rows(activity=activity.pk, reporting=literal(reporting))
    return [
        (Implementer(**dict(zip(_OF_IMPLEMENTER, row, strict=True))), bool(is_assigned))
        for *row, is_assigned in rows
    ]


def _concerned() -> QuerySet[Any, Any]:
    activity = Given("activity").value
    assigned = Assignment.objects.filter(implementer=OuterRef("pk"), activity=activity)
    listing = _public_listings(activity).order_by().values("submission__implementer")
    return (
        Implementer.objects.annotate(is_assigned=Exists(assigned))
        .filter(Q(is_assigned=True) | Q(pk__in=these(Given("reporting"))) | Q(pk__in=listing))
        .order_by("position")
        .values_list(*_OF_IMPLEMENTER, "is_assigned")
    )


_CONCERNED = Worded(_concerned)


def restatements_of(activity: Activity) -> list[NamedActivity]:
    """The activities that are probably the same as this one, in their order. Takes one query."""
    return [NamedActivity._make(row) for row in _RESTATEMENTS.rows(activity=activity.pk)]


_RESTATEMENTS = Worded(
    lambda: Activity.objects.filter(probably_same_as=Given("activity").value).values_list(
        *NamedActivity._fields
    )
)


def wordings_of(activity: Activity) -> list[Wording]:
    """The wordings other than the register's that chapters print; each once, oldest first."""
    found: dict[str, Wording] = {}
    for listing in map(Wording._make, _WORDINGS.rows(activity=activity.pk)):
        found.setdefault(listing.text, listing)
    return list(found.values())


_WORDINGS = Worded(
    lambda: (
        _public_listings(Given("activity").value)
        .exclude(wording="")
        .order_by("submission__reporting_year__year", "submission__position")
        .values_list(
            "wording",
            "language",
            "submission__implementer__acronym",
            "submission__reporting_year__year",
        )
    )
)


def chapters_listing(activity: Activity) -> list[ListingChapter]:
    """Where public chapters list the activity, newest first, twenty at most."""
    return [ListingChapter._make(row) for row in _LISTING.rows(activity=activity.pk)]


_LISTING = Worded(
    lambda: (
        _public_listings(Given("activity").value)
        .order_by("-submission__reporting_year__year", "submission__position")
        .values_list(
            "submission__reporting_year__year",
            "submission__implementer__slug",
            "submission__implementer__acronym",
        )[:_LISTED]
    )
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


def _public_listings(activity: Activity | RawSQL) -> QuerySet[SubmissionActivity]:
    return SubmissionActivity.objects.public().filter(activity=activity)
