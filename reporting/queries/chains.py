"""The undertakings on an activity: promise, plan, execution, next promise."""

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
from reporting.models.entry import official_place

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
    entries = (
        Entry.objects.public()
        .filter(cited__activity=activity, submission__reporting_year__program=activity.program_id)
        .order_by()
    )
    columns = ("pk", "kind", "submission__reporting_year__year", "submission__implementer")
    return list(map(CitingEntry._make, entries.values_list(*columns)))


def newest_of_each(
    implementers: Iterable[Implementer], citing: Iterable[CitingEntry]
) -> list[CitingEntry]:
    """Those by these implementers, in their order, the newest first."""
    of_each: dict[int, list[CitingEntry]] = {one.pk: [] for one in implementers}
    for entry in sorted(citing):  # by their keys
        if (own := of_each.get(entry.implementer)) is not None:
            own.append(entry)
    by_year = attrgetter("year")
    return [entry for own in of_each.values() for entry in sorted(own, key=by_year, reverse=True)]


def chains_among(
    citing: Iterable[CitingEntry], starts: Iterable[CitingEntry]
) -> list[frozenset[int]]:
    """Keys of the entries of each undertaking that one of `starts` belongs to, in their order.

    `citing` are all entries that cite an activity: one that does not belongs to it where it stands
    right before or after one that does. Takes one query.
    """
    neighbours = _neighbours(_public_links({entry.pk for entry in citing}))
    found: dict[frozenset[int], None] = {}
    seen: set[int] = set()
    for entry in starts:
        if entry.pk not in seen:
            chain = frozenset(_connected(entry.pk, neighbours))
            seen |= chain
            found[chain] = None
    return list(found)


def paginate_chains(chains: Iterable[frozenset[int]], entries: int) -> list[list[frozenset[int]]]:
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
    if not chains:
        return []
    wanted = [pk for chain in chains for pk in chain]
    entries = Entry.objects.public().filter(pk__in=wanted).for_display().order_by()
    # Put in order here: that many columns take a database long to sort.
    loaded = {entry.pk: entry for entry in sorted(entries, key=official_place)}
    stories = [tuple(entry for pk, entry in loaded.items() if pk in chain) for chain in chains]
    return [
        Undertaking(lineage[0].submission.implementer, lineage) for lineage in stories if lineage
    ]


def last_executed(citing: Iterable[CitingEntry]) -> int | None:
    """The newest year in which any of them was reported as executed."""
    return max((entry.year for entry in citing if entry.kind == EntryKind.EXECUTED), default=None)


def _public_links(keys: Collection[int]) -> Iterable[tuple[int, int]]:
    """(later, earlier) of the public links of which one end at least is among these."""
    if not keys:
        return ()
    either = Q(later__in=keys) | Q(earlier__in=keys)
    return EntryLink.objects.public().filter(either).order_by().values_list("later", "earlier")


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
