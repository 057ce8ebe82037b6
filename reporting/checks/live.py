"""Checks of one entry while it is written. Reads little, and omits what a draft cannot show."""

from dataclasses import dataclass

from program.rich_text import to_plain
from reporting.checks.budget import Budget
from reporting.checks.content import (
    CheckedActivity,
    CheckedChapter,
    CheckedEntry,
    CheckedFinancing,
    CheckedYear,
)
from reporting.checks.finding import Finding, Severity
from reporting.checks.reading import checked_entry, gazetteer_of
from reporting.checks.run import check_entry
from reporting.entry_content import EntryContent
from reporting.models import Submission
from reporting.queries.checking import RowsAround, rows_around
from reporting.recognition.language_detection import guess_language
from reporting.recognition.suggest import (
    Suggestion,
    SuggestionContext,
    SuggestionKind,
    Tagged,
    suggest,
)

UNSAVED = "new"  # the reference of an entry that has none yet
_NOT_FOR_DRAFTS = frozenset({"plans.not-reported"})  # cannot be judged until submission
_ALSO_SUGGESTED = {  # findings that are left out while the form shows suggestions of this kind
    "countries.not-tagged": SuggestionKind.COUNTRY,
    "dates.no-event": SuggestionKind.EVENT,
}


@dataclass(frozen=True)
class WorkingEntry:
    """An entry while it is written. `year` contains only what the checks of an entry read."""

    year: CheckedYear
    entry: CheckedEntry
    themes: tuple[str, ...] = ()

    def findings(self, budget: Budget | None = None) -> list[Finding]:
        """The findings for the entry. A check that does not fit into `budget` is not run."""
        findings = check_entry(self.year, self.entry, budget)
        return [finding for finding in findings if finding.code not in _NOT_FOR_DRAFTS]

    def suggestions(self) -> tuple[Suggestion, ...]:
        """What the text names and the entry is not tagged with, activities first, themes last.

        A text whose words are surely of another language than the entry says is read in theirs.
        """
        guess = guess_language(self.entry.plain)
        context = SuggestionContext(
            self.year.gazetteer,
            self.entry.column_year,
            guess.code if guess.is_sure else self.entry.language,
            self.year.numbers,
            [int(code) for code in self._assigned if code.isdigit()],
        )
        tagged = Tagged(
            self.entry.activities,
            [iso3 for iso3, _role in self.entry.countries],
            [(event.start, event.end) for event in self.entry.events],
            themes=self.themes,
        )
        all_suggestions = suggest(self.entry.plain, context, tagged)
        others = _ALSO_SUGGESTED.values()
        return (
            *(one for one in all_suggestions if one.kind is SuggestionKind.ACTIVITY),
            *(one for one in all_suggestions if one.kind in others),
            *(one for one in all_suggestions if one.kind is SuggestionKind.THEME),
        )

    @property
    def _assigned(self) -> tuple[str, ...]:
        return self.year.chapter[self.entry.chapter].assigned


def not_asked(findings: list[Finding], suggestions: tuple[Suggestion, ...]) -> list[Finding]:
    """The findings without those for which there is a suggestion of the same kind."""
    kinds = {suggestion.kind for suggestion in suggestions}
    return [
        finding
        for finding in findings
        if finding.severity == Severity.NOT_RUN or _ALSO_SUGGESTED.get(finding.code) not in kinds
    ]


def read_entry(submission: Submission, content: EntryContent, *, reference: str) -> WorkingEntry:
    """The entry that `content` would make in this chapter. Takes 8 queries."""
    rows = rows_around(submission, apart_from=reference)
    year = submission.reporting_year.year
    entry = checked_entry(
        content,
        reference=reference or UNSAVED,
        chapter=submission.implementer.slug,
        year=year,
    )
    return WorkingEntry(
        CheckedYear(
            year=year,
            chapters=(_chapter(submission, entry, rows),),
            gazetteer=gazetteer_of(rows.countries, rows.implementers),
            numbers=tuple(row.number for row in rows.activities if row.number is not None),
            known_texts=(
                *(to_plain(row.text) for row in rows.activities),
                *(to_plain(text) for text in rows.other_texts),
            ),
        ),
        entry,
        tuple(code for code, _source in content.themes),
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
