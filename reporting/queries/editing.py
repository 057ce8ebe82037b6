"""Queries about editing: kept drafts and deleted entries."""

from django.db.models import QuerySet

from implementers.models import User
from program.models import Country
from reporting.models import Entry, Submission, WritingDraft


def kept_drafts(user: User, submission: Submission) -> QuerySet[WritingDraft]:
    """Return what the person typed in forms of the chapter and did not save, newest first."""
    return WritingDraft.objects.filter(user=user, submission=submission)


def all_kept_drafts(user: User) -> QuerySet[WritingDraft]:
    """Return what the person typed in any form and did not save, newest first; without the text."""
    return WritingDraft.objects.filter(user=user).defer("data")


def country_names() -> dict[str, str]:
    """Return every country's name by its ISO alpha-3 code."""
    return {country.iso3: country.name for country in Country.objects.all()}


def deleted_entries(submission: Submission) -> QuerySet[Entry]:
    """Return the chapter's deleted entries, which can be restored, the latest first."""
    return (
        Entry.with_deleted.deleted()
        .filter(submission=submission)
        .select_related("deleted_by")
        .order_by("-deleted_at")
    )
