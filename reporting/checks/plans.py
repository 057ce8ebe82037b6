"""Checks of plans and what was executed: outcomes, repetitions, announcements, tense."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedEntry, CheckedYear, is_pursued
from reporting.checks.finding import Severity
from reporting.checks.registry import CheckResult, Scope, check, in_chapter, in_entry, in_text
from reporting.checks.similarity import WordSet, alike, content_words, groups, held_in, likeness
from reporting.checks.vocabulary import ANNOUNCEMENTS, PAST, PRESENT
from reporting.enums import EntryKind, column_year
from reporting.recognition.spans import sentences

_ALIKE = 0.8  # minimum likeness of two entries that say the same
_SAME_EVENT = 0.5  # minimum likeness of two such entries with the same event
_MOST_COMPARED = 50  # entries of one event that each is compared with
_TAKEN_UP = 0.34  # minimum share of the words of an announcement in an entry that plans it


@check(
    "plans.not-reported",
    Severity.WARNING,
    Scope.ENTRY,
    explanation=_("Something was planned for the year, and nothing executed reports on it."),
    remedy=_("Link the entry that reports on it, or state the outcome."),
)
def not_reported(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind != EntryKind.PLANNED or not is_pursued(entry):
        return
    if year.chapter[entry.chapter].column(EntryKind.EXECUTED) and (
        entry.reference not in year.reported_on
    ):
        message = gettext("Nothing executed in %(year)d reports on this plan.")
        yield in_entry(entry, message % {"year": year.year}, "outcome", _opening(entry))


def _opening(entry: CheckedEntry) -> str:
    return " ".join(entry.plain.split()[:12])


@check(
    "plans.unplanned",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Things were executed that no plan of the chapter speaks of."),
    remedy=_("Link each to the plan it carries out; what came unplanned may stay so."),
)
def unplanned(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    executed = chapter.column(EntryKind.EXECUTED)
    unlinked = [entry.reference for entry in executed if not entry.continues]
    if unlinked and chapter.column(EntryKind.PLANNED):
        message = gettext("%(without)d of %(all)d executed entries continue no plan.")
        params = {"without": len(unlinked), "all": len(executed)}
        yield in_chapter(chapter, message % params, EntryKind.EXECUTED, also=unlinked)


def _empty_column(chapter: CheckedChapter, kind: EntryKind, message: str) -> Iterator[CheckResult]:
    """A result if the column is empty. A column with opening words is not empty."""
    if chapter.entries and not chapter.column(kind) and not chapter.lead(kind):
        yield in_chapter(chapter, message % {"acronym": chapter.acronym}, kind)


@check(
    "plans.nothing-planned",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A chapter reports, and had planned nothing."),
    remedy=_("Enter what was planned, or say that nothing was."),
)
def nothing_planned(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    return _empty_column(chapter, EntryKind.PLANNED, gettext("%(acronym)s had nothing planned."))


@check(
    "plans.nothing-executed",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A chapter plans, and reports nothing executed."),
    remedy=_("Enter what was executed, or say that nothing was."),
)
def nothing_executed(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    return _empty_column(
        chapter, EntryKind.EXECUTED, gettext("%(acronym)s reports nothing executed.")
    )


@check(
    "plans.nothing-next-year",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A chapter plans nothing for next year."),
    remedy=_("Enter what is planned, or say that nothing is."),
)
def nothing_next_year(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    return _empty_column(
        chapter, EntryKind.NEXT_YEAR, gettext("%(acronym)s plans nothing for next year.")
    )


@check(
    "plans.repeated",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A column says the same thing twice, or reports the same event twice."),
    remedy=_("Keep one of the entries, or join them."),
)
def repeated(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for kind in EntryKind:
        column = {entry.reference: entry for entry in chapter.column(kind)}
        word_sets = {reference: _content_words_of(entry) for reference, entry in column.items()}
        pairs = [*alike(word_sets, _ALIKE), *_pairs_of_same_event(list(column.values()), word_sets)]
        for group in groups(word_sets, _ALIKE, pairs):
            message = gettext("Says the same as %(others)s.") % {"others": ", ".join(group[1:])}
            first = column[group[0]]
            yield CheckResult(
                message, chapter.slug, first.reference, "text", _opening(first), None,
                tuple(group[1:]),
            )  # fmt: skip


def _content_words_of(entry: CheckedEntry) -> WordSet:
    return content_words(f"{entry.heading} {entry.plain}")


def _pairs_of_same_event(
    column: Sequence[CheckedEntry], word_sets: Mapping[str, WordSet]
) -> Iterator[tuple[str, str]]:
    """Pairs of entries with the same single event that share half of their words."""
    by_event: dict[tuple[object, ...], list[str]] = {}
    for entry in column:
        if len(entry.events) == 1:
            event = entry.events[0]
            by_event.setdefault((event.start, event.end), []).append(entry.reference)
    for references in by_event.values():
        for index, first in enumerate(references):
            for second in references[index + 1 : index + 1 + _MOST_COMPARED]:
                shared = word_sets[first] & word_sets[second]
                if len(shared) > 3 and likeness(word_sets[first], word_sets[second]) >= _SAME_EVENT:
                    yield first, second


@check(
    "plans.same-again",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("Next year’s plan repeats this year’s word for word, or nearly."),
    remedy=_("Say what is new, or what remains to be done."),
)
def same_again(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    entries = {
        entry.reference: entry for entry in chapter.entries if entry.kind != EntryKind.EXECUTED
    }
    word_sets = {reference: _content_words_of(entry) for reference, entry in entries.items()}
    for first, second in alike(word_sets, 0.9):
        kinds = entries[first].kind, entries[second].kind
        if kinds == (EntryKind.PLANNED, EntryKind.NEXT_YEAR):
            message = gettext("The same as was planned this year: %(other)s.") % {"other": first}
            yield CheckResult(
                message, chapter.slug, second, "text", _opening(entries[second]), None, (first,)
            )


@check(
    "plans.copied-as-executed",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("What was executed, or is planned next, is told in the words of another column."),
    remedy=_("Say what was done, and what remains."),
)
def copied(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    entries = {entry.reference: entry for entry in chapter.entries}
    word_sets = {reference: _content_words_of(entry) for reference, entry in entries.items()}
    for first, second in alike(word_sets, 0.9):
        kinds = {entries[first].kind, entries[second].kind}
        if EntryKind.EXECUTED in kinds and len(kinds) > 1:
            message = gettext("The same words as %(other)s, in another column.") % {"other": first}
            yield CheckResult(
                message, chapter.slug, second, "text", _opening(entries[second]), None, (first,)
            )


@check(
    "plans.told-twice-across-chapters",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("Two implementers report the same thing in nearly the same words."),
    remedy=_("Let one of them report it, and the other refer to it."),
)
def across_chapters(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    word_sets = {reference: _content_words_of(entry) for reference, entry in year.entries.items()}
    long_word_sets = {reference: words for reference, words in word_sets.items() if len(words) > 4}
    for group in groups(long_word_sets, _ALIKE):
        chapters = {year.entries[reference].chapter for reference in group}
        if len(chapters) > 1:
            first = year.entries[group[0]]
            message = gettext("Says the same as %(others)s.") % {"others": ", ".join(group[1:])}
            yield CheckResult(
                message, first.chapter, first.reference, "text", _opening(first), None,
                tuple(group[1:]),
            )  # fmt: skip


@check(
    "plans.promised-in-words",
    Severity.WARNING,
    Scope.CHAPTER,
    explanation=_("A text of this year announces something for next year, and no entry plans it."),
    remedy=_("Add it to what is planned for next year."),
)
def announced_in_words(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    planned = [_content_words_of(entry) for entry in chapter.column(EntryKind.NEXT_YEAR)]
    next_year = column_year(EntryKind.NEXT_YEAR, year.year)
    for entry in chapter.column(EntryKind.EXECUTED):
        for start, end in _sentence_limits(entry.plain):
            sentence = entry.plain[start:end]
            if not _is_announcement(sentence, entry.language, next_year):
                continue
            announced = content_words(sentence)
            if not any(held_in(announced, words) >= _TAKEN_UP for words in planned):
                message = gettext("Announced for %(year)d, and planned by no entry.")
                yield in_text(entry.text, message % {"year": next_year}, start, end)


def _is_announcement(sentence: str, language: str, year: int) -> bool:
    pattern = ANNOUNCEMENTS.get(language)
    return bool(pattern and re.search(rf"\b{year}\b", sentence) and pattern.search(sentence))


def _sentence_limits(text: str) -> Iterator[tuple[int, int]]:
    breaks = (0, *sentences(text).breaks, len(text))
    for start, end in pairwise(breaks):
        sentence = text[start:end]
        if sentence.strip():
            yield start + len(sentence) - len(sentence.lstrip()), start + len(sentence.rstrip())


@check(
    "plans.told-as-past",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("A plan is told as something that has happened."),
    remedy=_("Move it to what was executed, or word it as a plan."),
)
def told_as_past(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind == EntryKind.EXECUTED:
        return
    pattern = PAST.get(entry.language)
    if match := pattern.search(entry.plain) if pattern else None:
        message = gettext("“%(words)s”: a plan, told as past.") % {"words": match.group()}
        yield in_text(entry.text, message, *match.span())


@check(
    "plans.told-as-present",
    Severity.NOTICE,
    Scope.ENTRY,
    explanation=_("What is planned for next year is told as work of today."),
    remedy=_("Say what will be done next year; report today’s work as executed."),
)
def told_as_present(entry: CheckedEntry, year: CheckedYear) -> Iterator[CheckResult]:
    if entry.kind != EntryKind.NEXT_YEAR:
        return
    pattern = PRESENT.get(entry.language)
    if match := pattern.search(entry.plain) if pattern else None:
        message = gettext("“%(words)s”: planned for next year, told as work of today.")
        yield in_text(entry.text, message % {"words": match.group()}, *match.span())
