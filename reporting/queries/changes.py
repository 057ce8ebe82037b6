"""The earlier content with which a reviewer compares a chapter."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import OuterRef, QuerySet, Subquery

from reporting.entry_content import EntryContent
from reporting.models import Entry, EntryVersion, Submission
from reporting.queries.entries import content_of


@dataclass(frozen=True)
class Before:
    """The earlier content of each entry, by the entry's key; a new entry is missing.

    `since` is when the chapter was last returned or reopened. It is None if it never was: then
    `contents` are those of last year's entries that these entries continue.
    """

    since: datetime.datetime | None
    contents: dict[int, EntryContent]
    deleted: tuple[Entry, ...] = ()


def before_of(submission: Submission, entries: Collection[Entry]) -> Before:
    """Return the earlier content of a chapter.

    `entries` come from `with_relations()`. The number of queries is constant.
    """
    if submission.returned_at is None:
        return Before(None, _last_year(submission, entries))
    deleted = Entry.with_deleted.filter(
        submission=submission, deleted_at__gt=submission.returned_at
    ).order_by("kind", "position")
    contents = {
        version.entry_id: EntryContent.from_json(version.content)
        for version in _versions_at(submission, submission.returned_at)
    }
    return Before(submission.returned_at, contents, tuple(deleted))


def _versions_at(submission: Submission, moment: datetime.datetime) -> QuerySet[EntryVersion]:
    """Return the last version of each entry that was saved by that moment."""
    until_then = EntryVersion.objects.filter(entry=OuterRef("pk"), saved_at__lte=moment)
    newest = Subquery(until_then.order_by("-number").values("pk")[:1])
    entries = Entry.with_deleted.filter(submission=submission).order_by()
    return EntryVersion.objects.filter(pk__in=entries.values_list(newest))


def _last_year(submission: Submission, entries: Collection[Entry]) -> dict[int, EntryContent]:
    year = submission.reporting_year.year
    earlier_keys = {
        entry.pk: link.earlier_id
        for entry in entries
        for link in entry.links_back.all()
        if link.earlier.submission.reporting_year.year < year
    }
    earlier_entries = Entry.objects.with_relations().in_bulk(set(earlier_keys.values()))
    return {
        entry.pk: _with_current_columns(
            content_of(earlier_entries[earlier_keys[entry.pk]]), content_of(entry)
        )
        for entry in entries
        if entry.pk in earlier_keys and earlier_keys[entry.pk] in earlier_entries
    }


def _with_current_columns(earlier: EntryContent, current: EntryContent) -> EntryContent:
    """Return `earlier` with the current values of what always differs from year to year."""
    return replace(
        earlier,
        kind=current.kind,
        title=current.title,
        title_source=current.title_source,
        label=current.label,
        continues=current.continues,
        outcome=current.outcome,
        outcome_reason=current.outcome_reason,
        outcome_quotation=current.outcome_quotation,
    )
