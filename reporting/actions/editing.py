"""Editing a form: writing sessions of an entry, kept drafts, and presence."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from implementers.models import User
from program.rich_text import to_plain
from reporting.actions.exceptions import EditConflict, EntryDeleted, IdempotencyConflict
from reporting.entry_content import EntryContent
from reporting.models import EditingPresence, Entry, EntryVersion, Submission, WritingDraft

AMEND_WINDOW = datetime.timedelta(hours=2)  # after it, a save starts a new version
DRAFT_DAYS = 60  # that a draft is kept; browsers keep their copies as long (local-copies.js)
SEEN_WITHIN = datetime.timedelta(seconds=90)  # a hidden tab reports once a minute
NOTED_EVERY = datetime.timedelta(seconds=15)
_LARGE_DELETION = 200  # characters; a save that deletes more starts a new version


@dataclass(frozen=True)
class EditingSession:
    """The page that a save comes from: its session (empty for none), whether it ends, its writer.

    With `is_key`, the session is the idempotency key of an API request.
    """

    session: str
    ends: bool
    by: User
    is_key: bool = False

    def resumed_entry(self, chapter: Submission, content: EntryContent) -> Entry | None:
        """Return the entry that this page has already created, when its creation is sent again.

        The page sends it again when it did not receive the answer. After a save with the button,
        another text from the same page (a browser's "Back") is a new entry; with an idempotency key
        it is an error. Raises `EntryDeleted`, `IdempotencyConflict`.
        """
        first_versions = self.beginnings(chapter)
        if (
            self.is_key
            and first_versions
            and all(_differs(version, content) for version in first_versions)
        ):
            raise IdempotencyConflict(first_versions[0].entry)
        resumed = next(
            (
                version
                for version in first_versions
                if not version.ends_session or not _differs(version, content)
            ),
            None,
        )
        if resumed is None:
            return None
        if resumed.entry.deleted_at is not None:
            raise EntryDeleted(resumed.entry)
        resumed.entry.submission = chapter
        return resumed.entry

    def beginnings(self, chapter: Submission) -> list[EntryVersion]:
        """Return the first version of each entry that this page created here, newest first."""
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
        """Raise `EditConflict` if the entry was saved after `based_on`, unless from this page."""
        if based_on == entry.revision or self._is_ours(latest):
            return
        raise EditConflict(latest, self._base(entry, based_on))

    def _base(self, entry: Entry, based_on: int | None) -> EntryVersion | None:
        """Return the newest kept version that this page had: its own last save, or what it showed.

        A version is not kept when its writer goes on from the same page.
        """
        shown = Q(revision=based_on)
        own = Q(session=self.session, saved_by=self.by, ends_session=False)
        had = shown | own if self.session else shown
        return entry.versions.filter(had).order_by("-revision").first()

    def version_to_amend(
        self, latest: EntryVersion | None, content: EntryContent
    ) -> EntryVersion | None:
        """Return the version to write the content into; None for a new version."""
        if latest is None or not self._is_ours(latest) or _loses_much(latest, content):
            return None
        return latest if timezone.now() - latest.began_at < AMEND_WINDOW else None

    def end(self, latest: EntryVersion) -> None:
        """Mark the latest version as the last of this page."""
        if self._is_ours(latest):
            latest.ends_session = True
            latest.save(update_fields=["ends_session"])

    def forget_draft(self) -> None:
        """Delete the draft of this page, whose text is now saved."""
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
    """Return the version with the current content of the entry."""
    return entry.versions.select_related("saved_by").order_by("-number").first()


def _differs(version: EntryVersion, content: EntryContent) -> bool:
    return EntryContent.from_json(version.content) != content


def _loses_much(version: EntryVersion, content: EntryContent) -> bool:
    """Return whether more than half of a longer text is deleted: its version must be kept."""
    before, after = len(to_plain(version.content["text"])), len(to_plain(content.text))
    return before - after > max(_LARGE_DELETION, before // 2)


_FIELDS_NOT_KEPT = {"csrfmiddlewaretoken", "drop", "expected_version", "keep", "restore", "save"}
_LONGEST_TITLE = 300


def keep_draft(
    form: str,
    fields: Iterable[tuple[str, str]],
    *,
    title: str,
    submission: Submission | None,
    session: str,
    reason: str = "",
    by: User,
) -> WritingDraft:
    """Keep the fields as typed, in place of the earlier draft of the same form and session.

    `form` is the address of the form, `title` its name for the user. `reason` says why it could not
    be saved.
    """
    draft, _created = WritingDraft.objects.update_or_create(
        user=by,
        form=form,
        session=session,
        defaults={
            "title": title[:_LONGEST_TITLE],
            "submission": submission,
            "data": [
                [_storable(name), _storable(value)]
                for name, value in fields
                if name not in _FIELDS_NOT_KEPT
            ],
            "reason": reason,
            "saved_at": timezone.now(),
        },
    )
    return draft


def drop_draft(draft: WritingDraft, *, by: User) -> None:
    """Delete a kept draft. Only its writer can."""
    WritingDraft.objects.filter(pk=draft.pk, user=by).delete()


def forget_draft(form: str, *, session: str, by: User) -> None:
    """Delete the draft of a form that is saved, or whose text is as it was."""
    WritingDraft.objects.filter(user=by, form=form, session=session).delete()


def _storable(text: str) -> str:
    """Replace NUL, which no database stores, by the replacement character."""
    return text.replace("\0", "\ufffd")


def note_presence(
    form: str, *, session: str, opens: bool = False, by: User
) -> list[EditingPresence]:
    """Record that `by` has the form at this address open; return the other displays of it.

    `session` is the display of the form; without one, the person as a whole counts. After a longer
    absence the presence begins again. A display that was closed counts again only when it `opens`:
    a request that it sent before may arrive after the one that says that it was closed.
    """
    now = timezone.now()
    present = list(EditingPresence.objects.filter(form=form).select_related("user"))
    own = next((one for one in present if one.session == session and one.user_id == by.pk), None)
    if own is None:
        EditingPresence.objects.get_or_create(form=form, session=session, user=by)
    elif opens or own.left_at is None:
        _note_again(own, now)
    return [
        one
        for one in present
        if one is not own and one.left_at is None and now - one.seen_at <= SEEN_WITHIN
    ]


def _note_again(own: EditingPresence, now: datetime.datetime) -> None:
    # The row may have been pruned since it was read: `update` does not mind.
    row = EditingPresence.objects.filter(pk=own.pk)
    if own.left_at or now - own.seen_at > SEEN_WITHIN:
        row.update(began_at=now, seen_at=now, left_at=None)
    elif now - own.seen_at > NOTED_EVERY:
        row.update(seen_at=now)


def end_presence(form: str, *, session: str, by: User) -> None:
    """Record that `by` has closed this display of the form."""
    EditingPresence.objects.filter(form=form, session=session, user=by).update(
        left_at=timezone.now()
    )
