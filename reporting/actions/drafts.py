"""Keeping what was typed and cannot be saved as an entry."""

from collections.abc import Iterable

from django.utils import timezone

from implementers.models import User
from reporting.models import Entry, Submission, WritingDraft

_LEFT_OUT = {"csrfmiddlewaretoken", "restore", "save"}


def keep_draft(
    submission: Submission,
    fields: Iterable[tuple[str, str]],
    *,
    entry: Entry | None,
    session: str,
    reason: str,
    by: User,
) -> WritingDraft:
    """Keep the fields as typed, in place of what the same writing session kept before."""
    draft, _made = WritingDraft.objects.update_or_create(
        user=by,
        session=session,
        defaults={
            "submission": submission,
            "entry": entry,
            "data": [
                [_storable(name), _storable(value)]
                for name, value in fields
                if name not in _LEFT_OUT
            ],
            "reason": reason,
            "saved_at": timezone.now(),
        },
    )
    return draft


def drop_draft(draft: WritingDraft, *, by: User) -> None:
    """Throw a kept text away. Only its writer can."""
    WritingDraft.objects.filter(pk=draft.pk, user=by).delete()


def _storable(text: str) -> str:
    """No database keeps a NUL, so the sign for what cannot be shown stands for it."""
    return text.replace("\0", "\ufffd")
