"""The content that is checked: a year with its chapters, entries, narratives and highlights.

`reading` and `live` create it from the database. The checks read nothing else. All texts are
plain, as `program.rich_text.to_plain` writes them.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from reporting.enums import NOT_PURSUED, EntryKind
from reporting.recognition.gazetteer import Gazetteer


@dataclass(frozen=True)
class CheckedText:
    """One text of the year and its place."""

    place: str
    plain: str
    language: str = "en"
    chapter: str = ""
    entry: str = ""


@dataclass(frozen=True)
class CheckedEvent:
    start: datetime.date
    end: datetime.date
    precision: str = "day"
    place: str = ""
    country: str = ""
    year_inferred: bool = False


@dataclass(frozen=True)
class CheckedEntry:
    """`column_year` is the year that its column covers, `countries` pairs of ISO code and role."""

    reference: str
    chapter: str
    kind: str
    plain: str
    column_year: int
    language: str = "en"
    label: str = ""
    heading: str = ""
    subheading: str = ""
    activities: tuple[str, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    events: tuple[CheckedEvent, ...] = ()
    continues: tuple[str, ...] = ()
    outcome: str = ""
    links: tuple[str, ...] = ()

    @cached_property
    def text(self) -> CheckedText:
        return self._part("text", self.plain)

    def texts(self) -> Iterator[CheckedText]:
        """The text of the entry, its heading and its subheading."""
        yield self.text
        for place, plain in (("heading", self.heading), ("subheading", self.subheading)):
            if plain:
                yield self._part(place, plain)

    def _part(self, place: str, plain: str) -> CheckedText:
        return CheckedText(place, plain, self.language, self.chapter, self.reference)


@dataclass(frozen=True)
class CheckedFinancing:
    text: str
    amount: Decimal | None = None
    currency: str = ""
    contributor: str = ""


@dataclass(frozen=True)
class CheckedActivity:
    """An activity that a chapter lists. `wording` is set only if it differs from the register."""

    code: str
    text: str
    wording: str = ""


@dataclass(frozen=True)
class CheckedChapter:
    slug: str
    acronym: str
    of_the_oas: bool
    heading: str = ""
    language: str = "en"
    preamble: str = ""
    leads: tuple[tuple[str, str], ...] = ()  # kind of column, opening words
    nothing_to_report: bool = False
    is_public: bool = True  # anyone may read it
    activities: tuple[CheckedActivity, ...] = ()
    assigned: tuple[str, ...] = ()  # codes
    entries: tuple[CheckedEntry, ...] = ()
    financing: tuple[CheckedFinancing, ...] = ()

    def column(self, kind: str) -> tuple[CheckedEntry, ...]:
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def lead(self, kind: str) -> str:
        return dict(self.leads).get(kind, "")

    def own_texts(self) -> Iterator[CheckedText]:
        """The texts of the chapter outside its entries."""
        yield self._text("chapter-heading", self.heading)
        yield self._text("preamble", self.preamble)
        for kind, lead in self.leads:
            yield self._text(f"leads/{kind}", lead)
        for activity in self.activities:
            yield self._text(f"activities/{activity.code}", activity.wording)
        for index, item in enumerate(self.financing):
            yield self._text(f"financing/{index}", item.text)

    def _text(self, place: str, plain: str) -> CheckedText:
        return CheckedText(place, plain, self.language, self.slug)


@dataclass(frozen=True)
class CheckedHighlight:
    number: int
    plain: str
    entries: tuple[str, ...] = ()
    language: str = "en"

    @cached_property
    def text(self) -> CheckedText:
        return CheckedText(f"highlights/{self.number}", self.plain, self.language)


@dataclass(frozen=True)
class CheckedNarrative:
    kind: str
    plain: str
    language: str = "en"

    @cached_property
    def text(self) -> CheckedText:
        return CheckedText(f"narratives/{self.kind}", self.plain, self.language)


@dataclass(frozen=True, eq=False)
class CheckedYear:
    """One year. It is compared by identity, so that results for it can be cached.

    `same_activities`: pairs of codes that are probably the same activity.
    `numbers`: the numbers of the activities in the register.
    `known_texts`: further plain texts whose words count as the year's own, such as those of the
    register.
    """

    year: int
    chapters: tuple[CheckedChapter, ...] = ()
    highlights: tuple[CheckedHighlight, ...] = ()
    narratives: tuple[CheckedNarrative, ...] = ()
    gazetteer: Gazetteer = field(default_factory=Gazetteer)
    members: frozenset[str] = frozenset()  # ISO codes of the member states of the OAS
    same_activities: tuple[tuple[str, str], ...] = ()
    numbers: tuple[int, ...] = ()
    known_texts: tuple[str, ...] = ()

    @cached_property
    def entries(self) -> dict[str, CheckedEntry]:
        return {entry.reference: entry for chapter in self.chapters for entry in chapter.entries}

    @cached_property
    def chapter(self) -> dict[str, CheckedChapter]:
        return {chapter.slug: chapter for chapter in self.chapters}

    @cached_property
    def reported_on(self) -> frozenset[str]:
        """References of the plans that an executed entry continues."""
        return frozenset(
            reference
            for entry in self.entries.values()
            if entry.kind == EntryKind.EXECUTED
            for reference in entry.continues
        )

    @cached_property
    def texts(self) -> tuple[CheckedText, ...]:
        """The texts of the year in the order of the report. A repeated heading is included once."""
        unique: dict[tuple[str, str, str], CheckedText] = {}
        for text in self._all_texts():
            is_heading = text.place in ("heading", "subheading")
            key = (text.chapter, "" if is_heading else f"{text.entry}/{text.place}", text.plain)
            if text.plain:
                unique.setdefault(key, text)
        return tuple(unique.values())

    def _all_texts(self) -> Iterator[CheckedText]:
        yield from (narrative.text for narrative in self.narratives)
        yield from (highlight.text for highlight in self.highlights)
        for chapter in self.chapters:
            yield from chapter.own_texts()
            for entry in chapter.entries:
                yield from entry.texts()


def is_pursued(entry: CheckedEntry) -> bool:
    """Whether a plan still has to be reported on: it was neither postponed nor dropped."""
    return entry.outcome not in NOT_PURSUED
