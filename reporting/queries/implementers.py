"""Questions about implementers and their chapters."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from implementers.models import Implementer, ImplementerKind
from reporting.enums import EntryKind
from reporting.models import Submission

_HEADINGS = {
    ImplementerKind.OAS: _("Organs, agencies, and entities of the OAS"),
    ImplementerKind.STATES_FORUM: _("Forums of member states"),
    ImplementerKind.INTERNATIONAL: _("International organizations"),
    ImplementerKind.OTHER: _("Other implementers"),
}


@dataclass
class Branch:
    """An implementer and those that are part of it."""

    implementer: Implementer
    children: list["Branch"] = field(default_factory=list)


def implementer_tree() -> list[tuple[str, list[Branch]]]:
    """(heading of a kind, its implementers as trees) in official order. Takes one query."""
    branches = {
        implementer.pk: Branch(implementer)
        for implementer in Implementer.objects.annotate(
            activities_count=Count("assignments", distinct=True)
        ).order_by("position")
    }
    roots: dict[str, list[Branch]] = {}
    for branch in branches.values():
        parent = branches.get(branch.implementer.parent_id or 0)
        home = parent.children if parent else roots.setdefault(branch.implementer.kind, [])
        home.append(branch)
    return [(str(_HEADINGS[kind]), roots[kind]) for kind in ImplementerKind if kind in roots]


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


def public_chapters_of(implementer: Implementer) -> list[Submission]:
    """The public chapters of an implementer and of those that are part of it, newest first."""
    rows = Submission.objects.public().filter(
        Q(implementer=implementer) | Q(implementer__parent=implementer)
    )
    return list(
        with_kind_counts(rows)
        .select_related("reporting_year", "implementer")
        .order_by("-reporting_year__year", "position")
    )
