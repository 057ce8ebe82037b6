"""A chapter as it will be printed: its columns, and the headings in them."""

from dataclasses import dataclass, field
from itertools import groupby

from reporting.enums import EntryKind
from reporting.models import Entry, Submission
from reporting.queries.desk import column_words


@dataclass(frozen=True)
class HeadedEntries:
    """Entries that follow each other under the same heading and sub-heading; both may be empty.

    `opens` says that the heading is printed here and not already above an earlier sub-heading.
    """

    heading: str
    subheading: str
    entries: list[Entry]
    anchor: str
    opens: bool


@dataclass(frozen=True)
class DeskColumn:
    """A column of the chapter as it will be printed."""

    kind: EntryKind
    words: str
    lead: str
    groups: list[HeadedEntries] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)

    @property
    def headed(self) -> list[HeadedEntries]:
        """The groups that a reader can be led to."""
        return [group for group in self.groups if group.heading]


def columns_of(submission: Submission, entries: list[Entry]) -> list[DeskColumn]:
    """The entries, which are in official order, under their headings."""
    year = submission.reporting_year.year
    return [
        DeskColumn(
            kind,
            column_words(kind, year),
            submission.leads[kind],
            _groups(kind, [entry for entry in entries if entry.kind == kind]),
        )
        for kind in EntryKind
    ]


def _groups(kind: EntryKind, entries: list[Entry]) -> list[HeadedEntries]:
    groups: list[HeadedEntries] = []
    by_heading = groupby(entries, key=lambda entry: (entry.heading, entry.subheading))
    for number, ((heading, subheading), members) in enumerate(by_heading, start=1):
        opens = not groups or groups[-1].heading != heading
        anchor = f"{kind}-{number}"
        groups.append(HeadedEntries(heading, subheading, list(members), anchor, opens))
    return groups
