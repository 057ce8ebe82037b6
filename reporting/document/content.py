"""The complete content of an annual report as frozen dataclasses.

`assemble.py` makes it from the database; `html.py`, `pdf.py` and `docx.py` render it and use
nothing else. Long texts are in the stored form (`program.rich_text`). References ("2011-iom-28")
are the stable ids of entries.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reporting.enums import FOLLOWED_UP, CoverageStatus, EntryKind, column_year, concerns
from reporting.file_types import FileType
from reporting.outcomes import outcome_statement


@dataclass(frozen=True)
class Cover:
    """The cover block of an OAS document. A field is empty when nothing is on record."""

    council: str
    committees: tuple[str, ...]
    series: str
    symbol: str
    date: datetime.date | None
    language: str
    original_language: str
    presented_by: str
    presented_to: str
    under: str
    note: str


@dataclass(frozen=True)
class ReportNarrative:
    """A narrative part; `number` is Roman, and empty for the text after the highlights."""

    kind: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class ItemLink:
    """A link to another item by its paragraph number; 0 for an item of another report."""

    reference: str
    paragraph: int


@dataclass(frozen=True)
class ReportHighlight:
    """A result at the beginning of part III, and the items that support it."""

    number: int
    text: str
    supported_by: tuple[ItemLink, ...]

    @property
    def references(self) -> tuple[str, ...]:
        return tuple(link.reference for link in self.supported_by)


@dataclass(frozen=True)
class ListedActivity:
    """An activity as the chapter prints it; `number` is None for an unnumbered one."""

    code: str
    number: int | None
    text: str
    short_title: str
    source: str


@dataclass(frozen=True)
class ActivityTag:
    """An activity that an item cites."""

    code: str
    number: int | None
    short_title: str


@dataclass(frozen=True)
class CountryTag:
    iso3: str
    name: str
    role: str


@dataclass(frozen=True)
class EventTag:
    start: datetime.date
    end: datetime.date
    precision: str
    year_inferred: bool
    place: str
    country: str


@dataclass(frozen=True)
class AttachmentTag:
    """A file that is attached to an item; `file_type` is a `FileType`, `size` in bytes."""

    name: str
    description: str
    file_type: str
    size: int
    sha256: str

    @property
    def type_label(self) -> str:
        return str(FileType(self.file_type).label)


@dataclass(frozen=True)
class Item:
    """One entry. `paragraph` is its number in the whole report, by which it is cited.

    `outcome` is the effective one. Who stated it is unknown in editions of before version 6.
    """

    reference: str
    paragraph: int
    label: str
    heading: str
    subheading: str
    text: str
    activities: tuple[ActivityTag, ...]
    countries: tuple[CountryTag, ...]
    events: tuple[EventTag, ...]
    continues: tuple[ItemLink, ...]
    continued_by: tuple[ItemLink, ...]
    outcome: str
    outcome_source: str = ""
    outcome_stated_by: str = ""
    outcome_stated_on: datetime.date | None = None
    outcome_quotation: str = ""
    attachments: tuple[AttachmentTag, ...] = ()

    @property
    def stated_outcome(self) -> str:
        """The outcome that is printed: only a stated one."""
        return "" if self.outcome == FOLLOWED_UP else self.outcome

    @property
    def outcome_statement(self) -> str:
        """Who stated the outcome, in the active language; empty where that is unknown."""
        return outcome_statement(
            self.outcome_source,
            stated_by=self.outcome_stated_by,
            day=self.outcome_stated_on,
            quotation=self.outcome_quotation,
        )


@dataclass(frozen=True)
class Column:
    """A column of the official table; `kind` is an `EntryKind`, `words` the number of its words."""

    kind: str
    heading: str
    lead: str
    items: tuple[Item, ...]
    words: int


@dataclass(frozen=True)
class FinancingSource:
    kind: str
    contributor: str
    amount: Decimal | None
    currency: str
    text: str


@dataclass(frozen=True)
class Chapter:
    """The chapter of one implementer.

    `financing_state` is a `FinancingState`. `nothing_to_report` is the reason of that declaration,
    empty without one.
    """

    number: str
    heading: str
    implementer: str
    acronym: str
    name: str
    preamble: str
    activities_heading: str
    activities: tuple[ListedActivity, ...]
    activities_words: int
    columns: tuple[Column, ...]
    financing_heading: str
    financing_state: str
    financing: tuple[FinancingSource, ...]
    nothing_to_report: str = ""

    @property
    def full_name(self) -> str:
        """The implementer's name, with its acronym if the name does not contain it."""
        return self.name if self.acronym in self.name else f"{self.name} ({self.acronym})"

    @property
    def prints_financing(self) -> bool:
        """Whether the chapter has a column for financing."""
        return self.financing_state != "not_applicable"

    @property
    def longest_cell(self) -> int:
        """The number of words of the longest column."""
        return max(column.words for column in self.columns)

    def column(self, kind: str) -> Column:
        """The column of this `EntryKind`."""
        return next(column for column in self.columns if column.kind == kind)

    @property
    def spoken_columns(self) -> tuple[Column, ...]:
        """The columns; if there is nothing to report, only those that are not empty."""
        if not self.nothing_to_report:
            return self.columns
        return tuple(column for column in self.columns if column.lead or column.items)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in printed order."""
        return tuple(item for column in self.columns for item in column.items)

    @property
    def countries(self) -> frozenset[str]:
        """ISO alpha-3 codes of the countries that items concern, without those only mentioned."""
        return frozenset(
            tag.iso3 for item in self.items for tag in item.countries if concerns(tag.role)
        )


@dataclass(frozen=True)
class Group:
    """Chapters under one letter; without a heading, the only chapter has the letter itself."""

    number: str
    heading: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Section:
    """One of the two sections of part III."""

    number: int
    heading: str
    groups: tuple[Group, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for group in self.groups for chapter in group.chapters)


@dataclass(frozen=True)
class Totals:
    """The numbers of items by column, and of distinct activities and countries of all chapters."""

    by_column: tuple[int, ...]
    activities: int
    countries: int


@dataclass(frozen=True)
class RegisterActivity:
    """An activity of the Program's register; `coverage` is a `CoverageStatus`."""

    code: str
    coverage: str


@dataclass(frozen=True)
class Report:
    """The report of a year in one language.

    An edition has the time at which it was frozen, and its permanent address.

    Whether it is of a demonstration year is unknown in editions of before version 7.
    """

    year: int
    title: str
    language: str
    program: str
    resolution: str
    cover: Cover
    opening: tuple[ReportNarrative, ...]
    highlights: tuple[ReportHighlight, ...]
    after_highlights: ReportNarrative | None
    sections: tuple[Section, ...]
    conclusion: ReportNarrative | None
    register: tuple[RegisterActivity, ...]
    is_draft: bool
    frozen_at: datetime.datetime | None = None
    address: str = ""
    is_demonstration: bool = False
    # The member states of the OAS that an item concerns; not in editions of up to version 6.
    member_states: int | None = None

    @property
    def marked_title(self) -> str:
        """The title for lists of files; that of a demonstration says what it is."""
        if not self.is_demonstration:
            return self.title
        return _("Demonstration: %(title)s") % {"title": self.title}

    @property
    def next_year(self) -> int:
        return column_year(EntryKind.NEXT_YEAR, self.year)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in official order."""
        return tuple(chapter for section in self.sections for chapter in section.chapters)

    @property
    def items_with_attachments(self) -> tuple[Item, ...]:
        """The items that have attached files, in printed order."""
        return tuple(
            item for chapter in self.chapters for item in chapter.items if item.attachments
        )

    @property
    def totals(self) -> Totals:
        """The totals of all chapters."""
        chapters = self.chapters
        by_column = zip(*(chapter.columns for chapter in chapters), strict=True)
        return Totals(
            by_column=tuple(sum(len(column.items) for column in columns) for columns in by_column),
            activities=len(
                {activity.code for chapter in chapters for activity in chapter.activities}
            ),
            countries=len(frozenset[str]().union(*(chapter.countries for chapter in chapters))),
        )

    @property
    def headline(self) -> str:
        """What is known of the year, in the active language."""
        items = [
            (column.kind, bool(item.activities))
            for chapter in self.chapters
            for column in chapter.columns
            for item in column.items
        ]
        executed = [names for kind, names in items if kind == EntryKind.EXECUTED]
        known = _(
            "Implementers that reported: %(implementers)d. Executed entries: %(executed)d, of which "
            "%(executed_naming)d name a Program activity. Entries in all: %(entries)d, of which "
            "%(naming)d name one."
        ) % {
            "implementers": len(self.chapters),
            "executed": len(executed),
            "executed_naming": sum(executed),
            "entries": len(items),
            "naming": sum(names for _kind, names in items),
        }
        if self.member_states is None:
            return known
        return f"{known} " + _("Member states concerned: %(number)d.") % {
            "number": self.member_states
        }

    @property
    def counting_note(self) -> str:
        """What the overview counts, and how notes name items, in the active language."""
        return _(
            "The figures count the items of each column. Each activity and country of all chapters "
            "is counted once, without countries that an item only mentions. In notes, “¶ 12” is the "
            "paragraph with the number 12."
        )

    @property
    def coverage_note(self) -> str:
        """How activities are counted and what each status means, in the active language."""
        meanings = " ".join(
            f"{capfirst(status.label)}: {status.explanation}." for status in CoverageStatus
        )
        counted = _(
            "Each activity of the register of %(symbol)s is counted once, in the first line that fits."
        )
        return f"{counted % {'symbol': self.resolution}} {meanings}"

    @property
    def codes_by_coverage(self) -> dict[str, list[str]]:
        """Codes of the register's activities by coverage, in order; empty without chapters."""
        codes: dict[str, list[str]] = {}
        for activity in self.register if self.sections else ():
            codes.setdefault(activity.coverage, []).append(activity.code)
        return codes

    def narratives(self) -> Iterator[ReportNarrative]:
        """The narrative parts in printed order."""
        yield from self.opening
        if self.after_highlights:
            yield self.after_highlights
        if self.conclusion:
            yield self.conclusion
