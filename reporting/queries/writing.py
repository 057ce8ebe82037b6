"""Questions about texts that are being written."""

from django.db.models import QuerySet

from implementers.models import User
from program.models import Country
from reporting.models import Entry, Submission, WritingDraft


def kept_drafts(user: User, submission: Submission) -> QuerySet[WritingDraft]:
    """The texts of this chapter that the person typed and the portal could not save, newest first."""
    return WritingDraft.objects.filter(user=user, submission=submission).select_related("entry")


def country_names() -> dict[str, str]:
    """Every country's name by its ISO alpha-3 code."""
    return {country.iso3: country.name for country in Country.objects.all()}


def deleted_entries(submission: Submission) -> QuerySet[Entry]:
    """What was deleted from the chapter and can be brought back, the latest first."""
    return (
        Entry.with_deleted.filter(submission=submission, deleted_at__isnull=False)
        .select_related("deleted_by")
        .order_by("-deleted_at")
    )
