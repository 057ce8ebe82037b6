"""What makes a chapter public, and the copy that stays public while it is changed (ADR 0003)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, OuterRef, Q, Subquery

from reporting.models import (
    Entry,
    EntryActivity,
    EntryCountry,
    EntryDocument,
    EntryLink,
    Event,
    Financing,
    ReportingYear,
    Submission,
    SubmissionActivity,
)


def publish(chapter: Submission) -> None:
    """Make an accepted chapter public, in place of the copy that stood in for it.

    Runs inside the caller's transaction. A chapter that is not accepted is refused by the database
    (`IntegrityError`).
    """
    delete_published_copy(chapter)
    # Who accepted the chapter did not see its links to entries deleted elsewhere: restored there, they
    # would be public unread. An entry deleted here keeps its links, since this chapter is read again.
    EntryLink.with_deleted.filter(
        later__submission=chapter, earlier__deleted_at__isnull=False
    ).exclude(earlier__submission=chapter).delete()
    _set_public(chapter, True)


def publish_accepted(reporting_year: ReportingYear) -> None:
    """Make public what was accepted since the last edition of the year: a further one prints it.

    A chapter that was reopened and is not accepted again stays public as the last edition holds it,
    at its place among the others now. Runs inside the caller's transaction, which holds the chapters.
    """
    for chapter in reporting_year.submissions.working().to_issue().not_public().order_by("pk"):
        publish(chapter)
    for copy in reporting_year.submissions.select_related("published_copy_of"):
        if copy.published_copy_of is not None:
            Submission.objects.filter(pk=copy.pk).update(position=copy.published_copy_of.position)


def unpublish(chapter: Submission) -> None:
    """Put a copy in the place of a public chapter, which is public no more: it may be changed.

    Runs inside the caller's transaction, before the chapter's status changes.
    """
    _set_public(chapter, False)
    _set_public(make_published_copy(chapter), True)


def _set_public(chapter: Submission, is_public: bool) -> None:
    """By saving, since figures and search follow the signal."""
    chapter.is_public = is_public
    chapter.save(update_fields=["is_public"])


_FACTS: tuple[type[Model], ...] = (EntryActivity, EntryCountry, Event, EntryDocument)
Copies = Mapping[int, Entry]  # the copy of each entry, by the entry's key


def make_published_copy(chapter: Submission) -> Submission:
    """Copy an accepted chapter with all that it shows, until `delete_published_copy`.

    Entries keep their references, and links lead to the copies as they do to the originals. Runs
    inside the caller's transaction, before the chapter changes.
    """
    copy = _copied(chapter, published_copy_of=chapter)
    copy.save(force_insert=True)
    SubmissionActivity.objects.bulk_create(
        _copied(listed, submission=copy) for listed in chapter.listed_activities.all()
    )
    copies = _copy_entries(chapter, copy)
    _copy_facts(copies)
    _copy_financing(chapter, copy, copies)
    _copy_links(copies)
    return copy


def delete_published_copy(chapter: Submission) -> None:
    """Delete the copy. Without one, nothing happens."""
    held = Submission.objects.filter(published_copy_of=chapter)
    entries = Entry.with_deleted.filter(submission__in=held)
    EntryLink.with_deleted.filter(Q(earlier__in=entries) | Q(later__in=entries)).delete()
    Financing.objects.filter(submission__in=held).delete()
    entries.delete()
    held.delete()


def _copy_entries(chapter: Submission, copy: Submission) -> dict[int, Entry]:
    originals = list(chapter.entries.all())
    made = Entry.objects.bulk_create(
        _copied(entry, submission=copy, published_copy_of=entry) for entry in originals
    )
    of_original = Entry.with_deleted.filter(pk=OuterRef("published_copy_of")).values("saved_at")
    copy.entries.update(saved_at=Subquery(of_original))
    return {entry.pk: twin for entry, twin in zip(originals, made, strict=True)}


def _copy_facts(copies: Copies) -> None:
    for model in _FACTS:
        rows: Iterable[Any] = model._default_manager.filter(entry__in=list(copies)).order_by("pk")
        model._default_manager.bulk_create(_copied(row, entry=copies[row.entry_id]) for row in rows)


def _copy_financing(chapter: Submission, copy: Submission, copies: Copies) -> None:
    Financing.objects.bulk_create(
        _copied(
            source,
            submission=copy,
            entry=copies[source.entry_id] if source.entry_id else None,
        )
        for source in chapter.financing.all()
    )


def _copy_links(copies: Copies) -> None:
    """In both directions; a link within the chapter becomes one within the copy.

    Also to what is not public: who shows a link to everybody asks for both its ends, and what is
    written now may be accepted before this chapter is.
    """
    links = EntryLink.objects.filter(Q(later__in=list(copies)) | Q(earlier__in=list(copies)))
    ends = {
        (
            copies[link.later_id].pk if link.later_id in copies else link.later_id,
            copies[link.earlier_id].pk if link.earlier_id in copies else link.earlier_id,
        )
        for link in links
    }
    EntryLink.objects.bulk_create(
        EntryLink(later_id=later, earlier_id=earlier) for later, earlier in sorted(ends)
    )


def _copied(row: Any, **instead: object) -> Any:
    """An unsaved row with the same columns but for `instead`."""
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    copy = type(row)(**columns)
    for name, value in instead.items():
        setattr(copy, name, value)
    return copy
