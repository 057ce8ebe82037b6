"""Queries about implementers and their chapters."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from implementers.models import Assignment, Implementer, ImplementerKind
from implementers.tree import ancestor_ids
from program.models import Activity, Country
from program.models.program import current_program
from reporting.models import Submission
from reporting.queries.statistics import Statistics, by_year_and_kind, statistics_of_chapters

_HEADINGS = {
    ImplementerKind.OAS: _("Organs, agencies, and entities of the OAS"),
    ImplementerKind.STATES_FORUM: _("Forums of member states"),
    ImplementerKind.INTERNATIONAL: _("International organizations"),
    ImplementerKind.OTHER: _("Other implementers"),
}


@dataclass
class Branch:
    """An implementer with those below it in the tree.

    `chapters` is the number of its own public chapters, `last_year` the year of the newest.
    """

    implementer: Implementer
    chapters: int = 0
    last_year: int | None = None
    children: list["Branch"] = field(default_factory=list)


def implementer_tree() -> list[tuple[str, list[Branch]]]:
    """Return each kind's heading and its implementers as trees. Takes two queries."""
    roots: dict[str, list[Branch]] = {}
    for branch in _branches().values():
        if branch.implementer.parent_id is None:
            roots.setdefault(branch.implementer.kind, []).append(branch)
    return [(str(_HEADINGS[kind]), roots[kind]) for kind in ImplementerKind if kind in roots]


def branch_of(implementer: Implementer) -> tuple[Branch, Branch]:
    """Return the whole tree of an implementer, and its own branch. Takes two queries."""
    branches = _branches()
    parents = {pk: branch.implementer.parent_id for pk, branch in branches.items()}
    root = ancestor_ids(implementer.pk, parents)[-1]
    return branches[root], branches[implementer.pk]


def _branches() -> dict[int, Branch]:
    """Return every implementer in official order, by its key. Takes two queries."""
    public_chapters = _public_chapters()
    branches = {
        implementer.pk: Branch(implementer, *public_chapters.get(implementer.pk, (0, None)))
        for implementer in Implementer.objects.annotate(
            activities_count=Count(
                "assignments",
                filter=current_program("assignments__activity__program__"),
                distinct=True,
            )
        ).order_by("position")
    }
    for branch in branches.values():
        if branch.implementer.parent_id is not None:
            branches[branch.implementer.parent_id].children.append(branch)
    return branches


def _public_chapters() -> dict[int, tuple[int, int | None]]:
    """Return (number of public chapters, year of the newest) by the implementer's key."""
    rows = (
        Submission.objects.public()
        .of_current_program()
        .without_demonstrations()
        .order_by()
        .values_list("implementer")
        .annotate(Count("pk"), Max("reporting_year__year"))
    )
    return {key: (number, last) for key, number, last in rows}


def public_chapters_of(implementers: Collection[int]) -> QuerySet[Submission]:
    """Return the current Program's public chapters of these implementers (keys).

    Those of demonstration years are left out.
    """
    chapters = Submission.objects.public().of_current_program().without_demonstrations()
    return chapters.filter(implementer__in=implementers)


def chapters_by_year(implementers: Collection[int]) -> list[Submission]:
    """Return their public chapters with `statistics`, newest first. Takes five queries."""
    chapters = public_chapters_of(implementers).select_related("reporting_year", "implementer")
    return with_statistics(chapters.order_by("-reporting_year__year", "position"))


def with_statistics(chapters: Iterable[Submission]) -> list[Submission]:
    """Return the public chapters, each with its `statistics`. Takes five queries."""
    loaded = list(chapters)
    statistics = statistics_of_chapters(chapter.pk for chapter in loaded)
    for chapter in loaded:
        chapter.statistics = statistics[chapter.pk]  # type: ignore[attr-defined]
    return loaded


def entries_in(chapters: Iterable[Submission]) -> int:
    """Return the number of entries of these chapters, which come from `chapters_by_year`."""
    return sum(statistics.entries for statistics in _statistics(chapters))


def entries_by_year_and_kind(chapters: Collection[Submission]) -> dict[tuple[int, str], int]:
    """Return the number of entries of these chapters by calendar year and kind.

    The chapters come from `chapters_by_year`.
    """
    years = (chapter.reporting_year.year for chapter in chapters)
    return by_year_and_kind(zip(years, _statistics(chapters), strict=True))


def activities_of(implementers: Collection[int], chapters: Iterable[Submission]) -> list[Activity]:
    """Return the activities assigned to these implementers or cited in their chapters, in order.

    The chapters come from `chapters_by_year`. Takes one query.
    """
    assigned = Assignment.objects.filter(activity=OuterRef("pk"), implementer__in=implementers)
    cited = {activity for statistics in _statistics(chapters) for activity in statistics.cited}
    return list(
        Activity.objects.of_current_program()
        .filter(Exists(assigned) | Q(pk__in=cited))
        .order_by("position")
    )


def countries_of(chapters: Iterable[Submission]) -> list[Country]:
    """Return the countries that these chapters' entries concern, those with most entries first.

    Each has its `entries_count`. The chapters come from `chapters_by_year`. Takes one query.
    """
    counts: Counter[int] = Counter()
    for statistics in _statistics(chapters):
        counts.update(statistics.by_country)
    countries = list(Country.objects.filter(pk__in=counts))
    for country in countries:
        country.entries_count = counts[country.pk]  # type: ignore[attr-defined]
    return sorted(countries, key=lambda country: (-counts[country.pk], country.name_en))


def _statistics(chapters: Iterable[Submission]) -> list[Statistics]:
    return [chapter.statistics for chapter in chapters]  # type: ignore[attr-defined]
