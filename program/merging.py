"""Three-way merging of sequences: what only one of two writers changed is taken.

Each element of `base`, which both began from, is compared with what either writer made of it. What
both changed differently is a `Conflict`, which a person decides.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)
Elements = tuple[T, ...]
Similarity = Callable[[T, T], float]

_MOST_PAIRS = 250_000  # of elements that are compared; a longer passage counts as rewritten
_MOST_ALIGNED = 2_500  # pairs of elements of one passage whose similarity is asked


@dataclass(frozen=True)
class Agreed(Generic[T]):
    """Elements that need no decision; with `is_theirs`, only the other writer changed them.

    A deletion has no elements.
    """

    elements: tuple[T, ...]
    is_theirs: bool = False


@dataclass(frozen=True)
class Conflict(Generic[T]):
    """What both writers changed differently: an element, or what both inserted at one place."""

    base: tuple[T, ...]
    mine: tuple[T, ...]
    theirs: tuple[T, ...]


Piece = Agreed[T] | Conflict[T]


@dataclass(frozen=True)
class _Changes(Generic[T]):
    """What became of each element of the base, and what was inserted before it and at the end."""

    became: list[tuple[T, ...]]
    inserted: list[tuple[T, ...]]


def merge_sequences(
    base: Sequence[T],
    mine: Sequence[T],
    theirs: Sequence[T],
    *,
    similarity: Similarity[T],
    pairs_unlike: bool = False,
    joins_insertions: bool = False,
) -> list[Piece[T]]:
    """Return the merged sequence in pieces.

    `similarity` says from 0 to 1 how much an element is another one, changed. With `pairs_unlike`,
    elements that replace others are changes of them however little they have in common. With
    `joins_insertions`, what both inserted at one place is no conflict: theirs comes first.
    """
    my_changes = _changes(base, mine, similarity, pairs_unlike)
    their_changes = _changes(base, theirs, similarity, pairs_unlike)
    pieces: list[Piece[T]] = []
    for place in range(len(base) + 1):
        pieces += _insertions(
            my_changes.inserted[place], their_changes.inserted[place], joins_insertions
        )
        if place < len(base):
            was = (base[place],)
            pieces.append(_decided(was, my_changes.became[place], their_changes.became[place]))
    return pieces


def common_base(mine: Sequence[T], theirs: Sequence[T]) -> list[T]:
    """Return what both have in the same order: a base for two sequences whose own is unknown."""
    return [
        element
        for tag, my_start, my_end, _start, _end in _opcodes(mine, theirs)
        if tag == "equal"
        for element in mine[my_start:my_end]
    ]


def _decided(was: Elements[T], mine: Elements[T], theirs: Elements[T]) -> Piece[T]:
    if mine == theirs or theirs == was:
        return Agreed(mine)
    if mine == was:
        return Agreed(theirs, is_theirs=True)
    return Conflict(was, mine, theirs)


def _insertions(mine: Elements[T], theirs: Elements[T], joins: bool) -> list[Piece[T]]:
    if not mine or not theirs or mine == theirs:
        piece = _decided((), mine, theirs)
        return [piece] if mine or theirs else []
    if joins:
        added = tuple(element for element in mine if element not in theirs)
        return [Agreed(theirs, is_theirs=True), *([Agreed(added)] if added else [])]
    return [Conflict((), mine, theirs)]


def _changes(
    base: Sequence[T], side: Sequence[T], similarity: Similarity[T], pairs_unlike: bool
) -> _Changes[T]:
    became: list[tuple[T, ...]] = [()] * len(base)
    inserted: list[tuple[T, ...]] = [()] * (len(base) + 1)
    for tag, start, end, side_start, side_end in _opcodes(base, side):
        if tag == "equal":
            for offset in range(end - start):
                became[start + offset] = (side[side_start + offset],)
        elif tag == "insert":
            inserted[start] += tuple(side[side_start:side_end])
        elif tag == "replace":
            passage = _Passage(base[start:end], side[side_start:side_end], similarity, pairs_unlike)
            for offset, elements in enumerate(passage.became()):
                became[start + offset] = elements
            for offset, elements in passage.inserted:
                inserted[start + offset] += elements
    return _Changes(became, inserted)


def _opcodes(base: Sequence[T], side: Sequence[T]) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the opcodes of `difflib`; what is the same at both ends is not compared further."""
    shorter = min(len(base), len(side))
    head = next((n for n in range(shorter) if base[n] != side[n]), shorter)
    rest = shorter - head
    tail = next((n for n in range(rest) if base[-1 - n] != side[-1 - n]), rest)
    base_end, side_end = len(base) - tail, len(side) - tail
    if head:
        yield "equal", 0, head, 0, head
    if (base_end - head) * (side_end - head) > _MOST_PAIRS:
        yield "replace", head, base_end, head, side_end
    else:
        matcher = SequenceMatcher(None, base[head:base_end], side[head:side_end], autojunk=False)
        for tag, start, end, side_start, end_of_side in matcher.get_opcodes():
            yield tag, start + head, end + head, side_start + head, end_of_side + head
    if tail:
        yield "equal", base_end, len(base), side_end, len(side)


class _Passage(Generic[T]):
    """Elements of the base that a writer replaced by others, and which became which."""

    def __init__(
        self,
        base: Sequence[T],
        side: Sequence[T],
        similarity: Similarity[T],
        pairs_unlike: bool,
    ) -> None:
        self.base, self.side, self.similarity = base, side, similarity
        self.pairs = self._aligned(pairs_unlike)
        self.before: dict[int, tuple[T, ...]] = {}
        self.after: dict[int, tuple[T, ...]] = {}
        # What is new, each with the number of the element of the base that it precedes.
        self.inserted: list[tuple[int, tuple[T, ...]]] = []
        self._sort_unpaired()

    def became(self) -> list[tuple[T, ...]]:
        """What became of each element of the base, with its parts that now stand by themselves."""
        return [
            (
                *self.before.get(place, ()),
                *((self.side[self.pairs[place]],) if place in self.pairs else ()),
                *self.after.get(place, ()),
            )
            for place in range(len(self.base))
        ]

    def _aligned(self, pairs_unlike: bool) -> dict[int, int]:
        """Return the pairs, in order, that have the most in common."""
        rows, columns = len(self.base), len(self.side)
        if rows * columns > _MOST_ALIGNED:
            return {place: place for place in range(min(rows, columns))} if pairs_unlike else {}
        least = 0.01 if pairs_unlike else 0.0
        best = [[0.0] * (columns + 1) for _row in range(rows + 1)]
        gain = [
            [self.similarity(element, other) + least for other in self.side]
            for element in self.base
        ]
        for row in range(rows - 1, -1, -1):
            for column in range(columns - 1, -1, -1):
                paired = gain[row][column] + best[row + 1][column + 1]
                best[row][column] = max(
                    paired if gain[row][column] else 0.0,
                    best[row + 1][column],
                    best[row][column + 1],
                )
        pairs, row, column = {}, 0, 0
        while row < rows and column < columns:
            if best[row][column] == best[row + 1][column]:
                row += 1
            elif best[row][column] == best[row][column + 1]:
                column += 1
            else:
                pairs[row] = column
                row, column = row + 1, column + 1
        return pairs

    def _sort_unpaired(self) -> None:
        """Sort the elements without a pair: parts of the neighbors around them, and new ones."""
        places = sorted(self.pairs)
        ends = [(-1, -1), *((place, self.pairs[place]) for place in places)]
        followers = [*ends[1:], (len(self.base), len(self.side))]
        for (place, column), (next_place, next_column) in zip(ends, followers, strict=True):
            run = self.side[column + 1 : next_column]
            head = tail = 0
            if place >= 0:
                head = self._count_parts(self.base[place], run)
                self.after[place] = tuple(run[:head])
            if next_place < len(self.base):
                tail = self._count_parts(self.base[next_place], run[head:][::-1])
                self.before[next_place] = tuple(run[len(run) - tail :])
            if new := tuple(run[head : len(run) - tail]):
                self.inserted.append((place + 1, new))

    def _count_parts(self, whole: T, run: Sequence[T]) -> int:
        """Return how many elements, from the first on, look as if split off `whole`."""
        for count, element in enumerate(run):
            if self.similarity(whole, element) < _PART:
                return count
        return len(run)


_PART = 0.5  # similarity from which an element counts as split off its neighbor
