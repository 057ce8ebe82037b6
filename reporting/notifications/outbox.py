"""The notifications that wait to be sent."""

from datetime import date

from django.db import transaction

from reporting.models import Notification
from reporting.notifications.due import due_notifications, key_of


@transaction.atomic
def queue_due(today: date) -> int:
    """Queue what is due and was never queued; take out what is no longer true. Returns how many new.

    However often it runs, nothing is queued twice: the database sees to it.
    """
    due = due_notifications(today)
    held = Notification.objects.only("person", "kind", "submission", "occasion", "sent_at")
    known = {key_of(notification): notification for notification in held}
    moot = [old.pk for key, old in known.items() if old.sent_at is None and key not in due]
    Notification.objects.filter(pk__in=moot, sent_at__isnull=True).delete()
    new = [notification for key, notification in due.items() if key not in known]
    Notification.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
