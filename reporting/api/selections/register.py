"""The rows that belong to no year: Program activities, countries and implementers."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import CharField, Prefetch, QuerySet, Value
from django.db.models.functions import Concat

from implementers.models import Assignment, Implementer
from implementers.tree import ancestor_ids
from program.models import Activity, Country
from program.models.program import current_program
from reporting.api.pagination import sort_key
from reporting.api.sparse_fields import ALL, SparseFields
from reporting.models import SubmissionActivity
from reporting.models.public import not_demonstration
from reporting.queries.statistics import chapters_and_entries


@dataclass(frozen=True)
class Counts:
    """The public chapters and entries of an implementer and of the implementers below it."""

    chapters: int = 0
    entries: int = 0


def activity_rows() -> QuerySet[Activity]:
    return (
        Activity.objects.of_current_program()
        .select_related("source", "probably_same_as")
        .annotate(sort_key=sort_key("position", then="code"))
    )


def activities_with_listings(fields: SparseFields = ALL) -> QuerySet[Activity]:
    activities = activity_rows()
    if not fields.want("listings"):
        return activities
    listings = (
        SubmissionActivity.objects.public()
        .filter(not_demonstration("submission__reporting_year__"))
        .select_related("submission__reporting_year", "submission__implementer")
        .order_by("submission__reporting_year__year", "submission__position")
    )
    return activities.prefetch_related(Prefetch("listings", listings))


# By name and then by code: the names are not unique. A tab sorts before all that a name contains.
_COUNTRY_ORDER = Concat("name_en", Value("\t"), "iso3", output_field=CharField())


def country_rows(fields: SparseFields = ALL) -> QuerySet[Country]:
    countries = Country.objects.annotate(sort_key=_COUNTRY_ORDER)
    needs_memberships = fields.want("memberships") or fields.want("oas_status")
    return countries.prefetch_related("oas_memberships") if needs_memberships else countries


def implementer_rows() -> QuerySet[Implementer]:
    implementers = Implementer.objects.select_related("parent")
    return implementers.annotate(sort_key=sort_key("position", then="slug"))


def codes_by_implementer() -> dict[int, list[str]]:
    """The codes of the activities assigned to each implementer, by its key. Takes one query."""
    codes: dict[int, list[str]] = defaultdict(list)
    assigned = _ASSIGNED.order_by("activity__position")
    for implementer, code in assigned.values_list("implementer", "activity__code"):
        codes[implementer].append(code)
    return codes


def implementers_by_activity() -> dict[int, list[str]]:
    """The slugs of the implementers of each activity, by its key. Takes one query."""
    slugs: dict[int, list[str]] = defaultdict(list)
    assigned = _ASSIGNED.order_by("implementer__position")
    for activity, slug in assigned.values_list("activity", "implementer__slug"):
        slugs[activity].append(slug)
    return slugs


def implementer_counts() -> dict[int, Counts]:
    """The counts by the implementer's key, with those of its descendants. Takes two queries."""
    own = {key: Counts(*numbers) for key, numbers in chapters_and_entries().items()}
    parents = Implementer.objects.parent_ids()
    total: dict[int, Counts] = defaultdict(Counts)
    for pk in parents:
        for ancestor in ancestor_ids(pk, parents):
            subtotal, own_counts = total[ancestor], own.get(pk, Counts())
            total[ancestor] = Counts(
                subtotal.chapters + own_counts.chapters, subtotal.entries + own_counts.entries
            )
    return total


_ASSIGNED = Assignment.objects.filter(current_program("activity__program__"))
