"""Words that stand together in print, and the question whether they still do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Passage:
    """A line of the source, or the heading or label that opens it."""

    line: int
    words: tuple[str, ...]


def words_of(passages: Iterable[Passage]) -> list[str]:
    return [word for passage in passages for word in passage.words]


def lost(passages: Iterable[Passage], printed: Sequence[str]) -> list[Passage]:
    """The passages that do not stand in `printed`, each whole, in one piece and in its order."""
    missing, at = [], 0
    for passage in passages:
        found = _find(passage.words, printed, at)
        if found < 0:
            missing.append(passage)
        else:
            at = found + len(passage.words)
    return missing


def _find(wanted: tuple[str, ...], words: Sequence[str], start: int) -> int:
    """Where `wanted` stands in `words` in one piece, from `start` on; -1 for nowhere."""
    places = range(start, len(words) - len(wanted) + 1)
    return next((at for at in places if tuple(words[at : at + len(wanted)]) == wanted), -1)
