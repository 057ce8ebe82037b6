"""Statistics of public chapters: entries, activities and countries, by chapter or by year."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, QuerySet, Value

from program.models import Activity, Country
from reporting.enums import CONTINUED, EntryKind, Outcome
from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    ReportingYear,
    Submission,
    SubmissionActivity,
)
from reporting.queries.entries import public_entries

NO_OUTCOME = "unsaid"


@dataclass
class Statistics:
    """The statistics of a group of public chapters: one chapter or one year.

    `by_kind` counts entries. `by_activity` counts the entries that cite an activity, by the
    activity's key and the kind. `by_country` counts the entries that concern a country, by the
    country's key, without mentions. `listed` has the keys of the activities that the chapters list.
    """

    chapters: int = 0
    by_kind: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EntryKind.values, 0))
    by_activity: dict[int, dict[str, int]] = field(default_factory=dict)
    by_country: dict[int, int] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)

    @property
    def entries(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class YearTotals:
    """The totals of a year's public chapters: entries, implementers, activities, member states.

    `activities` is the number of activities, among the `activities_of` numbered ones, that an
    executed entry cites. `named` is the number of others that an entry cites or a chapter lists.
    """

    entries: int
    implementers: int
    activities: int
    named: int
    activities_of: int
    member_states: int


def statistics_of_years(years: Iterable[int]) -> dict[int, Statistics]:
    """Return the statistics of these years (keys), by key. Takes five queries."""
    keys = list(years)
    chapters = Submission.objects.public().filter(reporting_year__in=keys)
    return _statistics(chapters, "reporting_year", keys)


def statistics_of_chapters(chapters: Iterable[int]) -> dict[int, Statistics]:
    """Return the statistics of these public chapters (keys), by key. Takes five queries."""
    keys = list(chapters)
    return _statistics(Submission.objects.public().filter(pk__in=keys), "pk", keys)


def _statistics(
    chapters: QuerySet[Submission], group: str, keys: Iterable[int]
) -> dict[int, Statistics]:
    """Return the statistics of `chapters`, grouped by their column `group`, for each of `keys`."""
    groups = {key: Statistics() for key in keys}
    chapter_keys = chapters.order_by().values("pk")
    for key, number in _count(chapters, group, of="pk"):
        groups[key].chapters = number
    entries = Entry.objects.filter(submission__in=chapter_keys)
    for key, kind, number in _count(entries, f"submission__{group}", "kind", of="pk"):
        groups[key].by_kind[kind] = number
    listed = SubmissionActivity.objects.filter(submission__in=chapter_keys).order_by()
    for key, activity in listed.values_list(f"submission__{group}", "activity"):
        groups[key].listed.add(activity)
    of_entries = {"entry__submission__in": chapter_keys, "entry__deleted_at__isnull": True}
    cited = EntryActivity.objects.filter(**of_entries)
    columns = (f"entry__submission__{group}", "activity", "entry__kind")
    for key, activity, kind, number in _count(cited, *columns, of="entry"):
        groups[key].by_activity.setdefault(activity, {})[kind] = number
    concerned = EntryCountry.objects.concerning().filter(**of_entries)
    for key, country, number in _count(
        concerned, f"entry__submission__{group}", "country", of="entry"
    ):
        groups[key].by_country[country] = number
    return groups


def _count(rows: QuerySet[Any], *columns: str, of: str) -> Iterable[tuple[Any, ...]]:
    """Return rows of the columns and the number of distinct `of` with these values."""
    return rows.order_by().values_list(*columns).annotate(number=Count(of, distinct=True))


def outcomes_of_plans(years: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many public planned entries of each year (key) have each outcome.

    The outcome is an `Outcome`, or `NO_OUTCOME` where none is known; see
    `EntryQuerySet.with_effective_outcome`. Takes one query.
    """
    counts: dict[int, Counter[str]] = {year: Counter() for year in years}
    plans = Entry.objects.public().filter(
        kind=EntryKind.PLANNED, submission__reporting_year__in=list(counts)
    )
    names = {"": NO_OUTCOME, CONTINUED: Outcome.CARRIED_OUT.value}
    columns = ("submission__reporting_year", "became")
    for year, outcome, number in _count(plans.with_effective_outcome(), *columns, of="pk"):
        counts[year][names.get(outcome, outcome)] += number
    return {year: dict(outcomes) for year, outcomes in counts.items()}


def year_totals(
    years: Sequence[ReportingYear], statistics: Mapping[int, Statistics]
) -> dict[int, YearTotals]:
    """Return the totals of each year by its key, from `statistics_of_years`.

    The member states are those of the OAS on the last day of the year that an entry concerns. Takes
    two queries.
    """
    numbered: dict[int, set[int]] = {year.program_id: set() for year in years}
    activities = Activity.objects.filter(number__isnull=False, program__in=numbered).order_by()
    for program, activity in activities.values_list("program", "pk"):
        numbered[program].add(activity)
    members = _members({year.year for year in years})
    return {
        year.pk: _totals(statistics[year.pk], numbered[year.program_id], members[year.year])
        for year in years
    }


def _totals(statistics: Statistics, numbered: set[int], members: set[int]) -> YearTotals:
    cited = statistics.by_activity
    executed = {pk for pk in numbered if EntryKind.EXECUTED in cited.get(pk, ())}
    return YearTotals(
        entries=statistics.entries,
        implementers=statistics.chapters,
        activities=len(executed),
        named=len(numbered.intersection({*cited, *statistics.listed}) - executed),
        activities_of=len(numbered),
        member_states=len(members.intersection(statistics.by_country)),
    )


def _members(years: Collection[int]) -> dict[int, set[int]]:
    """Return the keys of the member states of the OAS in each calendar year. Takes one query."""
    members: dict[int, set[int]] = {year: set() for year in years}
    of_years = [
        Country.objects.members_in(year)
        .order_by()
        .annotate(member_year=Value(year))
        .values_list("member_year", "pk")
        for year in years
    ]
    for year, country in Country.objects.none().values_list("pk", "pk").union(*of_years, all=True):
        members[year].add(country)
    return members


def entries_by_country(year: int | None = None) -> dict[int, int]:
    """Return how many of the current Program's public entries concern each country, by its key.

    Mentions do not count. With `year`, only the entries of that calendar year. Takes one query.
    """
    concerned = EntryCountry.objects.concerning().filter(entry__in=_current_entries(year))
    return dict(_count(concerned, "country", of="entry"))


def entries_by_activity() -> dict[int, int]:
    """Return how many of the current Program's public entries cite each activity, by its key.

    Takes one query.
    """
    cited = EntryActivity.objects.filter(entry__in=_current_entries())
    return dict(_count(cited, "activity", of="entry"))


def chapters_and_entries() -> dict[int, tuple[int, int]]:
    """Return the number of public chapters and entries of each implementer, by its key.

    Only those of the current Program count. Takes two queries.
    """
    chapters = Submission.objects.public().of_current_program()
    chapters_of = dict(_count(chapters, "implementer", of="pk"))
    entries_of = dict(_count(_current_entries(), "submission__implementer", of="pk"))
    return {key: (number, entries_of.get(key, 0)) for key, number in chapters_of.items()}


def _current_entries(year: int | None = None) -> QuerySet[Entry]:
    """Return the current Program's public entries, of one calendar year or of all."""
    entries = public_entries()
    return entries if year is None else entries.filter(submission__reporting_year__year=year)


def by_year_and_kind(
    statistics: Iterable[tuple[int, Statistics]],
) -> dict[tuple[int, str], int]:
    """Return the number of entries by calendar year and kind, from (year, statistics)."""
    counts: Counter[tuple[int, str]] = Counter()
    for year, year_statistics in statistics:
        for kind, number in year_statistics.by_kind.items():
            counts[year, kind] += number
    return counts
