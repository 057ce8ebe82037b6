"""One entry, checked while it is written: little is read, and nothing said that a draft cannot know."""

from dataclasses import dataclass, replace

from reporting.checks.budget import Budget
from reporting.checks.content import (
    CheckedActivity,
    CheckedChapter,
    CheckedEntry,
    CheckedEvent,
    CheckedFinancing,
    CheckedYear,
)
from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import gazetteer_of
from reporting.checks.run import check_entry
from reporting.entry_content import EntryContent
from reporting.enums import column_year
from reporting.models import Submission
from reporting.queries.checking import RowsAround, rows_around
from reporting.recognition.suggest import (
    Suggestion,
    SuggestionContext,
    SuggestionKind,
    Tagged,
    suggest,
)

UNSAVED = "new"  # the reference of an entry that has none yet
_NOT_YET = frozenset({"plans.not-reported"})  # known once the chapter is handed in
_ASKED = {  # what is asked with a button need not be told as a finding, too
    "countries.not-tagged": SuggestionKind.COUNTRY,
    "dates.no-event": SuggestionKind.EVENT,
}


@dataclass(frozen=True)
class EntryAtWork:
    """An entry as it is being written, in as much of its year as its checks look at."""

    year: CheckedYear
    entry: CheckedEntry

    def findings(self, budget: Budget | None = None) -> list[Finding]:
        """What the checks say; those that `budget` has no time for are told as not run."""
        found = check_entry(self.year, self.entry, budget)
        return [one for one in found if one.code not in _NOT_YET]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the text names and the entry does not hold, activities first.

        Numbers of activities are looked for in the text as typed, the rest in what is printed.
        """
        reading = SuggestionContext(
            self.year.gazetteer,
            self.entry.column_year,
            self.entry.language,
            self.year.numbers,
            [int(code) for code in self._assigned if code.isdigit()],
        )
        tagged = Tagged(
            self.entry.activities,
            [iso3 for iso3, _role in self.entry.countries],
            [(event.start, event.end) for event in self.entry.events],
        )
        typed = suggest(self.entry.source, reading, tagged)
        printed = suggest(self.entry.plain, replace(reading, known=()), tagged)
        return (
            *(one for one in typed if one.kind is SuggestionKind.ACTIVITY),
            *(one for one in printed if one.kind in _ASKED.values()),
        )

    @property
    def _assigned(self) -> tuple[str, ...]:
        return self.year.chapter[self.entry.chapter].assigned


def not_asked(findings: list[Finding], suggestions: tuple[Suggestion, ...]) -> list[Finding]:
    """The findings but those that one of the suggestions mends."""
    kinds = {one.kind for one in suggestions}
    return [
        one
        for one in findings
        if one.severity == Severity.NOT_RUN or _ASKED.get(one.code) not in kinds
    ]


def read_entry(submission: Submission, content: EntryContent, *, reference: str) -> EntryAtWork:
    """The entry that `content` would be in this chapter. Takes 8 queries."""
    rows = rows_around(submission, apart_from=reference)
    year = submission.reporting_year.year
    entry = _entry(submission, content, reference or UNSAVED)
    return EntryAtWork(
        CheckedYear(
            year=year,
            chapters=(_chapter(submission, entry, rows),),
            gazetteer=gazetteer_of(rows.countries, rows.implementers),
            numbers=tuple(row.number for row in rows.activities if row.number is not None),
            words=tuple(row.text for row in rows.activities),
            word_counts=tuple(rows.word_counts),
        ),
        entry,
    )


def _chapter(submission: Submission, entry: CheckedEntry, rows: RowsAround) -> CheckedChapter:
    implementer = submission.implementer
    return CheckedChapter(
        slug=implementer.slug,
        acronym=implementer.acronym,
        of_the_oas=False,
        activities=tuple(CheckedActivity(code, "") for code in rows.assigned),
        assigned=tuple(rows.assigned),
        entries=(entry,),
        financing=tuple(CheckedFinancing("", amount) for amount in rows.amounts),
    )


def _entry(submission: Submission, content: EntryContent, reference: str) -> CheckedEntry:
    return CheckedEntry(
        reference=reference,
        chapter=submission.implementer.slug,
        kind=content.kind,
        source=content.text,
        column_year=column_year(content.kind, submission.reporting_year.year),
        language=content.language,
        label=content.label,
        heading=content.heading,
        subheading=content.subheading,
        activities=content.activities,
        countries=content.countries,
        events=tuple(
            CheckedEvent(
                one.start, one.end, one.precision, one.place, one.country, one.year_inferred
            )
            for one in content.events
        ),
        continues=content.continues,
        outcome=content.outcome,
        links=tuple(url for _title, url in content.documents),
    )
