"""The notes below an item: what it follows up, and where it is followed up."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reporting.document.content import Item, ItemLink
from reporting.enums import EntryKind


@dataclass(frozen=True)
class Note:
    """A note as it is printed: `text`, then the links to `links`, if there are any."""

    text: str
    links: tuple[ItemLink, ...] = ()


def notes_of(item: Item, kind: str) -> tuple[Note, ...]:
    """Return the notes of an item of the column `kind`, in the active language.

    An executed item follows up a plan for the same year; a planned one continues what the report of
    the year before announced (`linkable_entries` says which entries an entry may continue). An item
    that this report does not print is named by the year of its report.
    """
    return (*_continued_by(item, kind), *_continues(item, kind))


def _continued_by(item: Item, kind: str) -> Iterable[Note]:
    printed, elsewhere = _divided(item.continued_by)
    if printed:
        yield Note(_("Followed up in"), printed)
    for year in _years(elsewhere):
        if kind == EntryKind.NEXT_YEAR:
            yield Note(_("Taken up in the plans of the report of %(year)s") % {"year": year})
        else:
            yield Note(_("Followed up in the report of %(year)s") % {"year": year})


def _continues(item: Item, kind: str) -> Iterable[Note]:
    printed, elsewhere = _divided(item.continues)
    if printed and kind == EntryKind.EXECUTED:
        yield Note(
            ngettext("Follows up the plan in", "Follows up the plans in", len(printed)), printed
        )
    elif printed:
        yield Note(_("Continues"), printed)
    for year in _years(elsewhere):
        if kind == EntryKind.EXECUTED:
            yield Note(_("Follows up a plan of %(year)s") % {"year": year})
        else:
            yield Note(_("Planned for next year in the report of %(year)s") % {"year": year})


def _divided(links: Iterable[ItemLink]) -> tuple[tuple[ItemLink, ...], tuple[ItemLink, ...]]:
    """Return the links to items of this report, and those to items that it does not print."""
    links = tuple(links)
    printed = tuple(link for link in links if link.paragraph)
    return printed, tuple(link for link in links if not link.paragraph)


def _years(links: Iterable[ItemLink]) -> list[str]:
    """Return the years of the reports of the linked items. A reference begins with its year."""
    return sorted({link.reference.partition("-")[0] for link in links})
