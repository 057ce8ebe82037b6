"""The lineage of an entry: the entries that links connect with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from reporting.models import Entry, EntryLink


@dataclass(frozen=True)
class EntryLineage:
    """A public entry and all entries that links connect with it, itself included.

    They are in official order and have their effective outcomes.
    """

    entry: Entry
    entries: Sequence[Entry]


def lineage_of(reference: str) -> EntryLineage | None:
    """Return the lineage of a public entry, which does not go through entries that are not public.

    Returns None when the entry does not exist or is not public. Takes two queries, and one for each
    link on the longest path.
    """
    key = Entry.objects.public().filter(reference=reference).values_list("pk", flat=True).first()
    if key is None:
        return None
    entries = (
        Entry.objects.public()
        .filter(pk__in=_linked_to(key))
        .with_effective_outcome()
        .select_related("submission__reporting_year", "submission__implementer")
        .in_official_order()
    )
    by_key = {entry.pk: entry for entry in entries}
    return EntryLineage(by_key[key], list(by_key.values())) if key in by_key else None


def _linked_to(start: int) -> set[int]:
    """Return the keys of all public entries that public links connect with this one."""
    linked, newest = {start}, {start}
    while newest:
        links = EntryLink.objects.public().filter(Q(later__in=newest) | Q(earlier__in=newest))
        ends = links.order_by().values_list("later", "earlier")
        newest = {pk for link in ends for pk in link} - linked
        linked |= newest
    return linked
