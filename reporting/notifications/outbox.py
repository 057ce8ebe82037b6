"""The queue of notifications that are to be sent."""

from datetime import date

from django.db import transaction

from reporting.models import Notification
from reporting.notifications.due import due_notifications, key_of


@transaction.atomic
def queue_due(today: date) -> int:
    """Queue what is due and was never queued, and delete what no longer applies.

    Returns the number of new notifications. The database ensures that nothing is queued twice,
    however often this runs.
    """
    due = due_notifications(today)
    stored = Notification.objects.all()
    existing = {key_of(notification): notification for notification in stored}
    outdated = [
        notification.pk
        for key, notification in existing.items()
        if notification.sent_at is None and key not in due
    ]
    Notification.objects.filter(pk__in=outdated, sent_at__isnull=True).delete()
    new = [notification for key, notification in due.items() if key not in existing]
    Notification.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
