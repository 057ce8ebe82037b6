"""Queries about editing: kept drafts, deleted entries, presence."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from implementers.models import User
from program.models import Country
from reporting.models import EditingPresence, Entry, Submission, WritingDraft


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


SEEN_WITHIN = datetime.timedelta(seconds=60)


def others_at(entry: Entry, user: User) -> QuerySet[EditingPresence]:
    """Return who else than `user` had the entry open in the last minute, the earliest first."""
    return (
        EditingPresence.objects.filter(entry=entry, seen_at__gte=timezone.now() - SEEN_WITHIN)
        .exclude(user=user)
        .select_related("user")
        .order_by("began_at")
    )
