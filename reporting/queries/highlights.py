"""Queries about highlights and the entries they can be made of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from reporting.enums import EntryKind
from reporting.models import Entry, Highlight, HighlightEntry, ReportingYear

_MAX_ENTRIES = 50  # entries shown at once


@dataclass(frozen=True)
class HighlightShown:
    """A highlight with its number and the references of the entries it repeats."""

    number: int
    text: str
    entries: tuple[str, ...]


def highlights_among(
    reporting_year: ReportingYear, texts: Mapping[str, str], *, whole: bool, keep_all: bool = False
) -> Iterator[HighlightShown]:
    """Yield the highlights of a report that prints the entries in `texts` (by reference).

    A highlight without a text of its own has those of its entries. A highlight whose entries are
    all left out of the report is left out too, because its text may be about them. One without
    entries, or whose entries are all deleted, may be about the year; it is left out unless the
    report is of the `whole` year. With `keep_all` no highlight that has a text is left out: in a
    draft, and in an edition, which leaves out chapters because the secretariat said so. Takes two
    queries.
    """
    supports = HighlightEntry.objects.select_related("entry")
    for highlight in reporting_year.highlights.prefetch_related(Prefetch("supports", supports)):
        entries = [support.entry for support in highlight.supports.all()]
        printed = tuple(entry.reference for entry in entries if entry.reference in texts)
        has_no_entries = all(entry.deleted_at for entry in entries)
        text = highlight.text or "".join(texts[reference] for reference in printed)
        if text and (printed or keep_all or (whole and has_no_entries)):
            yield HighlightShown(highlight.position, text, printed)


def highlights_of(reporting_year: ReportingYear) -> list[Highlight]:
    """Return the highlights in their order, with the entries they repeat."""
    return list(reporting_year.highlights.order_by("position").prefetch_related("supports__entry"))


def executed_entries(reporting_year: ReportingYear, words: str) -> list[Entry]:
    """Return the year's executed entries that match every word, in the text or as the acronym."""
    entries = Entry.objects.working().filter(
        submission__reporting_year=reporting_year, kind=EntryKind.EXECUTED
    )
    for word in words.split():
        texts = entries.filter(text__icontains=word)
        entries = texts | entries.filter(submission__implementer__acronym__iexact=word)
    return list(
        entries.select_related("submission__implementer")
        .order_by("submission__position", "position")
        .distinct()[:_MAX_ENTRIES]
    )
