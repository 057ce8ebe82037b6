"""How much was reported: sums of the figures kept by year."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum

from program.models import Activity, OasMembership
from reporting.enums import EntryKind
from reporting.models import Entry, ReportingYear, Submission, YearFigures
from reporting.queries.counting import numbers_by
from reporting.queries.kept import figures_of_current_years, figures_of_years
from reporting.queries.keys import literal, these
from reporting.queries.worded import Given, Worded


@dataclass(frozen=True)
class YearTotals:
    """What a year's public chapters hold: counts of entries, implementers, activities, states.

    `activities` are those of the `activities_of` numbered ones that are reported as executed, as
    their mark says; `named` are the others that an entry cites or a chapter names.
    """

    entries: int
    implementers: int
    activities: int
    named: int
    activities_of: int
    member_states: int


class _Membership(NamedTuple):
    """A period in which a country (its key) was a member state of the OAS."""

    country: int
    start: datetime.date | None
    end: datetime.date | None


def year_totals(reporting_year: ReportingYear) -> YearTotals:
    """The figures of a year's public chapters. Takes three queries."""
    return totals_of([reporting_year], figures_of_years([reporting_year.pk]))[reporting_year.pk]


def totals_of(
    years: Sequence[ReportingYear], figures: Mapping[int, YearFigures]
) -> dict[int, YearTotals]:
    """The figures of each year's public chapters, by the year's key. Takes two queries.

    Member states are those of the OAS in that year that an entry concerns.
    """
    numbered: dict[int, set[int]] = {year.program_id: set() for year in years}
    for program, activity in _NUMBERED.rows(programs=literal(numbered)):
        numbered[program].add(activity)
    memberships = [_Membership._make(row) for row in _MEMBERSHIPS.rows()]
    return {
        year.pk: _totals(figures[year.pk], numbered[year.program_id], _members(memberships, year))
        for year in years
    }


_NUMBERED = Worded(
    lambda: (
        Activity.objects.filter(number__isnull=False, program__in=these(Given("programs")))
        .order_by()
        .values_list("program", "pk")
    )
)
_MEMBERSHIPS = Worded(lambda: OasMembership.objects.order_by().values_list(*_Membership._fields))


def _totals(figures: YearFigures, numbered: set[int], members: set[int]) -> YearTotals:
    cited = figures.by_activity
    executed = {pk for pk in numbered if EntryKind.EXECUTED in cited.get(pk, ())}
    return YearTotals(
        entries=figures.entries,
        implementers=figures.chapters,
        activities=len(executed),
        named=len(numbered.intersection({*cited, *figures.listed}) - executed),
        activities_of=len(numbered),
        member_states=len(members.intersection(figures.by_country)),
    )


def _members(memberships: Sequence[_Membership], year: ReportingYear) -> set[int]:
    """As `CountryQuerySet.members_in`: on the last day of the year."""
    day = datetime.date(year.year, 12, 31)
    return {
        held.country
        for held in memberships
        if (held.start is None or held.start <= day) and (held.end is None or held.end >= day)
    }


def entries_by_country(year: int | None) -> dict[int, int]:
    """How many of the current Program's public entries concern each country, by its key.

    Mentions are left out. Of the calendar year `year`, or of all. Takes one query.
    """
    found: Counter[int] = Counter()
    for figures in figures_of_current_years("countries", year=year).values():
        found.update(figures.by_country)
    return found


def chapters_and_entries() -> dict[int, tuple[int, int]]:
    """How many public chapters and entries of the current Program each implementer has, by its key.

    Takes one query, and one more when figures are not kept of all.
    """
    rows = _CHAPTERS_AND_ENTRIES.rows()
    if all(number == counted for _key, number, counted, *_by_kind in rows):
        return {key: (number, sum(by_kind)) for key, number, _counted, *by_kind in rows}
    standing = Entry.objects.filter(submission__in=_current_chapters().values("pk"))
    entries = dict(numbers_by(standing, "submission__implementer", of="pk"))
    return {key: (number, entries.get(key, 0)) for key, number, *_rest in rows}


def _current_chapters() -> QuerySet[Submission]:
    return Submission.objects.public().filter(reporting_year__program__is_current=True).order_by()


_CHAPTERS_AND_ENTRIES = Worded(
    lambda: (
        _current_chapters()
        .values_list("implementer")
        .annotate(
            Count("pk"),
            Count("figures"),
            *(Sum(f"figures__{kind}", default=0) for kind in EntryKind.values),
        )
    )
)


def entries_by_activity() -> dict[int, int]:
    """How many of the current Program's public entries cite each activity, by its key."""
    found: Counter[int] = Counter()
    for figures in figures_of_current_years("activities").values():
        for activity, kinds in figures.by_activity.items():
            found[activity] += sum(kinds.values())
    return found
