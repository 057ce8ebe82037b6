"""Storing what a file proposes for a chapter, and accepting it item by item.

Nothing is written to the chapter before a person accepts an item; accepting saves an entry as the
form of an entry does.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from implementers.models import User
from program.rich_text import document_of, to_plain
from program.rich_text.html_output import serialize
from program.rich_text.model import Document
from reporting import permissions, policies
from reporting.actions.editing import EditingSession
from reporting.actions.entries import SavedEntry, with_findings, write_entry
from reporting.actions.locking import locked
from reporting.checks.similarity import content_words, likeness
from reporting.entry_content import EntryContent
from reporting.enums import EntryKind, ImportState
from reporting.exceptions import ReportingError
from reporting.models import Entry, ImportedFile, ImportedItem, Submission
from reporting.workflow import Act

_CHANGED = 0.7  # likeness of an item with the entry that it would change
_NAME_LENGTH = 200


class ImportItemRefused(ReportingError):
    """An item of a file cannot be accepted, divided or joined; the text says why."""


@dataclass(frozen=True)
class ItemToStore:
    content: EntryContent
    place: str
    confidence: float
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class FileRead:
    """A file as it was read; `sha256` is that of its bytes."""

    name: str
    sha256: str
    warnings: tuple[str, ...]
    items: tuple[ItemToStore, ...]


@transaction.atomic
def store_import(submission: Submission, file: FileRead, *, by: User | None) -> ImportedFile:
    """Store what a file proposes, for review. Writes nothing to the chapter.

    Items that the chapter has, and that were proposed before, are left out. An item that is much
    like an entry that came from an earlier file is proposed as a change of it. `by` is None for the
    command. Raises `NotPermitted`.
    """
    if by is not None:
        permissions.require(by, Act.EDIT, submission)
    known = _known_fingerprints(submission)
    earlier = _entries_from_files(submission)
    stored = ImportedFile.objects.create(
        submission=submission, name=file.name[-_NAME_LENGTH:], sha256=file.sha256,
        warnings=list(file.warnings), read_by=by,
    )  # fmt: skip
    items = []
    for position, item in enumerate(file.items, start=1):
        fingerprint = _fingerprint(item.content)
        if fingerprint in known:
            continue
        known.add(fingerprint)
        entry = _changed_entry(item.content, earlier)
        items.append(
            ImportedItem(
                file=stored, position=position, content=item.content.as_json(),
                source=to_plain(item.content.text), place=item.place[:_NAME_LENGTH],
                confidence=item.confidence, doubts=list(item.doubts), fingerprint=fingerprint,
                entry=entry, based_on=None if entry is None else entry.revision,
            )
        )  # fmt: skip
    ImportedItem.objects.bulk_create(items)
    return stored


def accept_item(item: ImportedItem, *, kind: str = "", by: User) -> SavedEntry:
    """Save the item as an entry of its chapter, or as the new content of the entry it changes.

    `kind` moves it to another column. Raises what `save_entry` raises, and `ImportItemRefused` if
    it is not open.
    """
    with transaction.atomic(durable=True):
        chapter = locked(item.file.submission)
        current = _open_item(item)
        content = _to_save(EntryContent.from_json(current.content), kind)
        entry = current.entry
        saved, version_saved = write_entry(
            chapter, content, EditingSession("", True, by, False), entry=entry,
            based_on=current.based_on,
        )  # fmt: skip
        current.state, current.entry = ImportState.ACCEPTED, saved
        current.content = content.as_json()
        current.save(update_fields=["state", "entry", "content"])
    return with_findings(saved, version_saved)


@transaction.atomic
def skip_item(item: ImportedItem, *, by: User) -> None:
    """Leave an item out. Raises `NotPermitted` and `ImportItemRefused`."""
    _require(item, by)
    _set_state(item, ImportState.OPEN, ImportState.SKIPPED)


@transaction.atomic
def reopen_item(item: ImportedItem, *, by: User) -> None:
    """Propose an item again that was skipped. Raises `NotPermitted` and `ImportItemRefused`."""
    _require(item, by)
    _set_state(item, ImportState.SKIPPED, ImportState.OPEN)


@transaction.atomic
def join_items(item: ImportedItem, *, by: User) -> None:
    """Add the open item after `item` to it. Raises `NotPermitted` and `ImportItemRefused`."""
    _require(item, by)
    first = _open_item(item)
    content = EntryContent.from_json(first.content)
    following = (
        first.file.items.filter(state=ImportState.OPEN, position__gt=first.position)
        .order_by("position")
        .first()
    )
    if following is None:
        raise ImportItemRefused(_("No item to review comes after this one."))
    other = EntryContent.from_json(following.content)
    joined = replace(
        content,
        text=content.text + other.text,
        activities=tuple(dict.fromkeys((*content.activities, *other.activities))),
        countries=tuple(dict.fromkeys((*content.countries, *other.countries))),
        events=tuple(dict.fromkeys((*content.events, *other.events))),
    )
    _store(first, joined)
    following.delete()


@transaction.atomic
def divide_item(item: ImportedItem, *, by: User) -> None:
    """Divide an item after its first paragraph, or into the items of its only list.

    Both parts keep the tags. Raises `NotPermitted`, and `ImportItemRefused` if it is one paragraph.
    """
    _require(item, by)
    first = _open_item(item)
    content = EntryContent.from_json(first.content)
    blocks = document_of(content.text).blocks
    if len(blocks) < 2:
        raise ImportItemRefused(_("The item has only one paragraph. Divide it after accepting it."))
    rest = replace(content, text=serialize(Document(blocks[1:])), label="")
    _store(first, replace(content, text=serialize(Document(blocks[:1]))))
    # Make room for the second part behind the last item, so that positions stay unique.
    last = first.file.items.aggregate(last=Max("position"))["last"]
    for later in first.file.items.filter(position__gt=first.position).order_by("-position"):
        later.position += 1
        later.save(update_fields=["position"])
    assert last is not None
    second = ImportedItem(
        file=first.file, position=first.position + 1, place=first.place,
        confidence=first.confidence, doubts=first.doubts,
    )  # fmt: skip
    _fill(second, rest)
    second.save()


def _require(item: ImportedItem, by: User) -> None:
    permissions.require(by, Act.EDIT, item.file.submission)
    policies.require(item.file.submission, Act.EDIT)


def _open_item(item: ImportedItem) -> ImportedItem:
    current = ImportedItem.objects.select_for_update(of=("self",)).filter(pk=item.pk).first()
    if current is None or current.state != ImportState.OPEN:
        raise ImportItemRefused(_("This item was settled in the meantime. Load the page again."))
    return current


def _set_state(item: ImportedItem, before: str, after: str) -> None:
    changed = ImportedItem.objects.filter(pk=item.pk, state=before).update(state=after)
    if not changed:
        raise ImportItemRefused(_("This item was settled in the meantime. Load the page again."))


def _store(item: ImportedItem, content: EntryContent) -> None:
    _fill(item, content)
    item.save(update_fields=["content", "source", "fingerprint"])


def _fill(item: ImportedItem, content: EntryContent) -> None:
    item.content = content.as_json()
    item.source = to_plain(content.text)
    item.fingerprint = _fingerprint(content)


def _to_save(content: EntryContent, kind: str) -> EntryContent:
    """Return the content as the portal keeps it: labels and headings without a colon at the end."""
    kind = kind or content.kind
    return replace(
        content,
        kind=kind,
        label=content.label.rstrip(" :."),
        heading=content.heading.rstrip(" :."),
        subheading=content.subheading.rstrip(" :."),
        outcome=content.outcome if kind == EntryKind.PLANNED else "",
    )


def _fingerprint(content: EntryContent) -> str:
    words = " ".join(to_plain(content.text).casefold().split())
    return hashlib.sha256(f"{content.kind}\n{words}".encode()).hexdigest()


def _known_fingerprints(submission: Submission) -> set[str]:
    items = ImportedItem.objects.filter(file__submission=submission)
    entries = submission.entries.all()
    known = set(items.values_list("fingerprint", flat=True))
    return known | {_fingerprint(EntryContent(entry.kind, entry.text)) for entry in entries}


def _entries_from_files(submission: Submission) -> list[Entry]:
    """Return the entries of the chapter that came from a file and still exist."""
    return list(submission.entries.filter(imported_from__isnull=False).distinct())


def _changed_entry(content: EntryContent, earlier: Sequence[Entry]) -> Entry | None:
    words = content_words(to_plain(content.text))
    ranked = [
        (likeness(words, content_words(to_plain(entry.text))), -entry.pk, entry)
        for entry in earlier
        if entry.kind == content.kind
    ]
    best = max(ranked, key=lambda rank: rank[:2], default=None)
    return best[2] if best is not None and best[0] >= _CHANGED else None
