"""A proposal as the actions store it."""

import hashlib

from reporting.actions.imports import FileRead, ItemToStore
from reporting.importing.proposals.proposal import Proposal


def file_read(proposal: Proposal, data: bytes) -> FileRead:
    """Return a proposal as `store_import` takes it; `data` are the bytes of its file."""
    return FileRead(
        name=proposal.file,
        sha256=hashlib.sha256(data).hexdigest(),
        warnings=proposal.warnings,
        items=tuple(
            ItemToStore(entry.content, entry.place, entry.confidence, entry.doubts)
            for entry in proposal.entries
        ),
    )
