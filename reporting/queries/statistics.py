"""Statistics of public chapters: entries, activities and countries, by chapter or by year."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Value

from program.models import Country
from reporting.enums import EntryKind
from reporting.models import Entry, EntryActivity, EntryCountry, ReportingYear, Submission
from reporting.queries.entries import public_entries

NO_OUTCOME = "unsaid"


@dataclass
class Statistics:
    """The statistics of a group of public chapters: one chapter or one year.

    `by_kind` counts entries, `naming` those of them that cite an activity. `by_country` counts the
    entries that concern a country, by the country's key, without mentions. `cited` has the keys of
    the activities that entries cite.
    """

    chapters: int = 0
    by_kind: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EntryKind.values, 0))
    naming: dict[str, int] = field(default_factory=lambda: dict.fromkeys(EntryKind.values, 0))
    by_country: dict[int, int] = field(default_factory=dict)
    cited: set[int] = field(default_factory=set)

    @property
    def entries(self) -> int:
        return sum(self.by_kind.values())


@dataclass(frozen=True)
class YearTotals:
    """The totals of a year's public chapters: implementers, entries and member states.

    `naming` and `executed_naming` count the entries that cite an activity.
    """

    implementers: int
    executed: int
    executed_naming: int
    entries: int
    naming: int
    member_states: int


def statistics_of_years(years: Iterable[int]) -> dict[int, Statistics]:
    """Return the statistics of these years (keys), by key. Takes four queries."""
    keys = list(years)
    chapters = Submission.objects.public().filter(reporting_year__in=keys)
    return _statistics(chapters, "reporting_year", keys)


def statistics_of_chapters(chapters: Iterable[int]) -> dict[int, Statistics]:
    """Return the statistics of these public chapters (keys), by key. Takes four queries."""
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
    cites = Exists(EntryActivity.objects.filter(entry=OuterRef("pk")))
    by_kind = _count(entries, f"submission__{group}", "kind", of="pk")
    for key, kind, number, naming in by_kind.annotate(naming=Count("pk", filter=cites)):
        groups[key].by_kind[kind], groups[key].naming[kind] = number, naming
    of_entries = {"entry__submission__in": chapter_keys}
    cited = EntryActivity.objects.not_deleted().filter(**of_entries)
    columns = (f"entry__submission__{group}", "activity")
    for key, activity in cited.order_by().values_list(*columns).distinct():
        groups[key].cited.add(activity)
    concerned = EntryCountry.objects.concerning().not_deleted().filter(**of_entries)
    for key, country, number in _count(
        concerned, f"entry__submission__{group}", "country", of="entry"
    ):
        groups[key].by_country[country] = number
    return groups


def _count(rows: QuerySet[Any], *columns: str, of: str) -> QuerySet[Any, tuple[Any, ...]]:
    """Return rows of the columns and the number of distinct `of` with these values."""
    return rows.order_by().values_list(*columns).annotate(number=Count(of, distinct=True))


def outcomes_of_plans(years: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return how many public planned entries of each year (key) have each outcome.

    The outcome is the effective one, or `NO_OUTCOME` where none is known. Takes one query.
    """
    counts: dict[int, Counter[str]] = {year: Counter() for year in years}
    plans = Entry.objects.public().filter(
        kind=EntryKind.PLANNED, submission__reporting_year__in=list(counts)
    )
    columns = ("submission__reporting_year", "effective_outcome")
    for year, outcome, number in _count(plans.with_effective_outcome(), *columns, of="pk"):
        counts[year][outcome or NO_OUTCOME] += number
    return {year: dict(outcomes) for year, outcomes in counts.items()}


def year_totals(
    years: Sequence[ReportingYear], statistics: Mapping[int, Statistics]
) -> dict[int, YearTotals]:
    """Return the totals of each year by its key, from `statistics_of_years`.

    The member states are those of the OAS on the last day of the year that an entry concerns. Takes
    one query.
    """
    members = _members({year.year for year in years})
    return {year.pk: _totals(statistics[year.pk], members[year.year]) for year in years}


def _totals(statistics: Statistics, members: set[int]) -> YearTotals:
    return YearTotals(
        implementers=statistics.chapters,
        executed=statistics.by_kind[EntryKind.EXECUTED],
        executed_naming=statistics.naming[EntryKind.EXECUTED],
        entries=statistics.entries,
        naming=sum(statistics.naming.values()),
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

    Only those of the current Program count, without demonstrations. Takes two queries.
    """
    chapters = Submission.objects.public().of_current_program().without_demonstrations()
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
