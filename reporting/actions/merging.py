"""Saving what two people edited at the same time: their changes are merged, or asked about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from implementers.models import User
from program.rich_text.merging import similarity_of_texts
from reporting.actions.entries import SavedEntry
from reporting.actions.exceptions import EditConflict
from reporting.actions.financing import SourceContent
from reporting.actions.outcomes import OutcomeStatement, save_with_outcomes
from reporting.entry_content import EntryContent, EventContent
from reporting.exceptions import ReportingError
from reporting.merging import Merge, Mergeable, Rules, merge_contents
from reporting.models import Entry, Submission

Saved = TypeVar("Saved")

_SAME_SOURCE = 0.5  # of the words of two sources; with fewer in common, they are different ones


class MergeNeeded(ReportingError, Generic[Mergeable]):
    """Two people changed the same passage; `merge` has the questions to be answered."""

    def __init__(self, conflict: Exception, merge: Merge[Mergeable]) -> None:
        self.conflict = conflict
        self.merge = merge
        super().__init__(str(conflict))


MergedSave = tuple[Merge[EntryContent], EditConflict]


@dataclass(frozen=True)
class Base:
    """The content that a form was filled with, and the revision of the entry that had it."""

    revision: int
    content: EntryContent


def _has_same_code(one: tuple[str, str], other: tuple[str, str]) -> float:
    return float(one[0] == other[0])


def _is_same_event(one: EventContent, other: EventContent) -> float:
    if one.start == other.start or one.end == other.end:
        return 1.0
    return 0.5 if one.place and one.place == other.place else 0.0


def _is_same_document(one: tuple[str, str], other: tuple[str, str]) -> float:
    return float(one[0] == other[0] or one[1] == other[1])


ENTRY_RULES = Rules(
    texts=("text",),
    codes=("activities", "continues"),
    elements={
        "countries": _has_same_code,
        "events": _is_same_event,
        "documents": _is_same_document,
        "themes": _has_same_code,
    },
    together=(
        ("title", "title_source"),
        ("outcome", "outcome_reason", "outcome_quotation"),
    ),
)


def _is_same_source(one: SourceContent, other: SourceContent) -> float:
    in_common = similarity_of_texts(one.text, other.text)
    return in_common if in_common >= _SAME_SOURCE else 0.0


NARRATIVE_RULES = Rules(texts=("text",))
COVER_RULES = Rules(texts=("note",))
WORDING_RULES = Rules(texts=("text",))
CHAPTER_TEXTS_RULES = Rules(
    texts=("preamble", "lead_planned", "lead_executed", "lead_next_year"),
)
FINANCING_RULES = Rules(elements={"sources": _is_same_source})


@dataclass(frozen=True)
class HighlightWording:
    """The text of a highlight, as one content."""

    text: str = ""


@dataclass(frozen=True)
class Sources:
    """The sources of financing of a chapter, as one content."""

    sources: tuple[SourceContent, ...] = ()


def merge_entry(
    conflict: EditConflict,
    mine: EntryContent,
    *,
    base: Base | None = None,
    answers: Mapping[str, str] | None = None,
) -> Merge[EntryContent]:
    """Merge my content with what the other person saved.

    `base` is what my form was filled with; it counts unless the portal has a newer version that
    both began from.
    """
    begun = EntryContent.from_json(conflict.base.content) if conflict.base else None
    if base is not None and (conflict.base is None or conflict.base.revision < base.revision):
        begun = base.content
    return merge_contents(begun, mine, conflict.content, rules=ENTRY_RULES, answers=answers)


def save_merged_entry(
    submission: Submission,
    content: EntryContent,
    statements: Iterable[OutcomeStatement] = (),
    *,
    entry: Entry | None,
    based_on: int | None,
    base: Base | None = None,
    answers: Mapping[str, str] | None = None,
    session: str = "",
    ends_session: bool = False,
    by: User,
) -> tuple[SavedEntry, MergedSave | None]:
    """Save the entry as `save_with_outcomes` does, merged with what others saved after `based_on`.

    Returns also the merge and whose version it was with, None if nobody else saved. Raises
    `MergeNeeded` when both changed the same passage and `answers` do not say what to keep, and what
    else `save_with_outcomes` raises.
    """
    statements = tuple(statements)
    merged_save: MergedSave | None = None
    merged = content
    while True:
        try:
            saved = save_with_outcomes(
                submission,
                merged,
                statements,
                entry=entry,
                based_on=based_on,
                session=session,
                ends_session=ends_session,
                by=by,
            )
        except EditConflict as conflict:
            merge = merge_entry(conflict, content, base=base, answers=answers)
            if merge.is_open:
                raise MergeNeeded(conflict, merge) from conflict
            merged, based_on = merge.content, conflict.latest.revision
            merged_save = merge, conflict
        else:
            return saved, merged_save


def save_merged(
    save: Callable[[Mergeable, Mergeable | None], Saved],
    content: Mergeable,
    *,
    base: Mergeable | None,
    rules: Rules,
    answers: Mapping[str, str],
    conflicts: type[Exception],
    latest_of: Callable[[Any], Mergeable],
) -> tuple[Saved, Merge[Mergeable] | None]:
    """Save a content by `save`, merged with what others saved after `base`.

    `save` takes the content and the one that it is based on; None replaces whatever is there. It
    raises one of `conflicts`, from which `latest_of` takes the current content. Returns what `save`
    does and the merge, None if nobody else saved. Raises `MergeNeeded`, and what else `save` raises.
    """
    merge: Merge[Mergeable] | None = None
    merged, based_on = content, base
    while True:
        try:
            return save(merged, based_on), merge
        except conflicts as conflict:
            latest = latest_of(conflict)
            merge = merge_contents(base, content, latest, rules=rules, answers=answers)
            if merge.is_open:
                raise MergeNeeded(conflict, merge) from conflict
            merged, based_on = merge.content, latest
