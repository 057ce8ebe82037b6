"""Checks of the report as a whole: highlights, narrative parts, empty chapters, labels."""

import re
from collections.abc import Iterator
from itertools import combinations, islice, pairwise

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from reporting.checks.content import CheckedChapter, CheckedHighlight, CheckedYear
from reporting.checks.finding import Severity
from reporting.checks.recognized import countries, dates
from reporting.checks.registry import CheckResult, Scope, check, in_chapter
from reporting.checks.similarity import content_words, held_in, likeness
from reporting.checks.vocabulary import NUMBERS
from reporting.enums import EntryKind, NarrativeKind
from reporting.recognition.date_roles import DateRole
from reporting.recognition.spans import is_within, sentences

_SUPPORTED = 0.3  # minimum share of a highlight's words that its entries contain
_REWORDED = (0.55, 0.97)  # likeness of a highlight to a passage that it repeats in other words
_MOST_ADDED = 200  # numbers of the entries, from the smallest, that are added up in pairs
_MOST_DATES = 200  # dates that are compared, of a highlight and of its entries
_MOST_SENTENCES = 200  # sentences that are compared, of a highlight and of its entries
_NUMBER = re.compile(r"(?<![\w.,/-])\d{1,6}(?![\w/-]|[.,]\d)")


def _in_highlight(highlight: CheckedHighlight, message: str, words: str = "") -> CheckResult:
    return CheckResult(message, "", "", highlight.text.place, words, None, highlight.entries)


def _supporting_text(highlight: CheckedHighlight, year: CheckedYear) -> str:
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
        support = _supporting_text(highlight, year)
        share = held_in(content_words(highlight.text.plain), content_words(support))
        if not support:
            message = gettext("No entry supports highlight %(number)d.")
        elif share < _SUPPORTED:
            message = gettext("The entries of highlight %(number)d hold little of what it says.")
        else:
            continue
        opening = " ".join(highlight.text.plain.split()[:12])
        yield _in_highlight(highlight, message % {"number": highlight.number}, opening)


@check(
    "document.highlight-differs",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("A highlight names numbers, dates or countries that its entries do not."),
    remedy=_("Correct the highlight, or the entry."),
)
def highlight_differs(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        support = _supporting_text(highlight, year)
        if support:
            missing = [
                *_unsupported_numbers(highlight, support),
                *_unsupported_dates(highlight, support, year),
            ]
            missing += _unsupported_countries(highlight, support, year)
            if missing:
                message = gettext("Highlight %(number)d says what its entries do not: %(words)s.")
                params = {"number": highlight.number, "words": ", ".join(missing)}
                yield _in_highlight(highlight, message % params, ", ".join(missing))


def _unsupported_numbers(highlight: CheckedHighlight, support: str) -> list[str]:
    """Numbers that are neither in the entries nor the sum of two of theirs. Omits dates."""
    plain = highlight.text.plain
    date_mentions = dates(plain, lang=highlight.language)
    supported = {int(match.group()) for match in _NUMBER.finditer(support)}
    supported |= {number for word, number in NUMBERS.items() if re.search(rf"\b{word}\b", support)}
    addends = sorted(supported)[:_MOST_ADDED]
    sums = {first + second for first, second in combinations([*addends, *addends], 2)}
    spans = [(date.start, date.end) for date in date_mentions]
    return [
        match.group()
        for match in _NUMBER.finditer(plain)
        if int(match.group()) not in supported
        and int(match.group()) not in sums
        and not is_within(match.start(), spans)
    ]


def _unsupported_dates(highlight: CheckedHighlight, support: str, year: CheckedYear) -> list[str]:
    supported = [
        date
        for date in dates(support, year=year.year, lang=highlight.language)[:_MOST_DATES]
        if date.first and date.last
    ]
    return [
        date.words
        for date in dates(highlight.text.plain, year=year.year, lang=highlight.language)[
            :_MOST_DATES
        ]
        if date.role is DateRole.EVENT and date.first and date.last
        if not any(
            supported_date.first
            and supported_date.last
            and date.first <= supported_date.first
            and supported_date.last <= date.last
            for supported_date in supported
        )
    ]


def _unsupported_countries(
    highlight: CheckedHighlight, support: str, year: CheckedYear
) -> list[str]:
    supported = {mention.iso3 for mention in countries(support, year.gazetteer, highlight.language)}
    mentions = countries(highlight.text.plain, year.gazetteer, highlight.language)
    return list(
        dict.fromkeys(mention.words for mention in mentions if mention.iso3 not in supported)
    )


@check(
    "document.highlight-leaves-out",
    Severity.WARNING,
    Scope.YEAR,
    explanation=_("A highlight repeats a passage and leaves out a country it names."),
    remedy=_("Name all of them, or none."),
)
def highlight_leaves_out(year: CheckedYear, _year: CheckedYear) -> Iterator[CheckResult]:
    for highlight in year.highlights:
        in_highlight = countries(highlight.text.plain, year.gazetteer, highlight.language)
        passage = _passage(highlight, year)
        named = {mention.iso3 for mention in in_highlight}
        in_passage = countries(passage, year.gazetteer, highlight.language)
        missing = dict.fromkeys(
            mention.words for mention in in_passage if mention.iso3 not in named
        )
        if len(named) > 1 and missing:
            message = gettext("Highlight %(number)d leaves out %(words)s.")
            params = {"number": highlight.number, "words": ", ".join(missing)}
            yield _in_highlight(highlight, message % params, ", ".join(missing))


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
        highlight_words, passage_words = content_words(highlight.text.plain), content_words(passage)
        if _REWORDED[0] <= likeness(highlight_words, passage_words) < _REWORDED[1]:
            only_in_highlight, only_in_passage = (
                sorted(highlight_words - passage_words),
                sorted(passage_words - highlight_words),
            )
            message = gettext(
                "Highlight %(number)d is reworded. Only in it: %(here)s. Only in the entry: %(there)s."
            )
            params = {
                "number": highlight.number,
                "here": ", ".join(only_in_highlight) or "–",
                "there": ", ".join(only_in_passage) or "–",
            }
            yield _in_highlight(highlight, message % params, passage[:120])


def _passage(highlight: CheckedHighlight, year: CheckedYear) -> str:
    """For each sentence of the highlight, the sentence of its entries that is most like it.

    Leaves out a sentence that none is like.
    """
    supporting = islice(_sentences(_supporting_text(highlight, year)), _MOST_SENTENCES)
    candidates = [(sentence, content_words(sentence)) for sentence in supporting]
    passage = []
    for sentence in islice(_sentences(highlight.text.plain), _MOST_SENTENCES):
        sentence_words = content_words(sentence)
        best = max(
            candidates,
            key=lambda candidate: likeness(sentence_words, candidate[1]),
            default=("", frozenset()),
        )
        if likeness(sentence_words, best[1]) >= 0.4:
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
    written = {narrative.kind for narrative in year.narratives if narrative.plain}
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
            params = {"count": len(forms), "labels": ", ".join(f"“{label}”" for label in labels)}
            yield in_chapter(chapter, message % params, f"{kind}/labels", ", ".join(labels))


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
        numbers = [int(match.group()) for label in labels if (match := re.search(r"\d+", label))]
        if len(numbers) > 1 and numbers != list(range(1, len(numbers) + 1)):
            message = gettext("Labels are numbered %(numbers)s.")
            params = {"numbers": ", ".join(map(str, numbers))}
            yield in_chapter(chapter, message % params, f"{kind}/labels", ", ".join(labels))
