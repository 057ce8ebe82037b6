"""Writing sessions: what one person saves from one page of the form belongs together."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from implementers.models import User
from reporting.actions.refusals import EditConflict, EntryDeleted, IdempotencyConflict
from reporting.entry_content import EntryContent
from reporting.models import Entry, EntryVersion, Submission, WritingDraft

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
