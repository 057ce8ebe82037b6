"""Small years to check, in order unless a test spoils them."""

import datetime
from itertools import count

from reporting.checks.content import (
    CheckedActivity,
    CheckedChapter,
    CheckedEntry,
    CheckedEvent,
    CheckedFinancing,
    CheckedHighlight,
    CheckedNarrative,
    CheckedYear,
)
from reporting.checks.run import all_checks
from reporting.enums import EntryKind, NarrativeKind

CHECKS = {one.code: one for one in all_checks()}
_numbers = count(1)
TEXT = "Officials of the region attended a workshop about the identification of victims."


def event(start, end="", precision="day", place="", country=""):
    first = datetime.date.fromisoformat(start)
    return CheckedEvent(first, datetime.date.fromisoformat(end or start), precision, place, country)


def entry(text=TEXT, kind=EntryKind.EXECUTED, **parts):
    reference = parts.pop("reference", f"2011-iom-{next(_numbers)}")
    year = 2012 if kind == EntryKind.NEXT_YEAR else 2011
    others = {"chapter": "iom", "column_year": year, **parts}
    return CheckedEntry(reference, kind=kind, plain=text, **others)


def planned(text=TEXT, **parts):
    return entry(text, EntryKind.PLANNED, **parts)


def next_year(text=TEXT, **parts):
    return entry(text, EntryKind.NEXT_YEAR, **parts)


def chapter(*entries, **parts):
    plain = {"slug": "iom", "acronym": "IOM", "of_the_oas": False, "entries": entries, **parts}
    return CheckedChapter(**plain)


def year(*chapters, **parts):
    return CheckedYear(**{"year": 2011, "chapters": chapters, **parts})


def year_of(*entries, gazetteer=None, **parts):
    """A year of one chapter."""
    own = {"gazetteer": gazetteer} if gazetteer else {}
    return year(chapter(*entries, **parts), **own)


def found(code, checked):
    return list(CHECKS[code].run(checked))


def words(code, checked):
    return [finding.words for finding in found(code, checked)]


def narratives(*left_out):
    return tuple(
        CheckedNarrative(kind, "The General Assembly adopted the Program.")
        for kind in NarrativeKind
        if kind not in left_out
    )


__all__ = [
    "CHECKS",
    "TEXT",
    "CheckedActivity",
    "CheckedFinancing",
    "CheckedHighlight",
    "chapter",
    "entry",
    "event",
    "found",
    "narratives",
    "next_year",
    "planned",
    "words",
    "year",
    "year_of",
]
