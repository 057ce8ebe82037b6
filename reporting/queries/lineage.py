"""The story of one entry's undertaking: promise, plan, execution, next promise."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from program.models.base import NAMES
from reporting.models import Entry, EntryLink
from reporting.models.entry import official_place

# What the page of an entry shows of it, and of the others that its story names.
_SHOWN = (
    *("reference", "kind", "position", "label", "heading", "subheading", "language", "text"),
    *("outcome", "outcome_reason", "submission__position"),
    *("submission__reporting_year__year", "submission__reporting_year__is_demonstration"),
    *(f"submission__implementer__{name}" for name in ("slug", "acronym", *NAMES)),
)


@dataclass(frozen=True)
class LineageItem:
    """An entry of a story; `became` is what `EntryQuerySet.with_effective_outcome` says."""

    entry: Entry
    became: str


@dataclass(frozen=True)
class EntryLineage:
    """A public entry with those that it continues or is continued by, in the official order."""

    item: LineageItem
    items: Sequence[LineageItem]


def lineage_of(reference: str) -> EntryLineage | None:
    """The story of a public entry; it does not go through what is not public. None when the entry
    is not public or there is none. Takes two queries, and one for each link on the longest way.
    """
    item = Entry.objects.public().filter(reference=reference).values_list("pk", flat=True).first()
    if item is None:
        return None
    entries = (
        Entry.objects.public()
        .filter(pk__in=_linked_to(item))
        .with_effective_outcome()
        .select_related("submission__reporting_year", "submission__implementer")
        .only(*_SHOWN)
        .order_by()
    )
    items = {
        entry.pk: LineageItem(entry, entry.became)  # type: ignore[attr-defined]
        for entry in sorted(entries, key=official_place)
    }
    return EntryLineage(items[item], list(items.values())) if item in items else None


def _linked_to(start: int) -> set[int]:
    """The key itself and those of all public entries that public links lead to, there and back."""
    linked, last = {start}, {start}
    while last:
        links = EntryLink.objects.public().filter(Q(later__in=last) | Q(earlier__in=last))
        ends = links.order_by().values_list("later", "earlier")
        last = {pk for link in ends for pk in link} - linked
        linked |= last
    return linked
