"""The rows that the API gives: public ones of the current Program, in official order.

Each comes with all that its serializer shows, in a number of queries that does not grow.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from implementers.models import Assignment, Implementer, ImplementerKind
from program.models import Activity, Country
from reporting.enums import SubmissionStatus
from reporting.filters import lineage
from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryLink,
    Event,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.numbering import chapter_numbers
from reporting.queries.totals import activities_with_counts, countries_with_counts


@dataclass(frozen=True)
class Place:
    """Where a chapter stands in its report: the half (1 or 2) and the number there."""

    part: int
    number: str


@dataclass(frozen=True)
class Counts:
    """What is public of an implementer and of those that are part of it."""

    chapters: int = 0
    entries: int = 0


def years() -> QuerySet[ReportingYear]:
    """Years of which anything is public, newest first, with their counts."""
    public = Q(submissions__status=SubmissionStatus.ACCEPTED)
    return (
        ReportingYear.objects.filter(
            Exists(Submission.objects.public().filter(reporting_year=OuterRef("pk"))),
            program__is_current=True,
        )
        .select_related("program__resolution")
        .annotate(
            chapters_count=Count("submissions", filter=public, distinct=True),
            entries_count=Count(
                "submissions__entries",
                filter=public & Q(submissions__entries__deleted_at__isnull=True),
                distinct=True,
            ),
        )
        .order_by("-year")
    )


def years_with_chapters() -> QuerySet[ReportingYear]:
    return years().prefetch_related(Prefetch("submissions", chapters()))


def chapters() -> QuerySet[Submission]:
    return (
        Submission.objects.public()
        .filter(reporting_year__program__is_current=True)
        .select_related("reporting_year", "implementer")
        .annotate(entries_count=Count("entries"))
        .order_by("reporting_year__year", "position", "pk")
    )


def whole_chapters() -> QuerySet[Submission]:
    listed = SubmissionActivity.objects.select_related("activity__source")
    return chapters().prefetch_related(
        Prefetch("listed_activities", listed), "financing", Prefetch("entries", entries())
    )


def chapter_places() -> dict[int, Place]:
    """Part and number of every public chapter, counted within its year. Takes one query."""
    halves: dict[tuple[int, int], list[tuple[int, int | str | None]]] = defaultdict(list)
    rows = chapters().values_list(
        "pk", "reporting_year_id", "implementer__kind", "implementer__parent_id"
    )
    for pk, year, kind, parent in rows:
        in_oas = kind == ImplementerKind.OAS
        halves[year, 1 if in_oas else 2].append((pk, parent if in_oas else kind))
    return {
        pk: Place(part, number)
        for (_year, part), half in halves.items()
        for (pk, _group), (_letter, number) in zip(
            half, chapter_numbers(group for _pk, group in half), strict=True
        )
    }


def entries() -> QuerySet[Entry]:
    links = (
        EntryLink.objects.filter(earlier__in=Entry.objects.public())
        .select_related("earlier")
        .order_by(
            "earlier__submission__reporting_year__year",
            "earlier__submission__position",
            "earlier__position",
        )
    )
    in_order = (
        Entry.objects.public()
        .filter(submission__reporting_year__program__is_current=True)
        .in_official_order()
    )
    return (
        in_order.order_by(*in_order.query.order_by, "pk")
        .select_related("submission__reporting_year", "submission__implementer")
        .prefetch_related(
            Prefetch("cited", EntryActivity.objects.select_related("activity")),
            Prefetch("country_roles", EntryCountry.objects.select_related("country")),
            Prefetch("events", Event.objects.select_related("country")),
            Prefetch("links_back", links),
        )
    )


def activities() -> QuerySet[Activity]:
    assigned = Assignment.objects.select_related("implementer").order_by("implementer__position")
    return (
        activities_with_counts()
        .select_related("source", "probably_same_as")
        .prefetch_related(Prefetch("assignments", assigned))
        .order_by("position", "pk")
    )


def activities_with_listings() -> QuerySet[Activity]:
    listings = (
        SubmissionActivity.objects.filter(submission__in=Submission.objects.public())
        .select_related("submission__reporting_year", "submission__implementer")
        .order_by("submission__reporting_year__year", "submission__position")
    )
    return activities().prefetch_related(Prefetch("listings", listings))


def countries() -> QuerySet[Country]:
    return countries_with_counts().prefetch_related("oas_memberships").order_by("name_en", "iso3")


def implementers() -> QuerySet[Implementer]:
    assigned = Assignment.objects.select_related("activity").order_by("activity__position")
    return (
        Implementer.objects.select_related("parent")
        .prefetch_related(Prefetch("assignments", assigned))
        .order_by("position", "pk")
    )


def implementer_counts() -> dict[int, Counts]:
    """By implementer's key, those of its parts added. Takes one query."""
    public = Q(
        submissions__status=SubmissionStatus.ACCEPTED,
        submissions__reporting_year__program__is_current=True,
    )
    rows = list(
        Implementer.objects.annotate(
            chapters_count=Count("submissions", filter=public, distinct=True),
            entries_count=Count(
                "submissions__entries",
                filter=public & Q(submissions__entries__deleted_at__isnull=True),
                distinct=True,
            ),
        )
        .order_by()
        .values_list("pk", "parent_id", "chapters_count", "entries_count")
    )
    parents = {pk: parent for pk, parent, _chapters, _entries in rows}
    total: dict[int, Counts] = defaultdict(Counts)
    for pk, _parent, chapters_count, entries_count in rows:
        for above in lineage(pk, parents):
            sums = total[above]
            total[above] = Counts(sums.chapters + chapters_count, sums.entries + entries_count)
    return total
