"""The annual report as a value: frozen, typed, complete. What is issued is this, rendered.

`assemble.py` makes it from the database; `html.py`, `pdf.py` and `docx.py` render it and know
nothing else. Texts are Markdown. References ("2011-iom-28") are the entries' stable addresses.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reporting.enums import EntryKind, column_year, concerns


@dataclass(frozen=True)
class Cover:
    """The block of an OAS document. Empty where nothing is on record."""

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
class Narrative:
    """A part of the report in running text; `number` is Roman, empty for the words that follow."""

    kind: str
    number: str
    heading: str
    text: str


@dataclass(frozen=True)
class ItemLink:
    """Another item of the report, by its paragraph number; 0 when it stands in another year."""

    reference: str
    paragraph: int


@dataclass(frozen=True)
class Highlight:
    """A result at the head of part III, and the items it repeats."""

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
class Item:
    """One entry. `paragraph` counts through the whole report and is what one cites."""

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


@dataclass(frozen=True)
class Column:
    """One column of the official table; `kind` is an `EntryKind`, `words` those of its cell."""

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
    """One implementer's chapter. `financing_state` is a `FinancingState`; `nothing_to_report` is the
    reason for which it declares so, empty where it does not."""

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
        """The implementer's name, and its acronym where the name does not say it."""
        return self.name if self.acronym in self.name else f"{self.name} ({self.acronym})"

    @property
    def prints_financing(self) -> bool:
        """Whether the chapter has a column for financing."""
        return self.financing_state != "not_applicable"

    @property
    def longest_cell(self) -> int:
        """The words of its longest column."""
        return max(column.words for column in self.columns)

    def column(self, kind: str) -> Column:
        """Its column of the `EntryKind` given."""
        return next(column for column in self.columns if column.kind == kind)

    @property
    def spoken_columns(self) -> tuple[Column, ...]:
        """Its columns, without the empty ones where it declares that there is nothing to report."""
        if not self.nothing_to_report:
            return self.columns
        return tuple(column for column in self.columns if column.lead or column.items)

    @property
    def items(self) -> tuple[Item, ...]:
        """All its items in printed order."""
        return tuple(item for column in self.columns for item in column.items)

    @property
    def countries(self) -> frozenset[str]:
        """ISO alpha-3 codes of the countries it concerns, those only mentioned left out."""
        return frozenset(
            tag.iso3 for item in self.items for tag in item.countries if concerns(tag.role)
        )


@dataclass(frozen=True)
class Group:
    """Chapters under one letter; without a heading it is one chapter that has the letter itself."""

    number: str
    heading: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Section:
    """One of the two halves of part III."""

    number: int
    heading: str
    groups: tuple[Group, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(chapter for group in self.groups for chapter in group.chapters)


@dataclass(frozen=True)
class Totals:
    """Items by column, and the activities and countries of all chapters, once each."""

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
    """A year's whole report in one language."""

    year: int
    title: str
    language: str
    program: str
    resolution: str
    cover: Cover
    opening: tuple[Narrative, ...]
    highlights: tuple[Highlight, ...]
    after_highlights: Narrative | None
    sections: tuple[Section, ...]
    conclusion: Narrative | None
    register: tuple[RegisterActivity, ...]
    is_draft: bool

    @property
    def next_year(self) -> int:
        return column_year(EntryKind.NEXT_YEAR, self.year)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """All chapters in official order."""
        return tuple(chapter for section in self.sections for chapter in section.chapters)

    @property
    def totals(self) -> Totals:
        """What the chapters hold together."""
        chapters = self.chapters
        by_column = zip(*(chapter.columns for chapter in chapters), strict=True)
        return Totals(
            by_column=tuple(sum(len(column.items) for column in columns) for columns in by_column),
            activities=len({a.code for chapter in chapters for a in chapter.activities}),
            countries=len(frozenset[str]().union(*(chapter.countries for chapter in chapters))),
        )

    @property
    def codes_by_coverage(self) -> dict[str, list[str]]:
        """The register's activities by coverage, in the register's order; none without a chapter."""
        found: dict[str, list[str]] = {}
        for activity in self.register if self.sections else ():
            found.setdefault(activity.coverage, []).append(activity.code)
        return found

    def narratives(self) -> Iterator[Narrative]:
        """The parts in running text, in printed order."""
        yield from self.opening
        if self.after_highlights:
            yield self.after_highlights
        if self.conclusion:
            yield self.conclusion
