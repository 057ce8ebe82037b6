"""The report as a whole: its highlights, its own parts, its chapters, its labels."""

import re
from collections.abc import Iterator
from itertools import combinations, islice, pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedHighlight, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.recognised import countries, dates
from reporting.checks.registry import CheckResult, Scope, check, in_chapter
from reporting.checks.similarity import content_words, held_in, likeness
from reporting.checks.vocabulary import NUMBERS
from reporting.enums import EntryKind, NarrativeKind
from reporting.recognition.date_roles import DateRole
from reporting.recognition.spans import is_within, sentences

_SUPPORTED = 0.3  # share of a highlight's words that its entries hold
_REWORDED = (0.55, 0.97)  # likeness of a highlight and the passage it repeats in other words
_MOST_ADDED = 200  # numbers of the entries, the smallest, that are added up in pairs
_MOST_DATES = 200  # dates of a highlight, and of its entries, that are compared
_MOST_SENTENCES = 200  # of a highlight, and of its entries
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,6}(?![\w/-]|[.,]\d)")


def _highlight(highlight: CheckedHighlight, message: str, words: str = "") -> CheckResult:
    return CheckResult(message, "", "", highlight.text.place, words, None, highlight.entries)


def _support(highlight: CheckedHighlight, year: CheckedYear) -> str:
    return "\n".join(
        year.entries[reference].plain
        for reference in highlight.entries
        if reference in year.entries
    )


@check(
    "document.highlight-unsupported",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("A highlight that no entry of the report supports."),
    remedy=_("Link the entries it repeats, or take it out."),
)
def highlight_unsupported(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        support = _support(highlight, year)
        held = held_in(content_words(highlight.text.plain), content_words(support))
        if not support:
            message = gettext("No entry supports highlight %(number)d.")
        elif held < _SUPPORTED:
            message = gettext("The entries of highlight %(number)d hold little of what it says.")
        else:
            continue
        words = " ".join(highlight.text.plain.split()[:12])
        yield _highlight(highlight, message % {"number": highlight.number}, words)


@check(
    "document.highlight-differs",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("A highlight names numbers, dates or countries that its entries do not."),
    remedy=_("Correct the highlight, or the entry."),
)
def highlight_differs(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        support = _support(highlight, year)
        if support:
            missing = [*_numbers(highlight, support), *_dates(highlight, support, year)]
            missing += _countries(highlight, support, year)
            if missing:
                message = gettext("Highlight %(number)d says what its entries do not: %(words)s.")
                words = {"number": highlight.number, "words": ", ".join(missing)}
                yield _highlight(highlight, message % words, ", ".join(missing))


def _numbers(highlight: CheckedHighlight, support: str) -> list[str]:
    """Numbers the entries neither print nor add up to; days and years are left to the dates."""
    plain = highlight.text.plain
    dated = dates(plain, lang=highlight.language)
    held = {int(found.group()) for found in _NUMBER.finditer(support)}
    held |= {number for word, number in NUMBERS.items() if re.search(rf"\b{word}\b", support)}
    addends = sorted(held)[:_MOST_ADDED]
    sums = {one + other for one, other in combinations([*addends, *addends], 2)}
    spans = [(one.start, one.end) for one in dated]
    return [
        found.group()
        for found in _NUMBER.finditer(plain)
        if int(found.group()) not in held
        and int(found.group()) not in sums
        and not is_within(found.start(), spans)
    ]


def _dates(highlight: CheckedHighlight, support: str, year: CheckedYear) -> list[str]:
    held = [
        one
        for one in dates(support, year=year.year, lang=highlight.language)[:_MOST_DATES]
        if one.first and one.last
    ]
    return [
        one.words
        for one in dates(highlight.text.plain, year=year.year, lang=highlight.language)[
            :_MOST_DATES
        ]
        if one.role is DateRole.EVENT and one.first and one.last
        if not any(
            other.first and other.last and one.first <= other.first and other.last <= one.last
            for other in held
        )
    ]


def _countries(highlight: CheckedHighlight, support: str, year: CheckedYear) -> list[str]:
    held = {one.iso3 for one in countries(support, year.gazetteer, highlight.language)}
    named = countries(highlight.text.plain, year.gazetteer, highlight.language)
    return list(dict.fromkeys(one.words for one in named if one.iso3 not in held))


@check(
    "document.highlight-leaves-out",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("A highlight repeats a passage and leaves out a country it names."),
    remedy=_("Name all of them, or none."),
)
def highlight_leaves_out(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        here = countries(highlight.text.plain, year.gazetteer, highlight.language)
        passage = _passage(highlight, year)
        named = {one.iso3 for one in here}
        there = countries(passage, year.gazetteer, highlight.language)
        missing = dict.fromkeys(one.words for one in there if one.iso3 not in named)
        if len(named) > 1 and missing:
            message = gettext("Highlight %(number)d leaves out %(words)s.")
            words = {"number": highlight.number, "words": ", ".join(missing)}
            yield _highlight(highlight, message % words, ", ".join(missing))


@check(
    "document.highlight-reworded",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("A highlight repeats a passage of an entry in partly other words."),
    remedy=_("Follow the wording of the entry, or make sure that the change is meant."),
)
def highlight_reworded(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        passage = _passage(highlight, year)
        here, there = content_words(highlight.text.plain), content_words(passage)
        if _REWORDED[0] <= likeness(here, there) < _REWORDED[1]:
            only_here, only_there = sorted(here - there), sorted(there - here)
            message = gettext(
                "Highlight %(number)d is reworded. Only in it: %(here)s. Only in the entry: %(there)s."
            )
            words = {
                "number": highlight.number,
                "here": ", ".join(only_here) or "–",
                "there": ", ".join(only_there) or "–",
            }
            yield _highlight(highlight, message % words, passage[:120])


def _passage(highlight: CheckedHighlight, year: CheckedYear) -> str:
    """Those sentences of the supporting entries that a highlight repeats, each sentence of it."""
    support = islice(_sentences(_support(highlight, year)), _MOST_SENTENCES)
    held = [(sentence, content_words(sentence)) for sentence in support]
    passage = []
    for sentence in islice(_sentences(highlight.text.plain), _MOST_SENTENCES):
        words = content_words(sentence)
        best = max(held, key=lambda one: likeness(words, one[1]), default=("", frozenset()))
        if likeness(words, best[1]) >= 0.4:
            passage.append(best[0])
    return "\n".join(passage)


def _sentences(text: str) -> Iterator[str]:
    breaks = (0, *sentences(text).breaks, len(text))
    for start, end in pairwise(breaks):
        if text[start:end].strip():
            yield text[start:end].strip()


@check(
    "document.missing-part",
    Severity.BLOCKER,
    Scope.YEAR,
    explanation=_("A part that every report has is not written."),
    remedy=_("Write it."),
)
def missing_part(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    written = {narrative.kind for narrative in year.narratives if narrative.source.strip()}
    for kind in NarrativeKind:
        if kind != NarrativeKind.AFTER_HIGHLIGHTS and kind not in written:
            message = gettext("“%(part)s” is not written.") % {"part": kind.label}
            yield CheckResult(message, place=f"narratives/{kind}")


@check(
    "document.no-highlights",
    Severity.NOTICE,
    Scope.YEAR,
    explanation=_("The report has no highlights."),
    remedy=_("Choose the entries that matter most."),
)
def no_highlights(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    if not year.highlights:
        yield CheckResult(gettext("No highlight is chosen."), place="highlights")


@check(
    "document.empty-chapter",
    Severity.BLOCKER,
    Scope.CHAPTER,
    explanation=_("A chapter says nothing, and not that there is nothing to report."),
    remedy=_("Ask the implementer, or declare that there is nothing to report."),
)
def empty_chapter(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    if not chapter.entries and not chapter.leads and not chapter.nothing_to_report:
        message = gettext("%(acronym)s reports nothing.") % {"acronym": chapter.acronym}
        yield in_chapter(chapter, message)


@check(
    "document.label-forms",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("The labels of a column are typed in several forms."),
    remedy=_("Leave labels out: the portal numbers the entries itself."),
)
def label_forms(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for kind in EntryKind:
        labels = [entry.label for entry in chapter.column(kind) if entry.label]
        forms = dict.fromkeys(re.sub(r"\d+", "1", label) for label in labels)
        if len(forms) > 1:
            message = gettext("Labels in %(count)d forms: %(labels)s.")
            words = {"count": len(forms), "labels": ", ".join(f"“{label}”" for label in labels)}
            yield in_chapter(chapter, message % words, f"{kind}/labels", ", ".join(labels))


@check(
    "document.label-numbers",
    Severity.NOTICE,
    Scope.CHAPTER,
    explanation=_("The numbers of a column’s labels repeat or leave one out."),
    remedy=_("Leave labels out: the portal numbers the entries itself."),
)
def label_numbers(chapter: CheckedChapter, year: CheckedYear) -> Iterator[CheckResult]:
    for kind in EntryKind:
        labels = [entry.label for entry in chapter.column(kind) if entry.label]
        numbers = [int(found.group()) for one in labels if (found := re.search(r"\d+", one))]
        if len(numbers) > 1 and numbers != list(range(1, len(numbers) + 1)):
            message = gettext("Labels are numbered %(numbers)s.")
            words = {"numbers": ", ".join(map(str, numbers))}
            yield in_chapter(chapter, message % words, f"{kind}/labels", ", ".join(labels))
