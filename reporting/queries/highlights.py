"""Questions about the highlights: which there are, and of what they can be made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from reporting.enums import EntryKind
from reporting.models import Entry, Highlight, HighlightEntry, ReportingYear

_MOST = 50  # entries shown at once; more words find fewer


@dataclass(frozen=True)
class HighlightShown:
    """A highlight by its number, with the references of the entries it repeats."""

    number: int
    text: str
    entries: tuple[str, ...]


def highlights_among(
    reporting_year: ReportingYear, texts: Mapping[str, str], *, whole: bool, keep_all: bool = False
) -> Iterator[HighlightShown]:
    """The highlights of a report that prints the entries whose `texts` these are, by reference.

    One without words of its own has those of its entries. One whose entries are all left out of the
    report is left out too: its words may tell of them. One without entries may tell of the year, and
    is left out unless the report is of the `whole` year; so is one whose entries are deleted.
    With `keep_all` none that has words is left out: of a draft, and of an edition, which goes
    without chapters because the secretariat said so. Takes two queries.
    """
    supports = HighlightEntry.objects.select_related("entry").only(
        "highlight", "entry__reference", "entry__deleted_at"
    )
    for row in reporting_year.highlights.prefetch_related(Prefetch("supports", supports)):
        entries = [support.entry for support in row.supports.all()]
        printed = tuple(entry.reference for entry in entries if entry.reference in texts)
        rests_on_none = all(entry.deleted_at for entry in entries)
        text = row.text or "\n\n".join(texts[reference] for reference in printed)
        if text and (printed or keep_all or (whole and rests_on_none)):
            yield HighlightShown(row.position, text, printed)


def highlights_of(reporting_year: ReportingYear) -> list[Highlight]:
    """In their order, with the entries they repeat."""
    return list(reporting_year.highlights.order_by("position").prefetch_related("supports__entry"))


def executed_entries(reporting_year: ReportingYear, words: str) -> list[Entry]:
    """The year's executed entries that hold each of the words, or are of that implementer."""
    found = Entry.objects.working().filter(
        submission__reporting_year=reporting_year, kind=EntryKind.EXECUTED
    )
    for word in words.split():
        texts = found.filter(text__icontains=word)
        found = texts | found.filter(submission__implementer__acronym__iexact=word)
    return list(
        found.select_related("submission__implementer")
        .order_by("submission__position", "position")
        .distinct()[:_MOST]
    )
