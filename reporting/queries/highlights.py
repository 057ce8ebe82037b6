"""Questions about the highlights, for whoever chooses them."""

from reporting.enums import EntryKind
from reporting.models import Entry, Highlight, ReportingYear

_MOST = 50  # entries shown at once; more words find fewer


def highlights_of(reporting_year: ReportingYear) -> list[Highlight]:
    """In their order, with the entries they repeat."""
    return list(reporting_year.highlights.order_by("position").prefetch_related("supports__entry"))


def executed_entries(reporting_year: ReportingYear, words: str) -> list[Entry]:
    """The year's executed entries that hold each of the words, or are of that implementer."""
    found = Entry.objects.at_work().filter(
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
