"""Loading records: insert new ones, change those that no one has edited, and report the rest."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from reporting.models import LoadedRecord

Values = dict[str, Any]
OF_A_YEAR = frozenset({"year", "narrative", "highlight", "chapter", "entry"})  # kinds of record


@dataclass
class LoadResult:
    """The numbers of records inserted, changed and unchanged; `left` says what was left and why.

    `differing` counts those among the unchanged that are not as the files have them.
    """

    inserted: int = 0
    changed: int = 0
    unchanged: int = 0
    differing: int = 0
    left: list[str] = field(default_factory=list)


class Records:
    """Decides for each record in the files whether it is written."""

    def __init__(self, *, update: bool) -> None:
        self.update = update
        self.is_issued = False  # if the year has an edition, nothing of the year is written
        self.result = LoadResult()
        self._digests = {
            (record.kind, record.key): record.digest for record in LoadedRecord.objects.all()
        }

    def sync(
        self,
        kind: str,
        key: str,
        *,
        wanted: Values,
        current: Values | None,
        write: Callable[[], object],
    ) -> None:
        """Write the record if it does not exist, or when updating if no one has edited it.

        `wanted` are the values of the file and `current` those of the database, in the same form;
        `current` is None if there is no such record.
        """
        if self.is_issued and kind in OF_A_YEAR:
            self._leave_issued(kind, key, wanted, current)
            return
        if current is None:
            write()
            self.result.inserted += 1
        elif current == wanted or not self.update:
            self._leave_unchanged(wanted, current)
            return
        elif self._digests.get((kind, key)) == _digest(current):
            write()
            self.result.changed += 1
        else:
            self.result.left.append(f"{kind} {key}: edited since it was loaded, left as it is")
            return
        LoadedRecord.objects.update_or_create(
            kind=kind, key=key, defaults={"digest": _digest(wanted)}
        )

    def _leave_issued(self, kind: str, key: str, wanted: Values, current: Values | None) -> None:
        if current == wanted or (current is not None and not self.update):
            self._leave_unchanged(wanted, current)
        else:
            self.result.left.append(f"{kind} {key}: the year is issued, left as it is")

    def _leave_unchanged(self, wanted: Values, current: Values) -> None:
        self.result.unchanged += 1
        self.result.differing += current != wanted


def _digest(values: Values) -> str:
    canonical = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()
