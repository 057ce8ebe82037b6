"""The financing that chapters state; sums only of stated amounts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum

from implementers.models import Implementer, ImplementerKind
from program.models import Contributor
from program.models.program import current_program
from reporting.enums import FinancingKind, FinancingState
from reporting.models import Financing, Submission
from reporting.models.public import not_demonstration
from reporting.models.submission import SubmissionQuerySet
from reporting.queries.contributor_names import contributor_named, contributors_by_name

_STATES_SOME = Exists(Financing.objects.filter(submission=OuterRef("pk")))


@dataclass
class FinancingRow:
    """The sources under one heading. Amounts are summed for each currency, never across."""

    heading: str
    sources: int = 0
    without_amount: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    contributor: Contributor | None = None

    def add(self, currency: str, sources: int, stated: int, amount: Decimal | None) -> None:
        self.sources += sources
        self.without_amount += sources - stated
        if stated and amount is not None:
            self.sums[currency] = self.sums.get(currency, Decimal()) + amount


@dataclass(frozen=True)
class FinancingFigures:
    """The figures of some chapters: implementers, chapters by financing state, sources."""

    implementers: int
    chapters: dict[FinancingState, int]
    kinds: list[FinancingRow]
    contributors: list[FinancingRow]

    @property
    def sources(self) -> int:
        return sum(row.sources for row in self.kinds)


def financing_state(submission: Submission) -> FinancingState:
    """Return the financing state of a chapter whose sources are prefetched."""
    return state_of(submission.implementer.kind, states_some=bool(submission.financing.all()))


def with_financing_state(chapters: SubmissionQuerySet) -> SubmissionQuerySet:
    """Annotate chapters with `states_some`, which `state_of` takes."""
    return chapters.annotate(states_some=_STATES_SOME)


def state_of(kind: str, *, states_some: bool) -> FinancingState:
    """Return the financing state of a chapter, from its implementer's kind.

    The official table asks only organs, agencies and entities of the OAS for financing ("only for
    SG/OAS"). A source that any other implementer states is printed as well.
    """
    if states_some:
        return FinancingState.STATED
    if kind == ImplementerKind.OAS:
        return FinancingState.NONE_STATED
    return FinancingState.NOT_APPLICABLE


def financing_figures(chapters: QuerySet[Submission]) -> FinancingFigures:
    """Return the figures of these chapters, counted by the database. Takes four queries.

    The names of one contributor are one row.
    """
    names = contributors_by_name()
    kinds: dict[str, FinancingRow] = {}
    contributors: dict[str, FinancingRow] = {}
    for kind, contributor, currency, sources, stated, amount in _grouped(chapters):
        kind_row = kinds.setdefault(kind, FinancingRow(str(FinancingKind(kind).label)))
        kind_row.add(currency, sources, stated, amount)
        payer = contributor_named(contributor, names)
        heading = payer.name if payer else contributor
        contributor_row = contributors.setdefault(heading, FinancingRow(heading, contributor=payer))
        contributor_row.add(currency, sources, stated, amount)
    implementers, states = _states(chapters)
    return FinancingFigures(
        implementers=implementers,
        chapters=states,
        kinds=[kinds[kind] for kind in FinancingKind if kind in kinds],
        contributors=sorted(contributors.values(), key=_named_first),
    )


@dataclass(frozen=True)
class StatedSources:
    """The names of the sources that chapters state, by implementer in official order.

    `implementers` and `silent` are the numbers of all implementers and of those who state none.
    """

    by_implementer: dict[Implementer, list[str]]
    implementers: int

    @property
    def silent(self) -> int:
        return self.implementers - len(self.by_implementer)


def stated_sources(chapters: QuerySet[Submission]) -> StatedSources:
    """Return the sources that these chapters state, each once. Takes four queries.

    A source that names no contributor has the label of its kind.
    """
    contributors = contributors_by_name()
    implementers: set[int] = set()
    names_by_implementer: dict[Implementer, dict[str, None]] = {}
    for chapter in (
        chapters.select_related("implementer")
        .prefetch_related("financing")
        .order_by("-reporting_year__year", "position")
    ):
        implementers.add(chapter.implementer_id)
        for source in chapter.financing.all():
            payer = contributor_named(source.contributor, contributors)
            name = payer.name if payer else source.contributor or source.get_kind_display()
            names_by_implementer.setdefault(chapter.implementer, {}).setdefault(name)
    by_implementer = {
        implementer: list(names) for implementer, names in names_by_implementer.items()
    }
    return StatedSources(by_implementer, len(implementers))


def public_financing() -> QuerySet[Financing]:
    """Return the sources that the current Program's public chapters state, newest year first.

    Those of demonstration years are left out.
    """
    year = "submission__reporting_year__"
    return (
        Financing.objects.public()
        .filter(current_program(f"{year}program__"), not_demonstration(year))
        .select_related("submission__reporting_year", "submission__implementer", "entry")
        .order_by(
            "-submission__reporting_year__year",
            "submission__position",
            "submission__implementer__slug",
            "position",
            "pk",
        )
    )


def _grouped(
    chapters: QuerySet[Submission],
) -> Iterable[tuple[str, str, str, int, int, Decimal | None]]:
    return (
        Financing.objects.filter(submission__in=chapters)
        .order_by("currency", "kind", "contributor")
        .values_list("kind", "contributor", "currency")
        .annotate(Count("pk"), Count("amount"), Sum("amount"))
    )


def _states(chapters: QuerySet[Submission]) -> tuple[int, dict[FinancingState, int]]:
    """Return the number of implementers, and the number of chapters in each state."""
    order = (FinancingState.STATED, FinancingState.NONE_STATED, FinancingState.NOT_APPLICABLE)
    counts = dict.fromkeys(order, 0)
    rows = (
        chapters.annotate(states_some=_STATES_SOME)
        .order_by()
        .values_list("implementer", "implementer__kind", "states_some")
        .annotate(Count("pk", distinct=True))
    )
    implementers: set[int] = set()
    for implementer, kind, states_some, number in rows:
        implementers.add(implementer)
        counts[state_of(kind, states_some=states_some)] += number
    return len(implementers), counts


def _named_first(row: FinancingRow) -> tuple[bool, str]:
    return (not row.heading, row.heading.casefold())
