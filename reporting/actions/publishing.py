"""Making chapters public, and the copy that stays public while a chapter is changed (ADR 0003)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, OuterRef, Q, Subquery

from reporting.models import (
    Attachment,
    Entry,
    EntryActivity,
    EntryContributor,
    EntryCountry,
    EntryDocument,
    EntryLink,
    EntryTheme,
    Event,
    EventSubject,
    Financing,
    ReportingYear,
    Submission,
    SubmissionActivity,
)


def publish(chapter: Submission) -> None:
    """Make an accepted chapter public, in place of its published copy.

    Runs inside the caller's transaction. The database refuses a chapter that is not accepted
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
    """Make public the chapters accepted since the last edition of the year, for the next one.

    A chapter that was reopened and is not accepted again stays public as the last edition prints
    it, at the chapter's current position. Runs inside the caller's transaction, which holds the
    locks of the chapters.
    """
    for chapter in reporting_year.submissions.working().to_issue().not_public().order_by("pk"):
        publish(chapter)
    for copy in reporting_year.submissions.select_related("published_copy_of"):
        if copy.published_copy_of is not None:
            Submission.objects.filter(pk=copy.pk).update(position=copy.published_copy_of.position)


def unpublish(chapter: Submission) -> None:
    """Replace a public chapter by its published copy, so that the chapter can be changed.

    Runs inside the caller's transaction, before the chapter's status changes.
    """
    _set_public(chapter, False)
    _set_public(make_published_copy(chapter), True)


def _set_public(chapter: Submission, is_public: bool) -> None:
    """Save the chapter instead of updating it: the search index follows the signal."""
    chapter.is_public = is_public
    chapter.save(update_fields=["is_public"])


_FACTS: tuple[type[Model], ...] = (
    EntryActivity,
    EntryContributor,
    EntryCountry,
    Event,
    EntryDocument,
    Attachment,
    EntryTheme,
)
Copies = Mapping[int, Entry]  # the copy of each entry, by the entry's key


def make_published_copy(chapter: Submission) -> Submission:
    """Copy an accepted chapter with everything it shows.

    Entries keep their references, and links lead to the copies as they do to the originals.
    `delete_published_copy` deletes the copy. Runs inside the caller's transaction, before the
    chapter changes.
    """
    copy = _copy_of(chapter, published_copy_of=chapter)
    copy.save(force_insert=True)
    SubmissionActivity.objects.bulk_create(
        _copy_of(listed, submission=copy) for listed in chapter.listed_activities.all()
    )
    copies = _copy_entries(chapter, copy)
    _copy_facts(copies)
    _copy_financing(chapter, copy, copies)
    _copy_links(copies)
    return copy


def delete_published_copy(chapter: Submission) -> None:
    """Delete the chapter's published copy, if there is one."""
    copies = Submission.objects.filter(published_copy_of=chapter)
    entries = Entry.with_deleted.filter(submission__in=copies)
    EntryLink.with_deleted.filter(Q(earlier__in=entries) | Q(later__in=entries)).delete()
    Financing.objects.filter(submission__in=copies).delete()
    entries.delete()
    copies.delete()


def _copy_entries(chapter: Submission, copy: Submission) -> dict[int, Entry]:
    originals = list(chapter.entries.all())
    copies = Entry.objects.bulk_create(
        _copy_of(entry, submission=copy, published_copy_of=entry) for entry in originals
    )
    of_original = Entry.with_deleted.filter(pk=OuterRef("published_copy_of")).values("saved_at")
    copy.entries.update(saved_at=Subquery(of_original))
    return {entry.pk: duplicate for entry, duplicate in zip(originals, copies, strict=True)}


def _copy_facts(copies: Copies) -> None:
    for model in _FACTS:
        facts: Iterable[Any] = model._default_manager.filter(entry__in=list(copies)).order_by("pk")
        model._default_manager.bulk_create(
            _copy_of(fact, entry=copies[fact.entry_id]) for fact in facts
        )
    _copy_subjects(copies)


def _copy_subjects(copies: Copies) -> None:
    """Copy the countries that events are about. Copies of events were made in the same order."""
    originals = Event.objects.filter(entry__in=list(copies)).order_by("pk")
    events = Event.objects.filter(entry__in=copies.values()).order_by("pk")
    copy_of = dict(
        zip(
            originals.values_list("pk", flat=True), events.values_list("pk", flat=True), strict=True
        )
    )
    EventSubject.objects.bulk_create(
        _copy_of(subject, event_id=copy_of[subject.event_id])
        for subject in EventSubject.objects.filter(event__in=list(copy_of)).order_by("pk")
    )


def _copy_financing(chapter: Submission, copy: Submission, copies: Copies) -> None:
    Financing.objects.bulk_create(
        _copy_of(
            source,
            submission=copy,
            entry=copies[source.entry_id] if source.entry_id else None,
        )
        for source in chapter.financing.order_by("position", "pk")
    )


def _copy_links(copies: Copies) -> None:
    """Copy links in both directions; a link within the chapter becomes one within the copy.

    Links to entries that are not public are copied too: public pages require both ends to be
    public, and the other end may be accepted before this chapter is.
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


def _copy_of(row: Any, **overrides: object) -> Any:
    """Return an unsaved row with the same columns, except for `overrides`."""
    columns = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    copy = type(row)(**columns)
    for name, value in overrides.items():
        setattr(copy, name, value)
    return copy
