"""Who else is at an entry."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from implementers.models import User
from reporting.models import EditingPresence, Entry

SEEN_WITHIN = datetime.timedelta(seconds=60)


def others_at(entry: Entry, user: User) -> QuerySet[EditingPresence]:
    """The people seen at the entry in the last minute, `user` left out, the earliest first."""
    return (
        EditingPresence.objects.filter(entry=entry, seen_at__gte=timezone.now() - SEEN_WITHIN)
        .exclude(user=user)
        .select_related("user")
        .order_by("began_at")
    )
