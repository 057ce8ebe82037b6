"""The story of one entry's undertaking: promise, plan, execution, next promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.expressions import RawSQL

from program.models.base import NAMES
from reporting.enums import CONTINUED, EntryKind, SubmissionStatus
from reporting.models import Entry
from reporting.models.entry import official_place

# The keys of an entry and of all public ones that links lead to from it, there and back. Whether
# the next is public is asked entry by entry: joined, SQLite reads all entries beforehand.
_STORY = """
    WITH RECURSIVE story(pk) AS (
        SELECT id FROM reporting_entry WHERE reference = %s
        UNION
        SELECT CASE later_id WHEN story.pk THEN earlier_id ELSE later_id END
        FROM story JOIN reporting_entrylink ON later_id = story.pk OR earlier_id = story.pk
        WHERE EXISTS (
            SELECT 1 FROM reporting_entry AS other
            JOIN reporting_submission ON reporting_submission.id = other.submission_id
            WHERE other.id = CASE later_id WHEN story.pk THEN earlier_id ELSE later_id END
            AND other.deleted_at IS NULL AND reporting_submission.status = %s
        )
    )
    SELECT pk FROM story
"""

# What the page of an entry shows of it, and of the others that its story names.
_SHOWN = (
    *("reference", "kind", "position", "label", "heading", "subheading", "language", "text"),
    *("outcome", "outcome_reason", "submission__position"),
    *("submission__reporting_year__year", "submission__reporting_year__is_demonstration"),
    *(f"submission__implementer__{name}" for name in ("slug", "acronym", *NAMES)),
)


@dataclass(frozen=True)
class Told:
    """An entry of a story; `became` is what `EntryQuerySet.with_what_became` says."""

    entry: Entry
    became: str


@dataclass(frozen=True)
class Story:
    """A public entry with those that it continues or is continued by, in the official order."""

    itself: Told
    told: Sequence[Told]


def story_of(reference: str) -> Story | None:
    """The story of a public entry; it does not go through what is not public. None when the entry
    is not public or there is none. Takes one query however long it is.
    """
    rows = list(_rows(reference))  # one for each that an entry continues
    continued = {row.link_back for row in rows if row.kind == EntryKind.EXECUTED}
    entries = {row.pk: row for row in sorted(rows, key=official_place)}
    told = [_told(entry, is_continued=pk in continued) for pk, entry in entries.items()]
    itself = next((one for one in told if one.entry.reference == reference), None)
    return Story(itself, told) if itself else None


def _rows(reference: str) -> Iterable[Any]:
    return (
        Entry.objects.public()
        .filter(pk__in=RawSQL(_STORY, [reference, SubmissionStatus.ACCEPTED]))
        .select_related("submission__reporting_year", "submission__implementer")
        .only(*_SHOWN)
        .annotate(link_back=F("links_back__earlier"))
        .order_by()
    )


def _told(entry: Entry, *, is_continued: bool) -> Told:
    continued = CONTINUED if is_continued and entry.kind == EntryKind.PLANNED else ""
    return Told(entry, entry.outcome or continued)
