"""What the checks of a year read, in a constant number of queries."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch

from implementers.models import Assignment, Implementer
from program.models import Activity, Country
from reporting.models import (
    Entry,
    Highlight,
    Narrative,
    ReportingYear,
    Submission,
    SubmissionActivity,
)


@dataclass(frozen=True)
class YearRows:
    """The rows of a year, drafts included, and the reference data around them."""

    submissions: list[Submission]
    narratives: list[Narrative]
    highlights: list[Highlight]
    activities: list[Activity]
    countries: list[Country]
    members: frozenset[str]  # ISO alpha-3 codes of the member states in that year
    implementers: list[Implementer]


@dataclass(frozen=True)
class RowsAround:
    """What is needed to check one entry of a chapter while it is written."""

    assigned: list[str]  # codes
    activities: list[Activity]
    countries: list[Country]
    implementers: list[Implementer]
    amounts: list[Decimal | None]
    other_texts: list[str]  # of the year's other entries, for its vocabulary


def rows_around(submission: Submission, *, apart_from: str) -> RowsAround:
    """Return what is needed to check one entry of the chapter.

    `apart_from` is the reference of that entry. Takes 8 queries.
    """
    return RowsAround(
        assigned=list(
            Assignment.objects.filter(implementer=submission.implementer_id)
            .order_by()
            .values_list("activity__code", flat=True)
        ),
        activities=list(Activity.objects.filter(program=submission.reporting_year.program_id)),
        countries=list(Country.objects.prefetch_related("aliases")),
        implementers=list(Implementer.objects.prefetch_related("aliases")),
        amounts=list(submission.financing.exclude(amount=None).values_list("amount", flat=True)),
        other_texts=list(
            Entry.objects.working()
            .filter(submission__reporting_year=submission.reporting_year_id)
            .exclude(reference=apart_from)
            .order_by()
            .values_list("text", flat=True)
        ),
    )


def rows_to_check(reporting_year: ReportingYear) -> YearRows:
    """Return everything that the checks of a year read. Takes 21 queries."""
    return YearRows(
        submissions=_submissions(reporting_year),
        narratives=list(reporting_year.narratives.all()),
        highlights=list(reporting_year.highlights.prefetch_related("supports__entry")),
        activities=list(
            Activity.objects.filter(program=reporting_year.program_id).select_related(
                "probably_same_as"
            )
        ),
        countries=list(Country.objects.prefetch_related("aliases")),
        members=frozenset(
            Country.objects.members_in(reporting_year.year).values_list("iso3", flat=True)
        ),
        implementers=list(Implementer.objects.prefetch_related("aliases")),
    )


def _submissions(reporting_year: ReportingYear) -> list[Submission]:
    return list(
        reporting_year.submissions.working()
        .order_by("position")
        .select_related("implementer")
        .prefetch_related(
            Prefetch("implementer__assignments", Assignment.objects.select_related("activity")),
            Prefetch("listed_activities", SubmissionActivity.objects.select_related("activity")),
            "financing",
            Prefetch("entries", Entry.objects.with_relations().in_official_order()),
        )
    )
