"""The undertakings on an activity: promise, plan, execution, next promise."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from implementers.models import Implementer
from program.models import Activity
from reporting.enums import EntryKind, SubmissionStatus
from reporting.models import Entry, EntryLink

Neighbours = dict[int, set[int]]


class CitingEntry(NamedTuple):
    """As little of an entry as puts thousands of them in order."""

    pk: int
    kind: str
    year: int
    implementer: int


@dataclass(frozen=True)
class Undertaking:
    """Linked entries of one implementer, in the order in which they were reported."""

    implementer: Implementer
    entries: tuple[Entry, ...]


def entries_citing(activity: Activity) -> list[CitingEntry]:
    """The public entries of its Program that cite the activity, however many. Takes one query."""
    rows = (
        Entry.objects.public()
        .filter(cited__activity=activity, submission__reporting_year__program=activity.program_id)
        .order_by("submission__implementer__position", "-submission__reporting_year__year", "pk")
        .values_list(
            "pk",
            "kind",
            "submission__reporting_year__year",
            "submission__implementer",
        )
    )
    return [CitingEntry._make(row) for row in rows]


def chains_on(activity: Activity, citing: Sequence[CitingEntry]) -> list[frozenset[int]]:
    """Keys of the entries of each undertaking that `citing` belong to. Takes one query.

    By implementer in the official order, what went on last first. An entry that does not cite the
    activity belongs to it where it stands right before or after one that does.
    """
    neighbours = _neighbours(_links_at(activity))
    found: dict[frozenset[int], None] = {}
    seen: set[int] = set()
    for entry in citing:
        if entry.pk not in seen:
            chain = frozenset(_connected(entry.pk, neighbours))
            seen |= chain
            found[chain] = None
    return list(found)


def packed(chains: Iterable[frozenset[int]], entries: int) -> list[list[frozenset[int]]]:
    """The chains in their order, as pages that end with the first to make that many `entries`."""
    pages: list[list[frozenset[int]]] = []
    room = 0
    for chain in chains:
        if room <= 0:
            pages.append([])
            room = entries
        pages[-1].append(chain)
        room -= len(chain)
    return pages


def undertakings(chains: Collection[frozenset[int]]) -> list[Undertaking]:
    """The chains with what their entries show, in a number of queries that does not grow."""
    entries = (
        Entry.objects.public()
        .filter(pk__in=[pk for chain in chains for pk in chain])
        .as_shown()
        .in_official_order()
    )
    loaded = {entry.pk: entry for entry in entries}  # in the order in which they were reported
    stories = [tuple(entry for pk, entry in loaded.items() if pk in chain) for chain in chains]
    return [Undertaking(story[0].submission.implementer, story) for story in stories if story]


def last_executed(citing: Iterable[CitingEntry]) -> int | None:
    """The newest year in which any of them was reported as executed."""
    return max((entry.year for entry in citing if entry.kind == EntryKind.EXECUTED), default=None)


def _links_at(activity: Activity) -> Iterable[tuple[int, int]]:
    """(later, earlier) of the links between public entries one of which cites the activity."""
    public = (
        EntryLink.objects.filter(
            later__submission__status=SubmissionStatus.ACCEPTED,
            earlier__submission__status=SubmissionStatus.ACCEPTED,
        )
        .order_by()
        .values_list("later_id", "earlier_id")
    )
    return public.filter(later__cited__activity=activity).union(
        public.filter(earlier__cited__activity=activity)
    )


def _neighbours(links: Iterable[tuple[int, int]]) -> Neighbours:
    found: Neighbours = defaultdict(set)
    for later, earlier in links:
        found[later].add(earlier)
        found[earlier].add(later)
    return found


def _connected(start: int, neighbours: Neighbours) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen
