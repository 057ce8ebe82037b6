"""The chains of linked entries that cite an activity."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from django.db.models import Q

from implementers.models import Implementer
from program.models import Activity
from reporting.enums import EntryKind
from reporting.models import Entry, EntryLink

Neighbors = dict[int, set[int]]


class CitingEntry(NamedTuple):
    """The few columns of an entry that are needed to sort thousands of them."""

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
    """Return all public entries of its Program that cite the activity, without demonstrations.

    Takes one query.
    """
    entries = (
        Entry.objects.public()
        .without_demonstrations()
        .filter(cited__activity=activity, submission__reporting_year__program=activity.program_id)
        .order_by()
    )
    columns = ("pk", "kind", "submission__reporting_year__year", "submission__implementer")
    return list(map(CitingEntry._make, entries.values_list(*columns)))


def newest_of_each(
    implementers: Iterable[Implementer], citing: Iterable[CitingEntry]
) -> list[CitingEntry]:
    """Return the entries of these implementers, in the implementers' order, the newest first."""
    by_implementer: dict[int, list[CitingEntry]] = {
        implementer.pk: [] for implementer in implementers
    }
    for entry in sorted(citing):  # by their keys
        if (entries := by_implementer.get(entry.implementer)) is not None:
            entries.append(entry)
    by_year = attrgetter("year")
    return [
        entry
        for entries in by_implementer.values()
        for entry in sorted(entries, key=by_year, reverse=True)
    ]


def chains_among(
    citing: Iterable[CitingEntry], starts: Iterable[CitingEntry]
) -> list[frozenset[int]]:
    """Return the keys of the entries of each chain that contains one of `starts`, in their order.

    `citing` are all entries that cite an activity. An entry that does not cite it belongs to a
    chain only if it is linked directly to one that does. Takes one query.
    """
    neighbors = _neighbors(_public_links({entry.pk for entry in citing}))
    chains: dict[frozenset[int], None] = {}
    seen: set[int] = set()
    for entry in starts:
        if entry.pk not in seen:
            chain = frozenset(_connected(entry.pk, neighbors))
            seen |= chain
            chains[chain] = None
    return list(chains)


def paginate_chains(chains: Iterable[frozenset[int]], entries: int) -> list[list[frozenset[int]]]:
    """Split the chains into pages; a page ends when it has at least that many `entries`.

    A chain is not divided. It can have one entry or, over many years, more than fifty.
    """
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
    """Return the chains with what their entries show. The number of queries is constant."""
    if not chains:
        return []
    keys = [pk for chain in chains for pk in chain]
    entries = Entry.objects.public().filter(pk__in=keys).for_display().in_official_order()
    loaded = {entry.pk: entry for entry in entries}
    lineages = [tuple(entry for pk, entry in loaded.items() if pk in chain) for chain in chains]
    return [
        Undertaking(lineage[0].submission.implementer, lineage) for lineage in lineages if lineage
    ]


def last_executed(citing: Iterable[CitingEntry]) -> int | None:
    """Return the latest year in which any of the entries was reported as executed."""
    return max((entry.year for entry in citing if entry.kind == EntryKind.EXECUTED), default=None)


def _public_links(keys: Collection[int]) -> Iterable[tuple[int, int]]:
    """Return (later, earlier) of the public links with at least one end among `keys`."""
    if not keys:
        return ()
    touching = Q(later__in=keys) | Q(earlier__in=keys)
    return EntryLink.objects.public().filter(touching).order_by().values_list("later", "earlier")


def _neighbors(links: Iterable[tuple[int, int]]) -> Neighbors:
    neighbors: Neighbors = defaultdict(set)
    for later, earlier in links:
        neighbors[later].add(earlier)
        neighbors[earlier].add(later)
    return neighbors


def _connected(start: int, neighbors: Neighbors) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for neighbor in neighbors[waiting.pop()] - seen:
            seen.add(neighbor)
            waiting.append(neighbor)
    return seen
