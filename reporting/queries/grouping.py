"""Entries put under headings, for pages that list them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from implementers.models import Implementer
from program.models import Activity, Country
from reporting.enums import CountryRole, EntryKind
from reporting.models import Entry


@dataclass
class EntryGroup:
    """Entries under one implementer or one activity; `head` is None for those that cite none."""

    head: Implementer | Activity | None
    entries: list[Entry] = field(default_factory=list)


@dataclass
class CountryEntries:
    """A country's entries by how they concern it; each stands in exactly one of the lists."""

    executed: list[Entry] = field(default_factory=list)
    planned: list[Entry] = field(default_factory=list)
    took_part: list[Entry] = field(default_factory=list)
    mentioned: list[Entry] = field(default_factory=list)

    @property
    def concerning(self) -> list[Entry]:
        """All but those that only mention it."""
        return [*self.executed, *self.planned, *self.took_part]


def by_implementer(entries: Iterable[Entry]) -> list[EntryGroup]:
    """Groups in the order in which implementers first come."""
    groups: dict[int, EntryGroup] = {}
    for entry in entries:
        implementer = entry.submission.implementer
        groups.setdefault(implementer.pk, EntryGroup(implementer)).entries.append(entry)
    return list(groups.values())


def by_activity(entries: Iterable[Entry]) -> list[EntryGroup]:
    """Groups in the order of the register; an entry stands under the first activity it cites."""
    groups: dict[int, EntryGroup] = {}
    for entry in entries:
        cited = list(entry.cited.all())
        activity = cited[0].activity if cited else None
        key = activity.position if activity else 10**6
        groups.setdefault(key, EntryGroup(activity)).entries.append(entry)
    return [groups[key] for key in sorted(groups)]


def for_country(entries: Iterable[Entry], country: Country) -> CountryEntries:
    """What happened there or for it, apart from where it took part and is only mentioned."""
    found = CountryEntries()
    for entry in entries:
        roles = {row.role for row in entry.country_roles.all() if row.country_id == country.pk}
        if roles == {CountryRole.MENTIONED}:
            found.mentioned.append(entry)
        elif roles <= {CountryRole.PARTICIPANT, CountryRole.MENTIONED}:
            found.took_part.append(entry)
        elif entry.kind == EntryKind.EXECUTED:
            found.executed.append(entry)
        else:
            found.planned.append(entry)
    return found
