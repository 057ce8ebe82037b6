"""Entries as rows of values: a table of forty thousand makes no objects of the database's."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from reporting.enums import CountryRole
from reporting.models import EntryActivity, EntryCountry, EntryDocument, EntryLink, Event
from reporting.models.entry import EntryQuerySet

_CHUNK = 2000  # entries whose facts are asked for at once; databases bound the length of a question
_COLUMNS = (
    "pk",
    "reference",
    "submission__reporting_year__year",
    "submission__implementer__slug",
    "kind",
    "label",
    "heading",
    "subheading",
    "text",
    "outcome",
    "outcome_reason",
    "language",
)


@dataclass
class Facts:
    """What belongs to one entry, in its order, as codes and words."""

    activities: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    mentioned: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    continues: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)


def rows_with_facts(entries: EntryQuerySet) -> Iterator[tuple[Any, Facts]]:
    """(the entry's own columns, by name; its facts) in official order.

    Takes one query, and five for each two thousand entries.
    """
    ordered = entries.in_official_order().values_list(*_COLUMNS, named=True)
    rows = ordered.iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        facts = _facts_of([row.pk for row in chunk])
        yield from ((row, facts[row.pk]) for row in chunk)


def _facts_of(keys: Sequence[int]) -> dict[int, Facts]:
    found: dict[int, Facts] = defaultdict(Facts)
    cited = EntryActivity.objects.filter(entry__in=keys).order_by("position")
    for key, code in cited.values_list("entry", "activity__code"):
        found[key].activities.append(code)
    roles = EntryCountry.objects.filter(entry__in=keys).order_by("pk")
    for key, iso3, role in roles.values_list("entry", "country__iso3", "role"):
        only = role == CountryRole.MENTIONED
        (found[key].mentioned if only else found[key].countries).append(iso3)
    events = Event.objects.filter(entry__in=keys).order_by("position")
    for key, start, end, place in events.values_list("entry", "start", "end", "place"):
        found[key].dates.append(f"{start}/{end}")
        found[key].places += [place] if place else []
    for key, reference in _continued(keys):
        found[key].continues.append(reference)
    documents = EntryDocument.objects.filter(entry__in=keys).order_by("position")
    for key, url in documents.values_list("entry", "url"):
        found[key].documents.append(url)
    return found


def _continued(keys: Sequence[int]) -> Iterator[tuple[int, str]]:
    """(entry, reference of a public one that it continues), as chapters follow each other."""
    links = EntryLink.objects.public().filter(later__in=keys)
    ordered = links.order_by("earlier__submission", "earlier__kind", "earlier__position")
    yield from ordered.values_list("later", "earlier__reference")
