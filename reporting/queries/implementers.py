"""Questions about implementers and their chapters."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from implementers.models import Assignment, Implementer, ImplementerKind
from program.models import Activity, Country
from reporting.enums import CountryRole, EntryKind, SubmissionStatus
from reporting.models import Entry, EntryActivity, Submission

_HEADINGS = {
    ImplementerKind.OAS: _("Organs, agencies, and entities of the OAS"),
    ImplementerKind.STATES_FORUM: _("Forums of member states"),
    ImplementerKind.INTERNATIONAL: _("International organizations"),
    ImplementerKind.OTHER: _("Other implementers"),
}


@dataclass
class Branch:
    """An implementer and those that are part of it.

    `chapters` is the number of its own public chapters, `last_year` that of the newest.
    """

    implementer: Implementer
    chapters: int = 0
    last_year: int | None = None
    children: list["Branch"] = field(default_factory=list)

    @property
    def keys(self) -> set[int]:
        """Those of the implementer and of all that are part of it."""
        return {self.implementer.pk}.union(*(child.keys for child in self.children))


def implementer_tree() -> list[tuple[str, list[Branch]]]:
    """(heading of a kind, its implementers as trees) in official order. Takes two queries."""
    reported = _reported()
    branches = {
        implementer.pk: Branch(implementer, *reported.get(implementer.pk, (0, None)))
        for implementer in Implementer.objects.annotate(
            activities_count=Count(
                "assignments",
                filter=Q(assignments__activity__program__is_current=True),
                distinct=True,
            )
        ).order_by("position")
    }
    roots: dict[str, list[Branch]] = {}
    for branch in branches.values():
        parent = branches.get(branch.implementer.parent_id or 0)
        home = parent.children if parent else roots.setdefault(branch.implementer.kind, [])
        home.append(branch)
    return [(str(_HEADINGS[kind]), roots[kind]) for kind in ImplementerKind if kind in roots]


def place_of(implementer: Implementer) -> tuple[Branch, Branch]:
    """(the whole tree that it stands in, its own branch of it). Takes two queries."""
    roots = [root for _heading, roots in implementer_tree() for root in roots]
    root = next(root for root in roots if implementer.pk in root.keys)
    return root, _branch_of(implementer, root)


def _branch_of(implementer: Implementer, branch: Branch) -> Branch:
    while branch.implementer.pk != implementer.pk:
        branch = next(child for child in branch.children if implementer.pk in child.keys)
    return branch


def _reported() -> dict[int, tuple[int, int | None]]:
    """(number of public chapters, year of the newest) by the implementer's key."""
    rows = (
        Submission.objects.public()
        .filter(reporting_year__program__is_current=True)
        .order_by()
        .values_list("implementer")
        .annotate(Count("pk"), Max("reporting_year__year"))
    )
    return {key: (number, last) for key, number, last in rows}


def with_kind_counts(submissions: QuerySet[Submission]) -> QuerySet[Submission]:
    """Chapters with `planned_count`, `executed_count` and `next_year_count`."""
    return submissions.annotate(
        **{
            f"{kind}_count": Count(
                "entries",
                filter=Q(entries__kind=kind, entries__deleted_at__isnull=True),
                distinct=True,
            )
            for kind in EntryKind.values
        }
    )


def public_chapters_of(implementers: Collection[int]) -> QuerySet[Submission]:
    """The current Program's public chapters of these (keys)."""
    return Submission.objects.public().filter(
        implementer__in=implementers, reporting_year__program__is_current=True
    )


def chapters_by_year(implementers: Collection[int]) -> list[Submission]:
    """The same with their counts by kind, newest first. Takes one query."""
    return list(
        with_kind_counts(public_chapters_of(implementers))
        .select_related("reporting_year", "implementer")
        .order_by("-reporting_year__year", "position")
    )


def entries_in(chapters: Iterable[Submission]) -> int:
    """How many entries these chapters hold; they come from `chapters_by_year`."""
    return sum(
        getattr(chapter, f"{kind}_count") for chapter in chapters for kind in EntryKind.values
    )


def entries_by_year_and_kind(chapters: Iterable[Submission]) -> dict[tuple[int, str], int]:
    """How many entries of each kind these chapters hold, by calendar year; as in `entries_in`."""
    found: Counter[tuple[int, str]] = Counter()
    for chapter in chapters:
        for kind in EntryKind.values:
            found[chapter.reporting_year.year, kind] += getattr(chapter, f"{kind}_count")
    return found


def activities_of(implementers: Collection[int]) -> list[Activity]:
    """The activities assigned to these, and others that they report on, in their order."""
    assigned = Assignment.objects.filter(activity=OuterRef("pk"), implementer__in=implementers)
    cited = EntryActivity.objects.filter(
        activity=OuterRef("pk"),
        entry__submission__status=SubmissionStatus.ACCEPTED,
        entry__submission__implementer__in=implementers,
        entry__deleted_at__isnull=True,
    )
    return list(
        Activity.objects.filter(
            Exists(assigned) | Exists(cited), program__is_current=True
        ).order_by("position")
    )


def countries_of(implementers: Collection[int]) -> list[Country]:
    """The countries that their public entries concern, with `entries_count`, most first."""
    entries = Entry.objects.public().filter(
        submission__implementer__in=implementers,
        submission__reporting_year__program__is_current=True,
    )
    countries = Country.objects.filter(
        Q(entry_roles__entry__in=entries) & ~Q(entry_roles__role=CountryRole.MENTIONED)
    ).annotate(entries_count=Count("entry_roles__entry", distinct=True))
    return list(countries.order_by("-entries_count", "name_en"))
