"""Counting what chapters hold, as they stand now; `reporting.actions.figures` keeps it.

Who shows figures asks `reporting.queries.kept`.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from reporting.enums import CONTINUED, CountryRole, EntryKind, Outcome
from reporting.models import (
    ChapterFigures,
    CountryFigures,
    Entry,
    EntryActivity,
    EntryCountry,
    EntryLink,
    Submission,
    SubmissionActivity,
    YearFigures,
)
from reporting.models.entry import EntryQuerySet
from reporting.queries.country_parts import CONCERNING, part_of

UNSAID = "unsaid"
_COUNTED_AS = {"": UNSAID, CONTINUED: Outcome.CARRIED_OUT.value}


@dataclass
class _Country:
    """A country's figures while they are counted."""

    parts: dict[str, Counter[str]] = field(default_factory=dict)
    chapters: set[int] = field(default_factory=set)
    activities: set[int] = field(default_factory=set)

    def add(self, part: str, kind: str, chapter: int, cited: set[int]) -> None:
        self.parts.setdefault(part, Counter())[kind] += 1
        if part in CONCERNING:
            self.chapters.add(chapter)
            self.activities |= cited

    def figures(self, country: int) -> CountryFigures:
        return CountryFigures(
            country_id=country,
            parts=self.parts,
            chapters=sorted(self.chapters),
            activities=sorted(self.activities),
        )


class CountedYear(NamedTuple):
    """A year's figures and those of its public chapters; none of them saved."""

    figures: YearFigures
    chapters: list[ChapterFigures]


def chapters_counted(chapters: QuerySet[Submission]) -> dict[int, ChapterFigures]:
    """The figures of these chapters as they stand now, not saved. Takes five queries."""
    found = {
        pk: ChapterFigures(submission_id=pk, of_year_id=year)
        for pk, year in chapters.values_list("pk", "reporting_year")
    }
    keys, standing = _standing(chapters)
    entries = Entry.objects.filter(submission__in=keys)
    for pk, kind, number in numbers_by(entries, "submission", "kind", of="pk"):
        setattr(found[pk], kind, number)
    for pk, activity in SubmissionActivity.objects.filter(submission__in=keys).values_list(
        "submission", "activity"
    ):
        found[pk].listed.append(activity)
    cited = EntryActivity.objects.filter(**standing)
    for pk, activity, kind, number in numbers_by(
        cited, "entry__submission", "activity", "entry__kind", of="entry"
    ):
        found[pk].activities.setdefault(str(activity), {})[kind] = number
    concerned = EntryCountry.objects.filter(**standing).exclude(role=CountryRole.MENTIONED)
    for pk, country, number in numbers_by(concerned, "entry__submission", "country", of="entry"):
        found[pk].countries[str(country)] = number
    return found


def countries_counted(
    chapters: QuerySet[Submission], *, country: int | None = None
) -> dict[int, CountryFigures]:
    """What these chapters hold on each country that they name, by its key; not saved.

    With `country` (a key) on that one alone. Takes two queries.
    """
    _keys, standing = _standing(chapters)
    cited: dict[int, set[int]] = {}
    rows = EntryActivity.objects.filter(**standing).order_by()
    for entry, activity in rows.values_list("entry", "activity"):
        cited.setdefault(entry, set()).add(activity)
    roles: dict[tuple[int, int, int, str], set[str]] = {}
    named = EntryCountry.objects.filter(**standing).order_by()
    if country is not None:
        named = named.filter(country=country)
    columns = ("country", "entry", "entry__submission", "entry__kind")
    for *key, role in named.values_list(*columns, "role"):
        roles.setdefault(tuple(key), set()).add(role)
    found: dict[int, _Country] = {}
    for (named_one, entry, chapter, kind), held in roles.items():
        of_country = found.setdefault(named_one, _Country())
        of_country.add(part_of(kind, held), kind, chapter, cited.get(entry, set()))
    return {key: of_country.figures(key) for key, of_country in found.items()}


def plans_counted(entries: EntryQuerySet) -> dict[int, dict[str, int]]:
    """What became of the planned ones among these entries, by the year's key. Takes one query.

    By `Outcome`; `UNSAID` where none is stated. A plan without one that an executed public entry
    continues counts as carried out (`EntryQuerySet.with_what_became`).
    """
    rows = (
        entries.filter(kind=EntryKind.PLANNED)
        .order_by()
        .with_what_became()
        .values_list("submission__reporting_year", "became")  # type: ignore[misc]
        .annotate(Count("pk"))
    )
    found: dict[int, Counter[str]] = {}
    for year, became, number in rows:
        found.setdefault(year, Counter())[_COUNTED_AS.get(became, became)] += number
    return {year: dict(counts) for year, counts in found.items()}


def years_counted(years: Collection[int]) -> dict[int, CountedYear]:
    """The figures of these years (keys) as they stand now. Takes six queries."""
    public = Submission.objects.public().filter(reporting_year__in=years)
    of_year: dict[int, list[ChapterFigures]] = {year: [] for year in years}
    for chapter in chapters_counted(public).values():
        of_year[chapter.of_year_id].append(chapter)
    plans = plans_counted(Entry.objects.filter(submission__in=public.order_by().values("pk")))
    return {
        year: CountedYear(_sum_of(chapters, year=year, plans=plans.get(year, {})), chapters)
        for year, chapters in of_year.items()
    }


def _sum_of(
    chapters: Collection[ChapterFigures], *, year: int, plans: dict[str, int]
) -> YearFigures:
    activities: dict[str, Counter[str]] = {}
    countries: Counter[str] = Counter()
    for chapter in chapters:
        countries.update(chapter.countries)
        for activity, kinds in chapter.activities.items():
            activities.setdefault(activity, Counter()).update(kinds)
    return YearFigures(
        reporting_year_id=year,
        chapters=len(chapters),
        listed=sorted({activity for chapter in chapters for activity in chapter.listed}),
        activities=activities,
        countries=countries,
        plans=plans,
        **{kind: sum(chapter.by_kind[kind] for chapter in chapters) for kind in EntryKind.values},
    )


def years_continued_in(year: int) -> set[int]:
    """The keys of the other years whose plans entries of this year (its key) say they carry out."""
    links = EntryLink.objects.filter(
        later__submission__reporting_year=year,
        later__kind=EntryKind.EXECUTED,
        earlier__kind=EntryKind.PLANNED,
    )
    other = links.exclude(earlier__submission__reporting_year=year).order_by()
    return set(other.values_list("earlier__submission__reporting_year", flat=True))


def numbers_by(rows: QuerySet[Any], *columns: str, of: str) -> Iterable[tuple[Any, ...]]:
    """(the columns …, how many different `of` have them)."""
    return rows.order_by().values_list(*columns).annotate(number=Count(of, distinct=of != "pk"))


def _standing(chapters: QuerySet[Submission]) -> tuple[QuerySet[Any], dict[str, Any]]:
    """The keys of these chapters, and the conditions on what hangs on their standing entries."""
    keys = chapters.order_by().values("pk")
    return keys, {"entry__submission__in": keys, "entry__deleted_at__isnull": True}
