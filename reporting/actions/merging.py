"""Two texts of one entry: what each changed, and what can be taken over without asking."""

from dataclasses import dataclass, fields, replace

from reporting.actions.refusals import EditConflict
from reporting.entry_content import EntryContent


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
