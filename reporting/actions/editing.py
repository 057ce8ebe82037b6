"""Editing an entry: its sessions, unsaved drafts, who is present, and merging two texts."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from django.utils import timezone

from implementers.models import User
from reporting.actions.exceptions import EditConflict, EntryDeleted, IdempotencyConflict
from reporting.entry_content import EntryContent
from reporting.models import EditingPresence, Entry, EntryVersion, Submission, WritingDraft
from reporting.queries.editing import SEEN_WITHIN

AMEND_WINDOW = datetime.timedelta(hours=2)  # then the history gets a new version anyway
_MUCH = 200  # characters that are not taken out of a version without keeping it


@dataclass(frozen=True)
class EditingSession:
    """The page that a save comes from: its session (empty for none), whether it ends, its writer.

    `is_key` says that the session is the idempotency key of a request of the API.
    """

    session: str
    ends: bool
    by: User
    is_key: bool = False

    def resumed_entry(self, chapter: Submission, content: EntryContent) -> Entry | None:
        """The entry that this page began, when its answer was lost and it comes as new again.

        After a save by the button another text from the same page (a browser's "Back") is another
        entry; under an idempotency key it is a mistake. Raises `EntryDeleted`, `IdempotencyConflict`.
        """
        resumed_entry = self.beginnings(chapter)
        if (
            self.is_key
            and resumed_entry
            and all(_differs(version, content) for version in resumed_entry)
        ):
            raise IdempotencyConflict(resumed_entry[0].entry)
        first = next(
            (
                version
                for version in resumed_entry
                if not version.ends_session or not _differs(version, content)
            ),
            None,
        )
        if first is None:
            return None
        if first.entry.deleted_at is not None:
            raise EntryDeleted(first.entry)
        first.entry.submission = chapter
        return first.entry

    def beginnings(self, chapter: Submission) -> list[EntryVersion]:
        """The first versions of the entries that this page began in the chapter, newest first."""
        if not self.session:
            return []
        return list(
            EntryVersion.objects.filter(
                entry__submission=chapter, number=1, session=self.session, saved_by=self.by
            )
            .select_related("entry__deleted_by")
            .order_by("-pk")
        )

    def require_fresh(self, entry: Entry, latest: EntryVersion, based_on: int | None) -> None:
        """Raise `EditConflict` when the entry was saved since `based_on`, unless from this page."""
        if based_on == entry.revision or self._is_ours(latest):
            return
        base = entry.versions.filter(revision=based_on).first() if based_on else None
        raise EditConflict(latest, base)

    def version_to_amend(
        self, latest: EntryVersion | None, content: EntryContent
    ) -> EntryVersion | None:
        """The version that the content goes into; None for a new one."""
        if latest is None or not self._is_ours(latest) or _loses_much(latest, content):
            return None
        return latest if timezone.now() - latest.began_at < AMEND_WINDOW else None

    def end(self, latest: EntryVersion) -> None:
        """What is saved already is the last of this page."""
        if self._is_ours(latest):
            latest.ends_session = True
            latest.save(update_fields=["ends_session"])

    def forget_draft(self) -> None:
        """What could not be saved before is saved now."""
        if self.session:
            WritingDraft.objects.filter(user=self.by, session=self.session).delete()

    def _is_ours(self, version: EntryVersion) -> bool:
        return (
            bool(self.session)
            and version.session == self.session
            and version.saved_by_id == self.by.pk
            and not version.ends_session
        )


def latest_version(entry: Entry) -> EntryVersion | None:
    """The version that holds what the entry holds."""
    return entry.versions.select_related("saved_by").order_by("-number").first()


def _differs(version: EntryVersion, content: EntryContent) -> bool:
    return EntryContent.from_json(version.content) != content


def _loses_much(version: EntryVersion, content: EntryContent) -> bool:
    """Whether more than half of a longer text is gone: then the version stays as it is."""
    before, after = len(version.content["text"]), len(content.text)
    return before - after > max(_MUCH, before // 2)


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


@dataclass(frozen=True)
class Merged:
    """`content` is mine with the fields, named in `taken`, that only the other changed.

    `both` names the fields that differ and are for their writer to decide: mine stands.
    """

    mine: EntryContent
    theirs: EntryContent
    content: EntryContent
    taken: tuple[str, ...]
    both: tuple[str, ...]


def merge(stale: EditConflict, mine: EntryContent) -> Merged:
    """Field by field. Without the version that both began from, every difference is to decide."""
    theirs = stale.content
    base = EntryContent.from_json(stale.base.content) if stale.base else None
    taken, both = [], []
    for field in fields(EntryContent):
        own, other = getattr(mine, field.name), getattr(theirs, field.name)
        if own == other:
            continue
        if base is not None and own == getattr(base, field.name):
            taken.append(field.name)
        elif base is None or other != getattr(base, field.name):
            both.append(field.name)
    content = replace(mine, **{name: getattr(theirs, name) for name in taken})
    return Merged(mine, theirs, content, tuple(taken), tuple(both))
