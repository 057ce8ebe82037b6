"""What a reviewer compares a chapter with: itself when it was returned last, or last year's."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db.models import OuterRef, QuerySet, Subquery

from reporting.entry_content import EntryContent
from reporting.models import Entry, EntryVersion, Submission
from reporting.queries.entries import content_of


@dataclass(frozen=True)
class Before:
    """What each entry held before, by its key; an entry that is missing was not there.

    `since` is when the chapter was returned or reopened last; None where it never was: then
    `contents` are of last year's entry that this one continues.
    """

    since: datetime.datetime | None
    contents: dict[int, EntryContent]
    deleted: tuple[Entry, ...] = ()


def before_of(submission: Submission, entries: Collection[Entry]) -> Before:
    """`entries` come from `with_relations()`. Takes a number of queries that does not grow."""
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
    """The last version of each entry that was complete by then."""
    last = EntryVersion.objects.filter(entry=OuterRef("pk"), saved_at__lte=moment)
    newest = Subquery(last.order_by("-number").values("pk")[:1])
    entries = Entry.with_deleted.filter(submission=submission).order_by()
    return EntryVersion.objects.filter(pk__in=entries.values_list(newest))


def _last_year(submission: Submission, entries: Collection[Entry]) -> dict[int, EntryContent]:
    year = submission.reporting_year.year
    earlier = {
        entry.pk: link.earlier_id
        for entry in entries
        for link in entry.links_back.all()
        if link.earlier.published_copy_of_id is None
        and link.earlier.submission.reporting_year.year < year
    }
    found = Entry.objects.with_relations().in_bulk(set(earlier.values()))
    return {
        entry.pk: _as_now(content_of(found[earlier[entry.pk]]), content_of(entry))
        for entry in entries
        if entry.pk in earlier and earlier[entry.pk] in found
    }


def _as_now(then: EntryContent, now: EntryContent) -> EntryContent:
    """Without what differs from year to year by nature: its column, its label, its links."""
    return replace(
        then,
        kind=now.kind,
        label=now.label,
        continues=now.continues,
        outcome=now.outcome,
        outcome_reason=now.outcome_reason,
    )
