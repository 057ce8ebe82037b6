"""What makes a chapter public, and what keeps it public while it is changed (ADR 0003)."""

from reporting.actions.published_copies import delete_published_copy, make_published_copy
from reporting.models import EntryLink, ReportingYear, Submission


def publish(chapter: Submission) -> None:
    """Make an accepted chapter public, in place of the copy that stood in for it.

    Runs inside the caller's transaction. A chapter that is not accepted is refused by the database
    (`IntegrityError`).
    """
    delete_published_copy(chapter)
    # Nobody who accepted the chapter saw its links to deleted entries: they do not come back later.
    EntryLink.with_deleted.filter(
        later__submission=chapter, earlier__deleted_at__isnull=False
    ).delete()
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
