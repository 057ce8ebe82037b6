"""Noting who is at an entry."""

from django.utils import timezone

from implementers.models import User
from reporting.models import EditingPresence, Entry
from reporting.queries.presence import SEEN_WITHIN


def note_presence(entry: Entry, *, by: User) -> EditingPresence:
    """Note that `by` is at the entry now; whoever was away for longer begins anew."""
    now = timezone.now()
    presence, made = EditingPresence.objects.get_or_create(entry=entry, user=by)
    if not made:
        if now - presence.seen_at > SEEN_WITHIN:
            presence.began_at = now
        presence.seen_at = now
        presence.save(update_fields=["began_at", "seen_at"])
    return presence
