"""Deleting what is no longer needed: docs/privacy.md says what is kept how long."""

import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from implementers.models import ApiToken, Invitation, QueuedMail
from reporting.actions.editing import DRAFT_DAYS
from reporting.models import Digest, EditingPresence, MailKind, Notification, WritingDraft

# Days that waiting mail, finished tasks and rendered reports are kept.
DAYS = 30
_DAY = 24 * 60 * 60  # seconds


@transaction.atomic
def prune() -> dict[str, int]:
    """Delete what is older than it is kept; return the number of rows or files of each kind."""
    now = timezone.now()
    old = now - timedelta(days=DAYS)
    # Not before the news is too old to be mailed, or it would be mailed again.
    older = now - timedelta(days=max(settings.RETENTION_DAYS, settings.MAIL_NEWS_DAYS + 1))
    # A reminder is due as long as the chapter can be written, and must not be sent again.
    is_over = Q(submission__reporting_year__closed_at__lt=older) & (
        Q(submission__extended_until__isnull=True) | Q(submission__extended_until__lt=older)
    )
    sent = Q(sent_at__lt=older) & (~Q(kind=MailKind.REMINDER) | is_over)
    closed = Q(expires_at__lt=older) | Q(accepted_at__lt=older) | Q(canceled_at__lt=older)
    ended = Q(expires_at__lt=older) | Q(revoked_at__lt=older)
    rows = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "invitations": Invitation.objects.filter(closed),
        "tokens": ApiToken.objects.filter(ended),
        "notifications": Notification.objects.filter(sent),
        "daily messages": Digest.objects.filter(sent_at__lt=older, notifications__isnull=True),
        "waiting mail": QueuedMail.objects.filter(queued_at__lt=old),
        "kept drafts": WritingDraft.objects.filter(saved_at__lt=now - timedelta(days=DRAFT_DAYS)),
        "open forms": EditingPresence.objects.filter(seen_at__lt=old),
        "tasks": DBTaskResult.objects.finished().filter(finished_at__lt=old),
    }
    counts = {kind: queryset.delete()[0] for kind, queryset in rows.items()}
    return {**counts, "rendered reports": _prune_files(Path(settings.RENDERED_ROOT))}


def _prune_files(folder: Path) -> int:
    """Delete old files of the folder; a report that is asked for again is rendered again."""
    before = time.time() - DAYS * _DAY
    old = [path for path in folder.glob("*") if path.is_file() and path.stat().st_mtime < before]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
