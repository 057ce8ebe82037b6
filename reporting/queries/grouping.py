"""Grouping entries under headings, for pages that list them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from implementers.models import Implementer
from program.models import Activity
from reporting.models import Entry


@dataclass
class EntryGroup:
    """Entries under one implementer or one activity; `head` is None for those that cite none."""

    head: Implementer | Activity | None
    entries: list[Entry] = field(default_factory=list)


def by_implementer(entries: Iterable[Entry]) -> list[EntryGroup]:
    """Group entries by implementer, in the order in which the implementers first appear."""
    groups: dict[int, EntryGroup] = {}
    for entry in entries:
        implementer = entry.submission.implementer
        groups.setdefault(implementer.pk, EntryGroup(implementer)).entries.append(entry)
    return list(groups.values())


def by_activity(entries: Iterable[Entry]) -> list[EntryGroup]:
    """Group entries by the first activity they cite, in the order of the register."""
    groups: dict[int, EntryGroup] = {}
    for entry in entries:
        cited = list(entry.cited.all())
        activity = cited[0].activity if cited else None
        key = activity.position if activity else 10**6
        groups.setdefault(key, EntryGroup(activity)).entries.append(entry)
    return [groups[key] for key in sorted(groups)]
