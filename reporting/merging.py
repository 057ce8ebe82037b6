"""Merging two contents of one form, field by field, against the content that both began from.

What only the other writer changed is taken. What both changed differently is a question with a key;
an answer ("mine", "theirs" or "both") holds for as long as both sides of it stay the same.
"""

import hashlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from program.merging import Agreed, Conflict, Piece, common_base, merge_sequences
from program.rich_text import merging as rich_text

Mergeable = TypeVar("Mergeable")  # a frozen dataclass
ElementSimilarity = Callable[[Any, Any], float]  # of two elements, from 0 to 1


class Keep(StrEnum):
    """What a person keeps of two versions of one passage."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Question:
    """What both writers changed differently. `mine` and `theirs` are elements or single values.

    `both` is what keeping both gives; None for single values, of which one is kept. `answer` is the
    choice that was made, or the empty string.
    """

    key: str
    mine: Any
    theirs: Any
    both: tuple[Any, ...] | None = None
    answer: str = ""

    @property
    def choices(self) -> tuple[Keep, ...]:
        return tuple(Keep) if self.both is not None else (Keep.MINE, Keep.THEIRS)


class MergeKind(StrEnum):
    """How a field is merged."""

    VALUE = "value"
    TEXT = "text"
    ELEMENTS = "elements"


@dataclass(frozen=True)
class MergedField:
    """A field, or several that belong together, after the merge.

    `values` are the merged values by field; an open question keeps my value there. `parts` are
    elements that are agreed on, and questions. `taken` are the numbers, from 1, of the elements
    that only the other writer changed or added; with `is_taken`, they changed something.
    """

    kind: MergeKind
    names: tuple[str, ...]
    values: Mapping[str, Any]
    parts: tuple[tuple[Any, ...] | Question, ...]
    is_taken: bool = False
    taken: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def questions(self) -> list[Question]:
        return [part for part in self.parts if isinstance(part, Question)]


@dataclass(frozen=True)
class Rules:
    """How the fields of a content are merged. A field that is not named is a value of its own.

    `texts` are long texts, `codes` are sets without an order of their own, `elements` are sequences
    with the function that says how much one element is another one, changed. Fields `together` are
    decided as one.
    """

    texts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    elements: Mapping[str, ElementSimilarity] = field(default_factory=dict)
    together: tuple[tuple[str, ...], ...] = ()

    def names_parts_of(self, name: str) -> bool:
        """Whether the parts of the field are merged one by one."""
        return name in self.texts or name in self.codes or name in self.elements


@dataclass(frozen=True)
class Merge(Generic[Mergeable]):
    """My content merged with theirs, and what is still to be decided."""

    mine: Mergeable
    theirs: Mergeable
    content: Mergeable
    fields: tuple[MergedField, ...]

    @property
    def questions(self) -> list[Question]:
        return [question for merged in self.fields for question in merged.questions]

    @property
    def is_open(self) -> bool:
        """Whether a question has no answer yet."""
        return any(not question.answer for question in self.questions)

    @property
    def all_kept(self) -> dict[str, str]:
        """The answers that were given; where one is missing, that both are kept, or else mine."""
        return {
            question.key: question.answer
            or (Keep.MINE if question.both is None else Keep.BOTH).value
            for question in self.questions
        }

    @property
    def taken(self) -> list[MergedField]:
        """The fields in which something that only the other writer changed was taken."""
        return [merged for merged in self.fields if merged.is_taken]


def merge_contents(
    base: Mergeable | None,
    mine: Mergeable,
    theirs: Mergeable,
    *,
    rules: Rules,
    answers: Mapping[str, str] | None = None,
) -> Merge[Mergeable]:
    """Merge two contents. Without a `base`, every difference that can be asked is a question.

    `answers` are choices by the key of their question; those of other questions are ignored.
    """
    given = answers or {}
    begun = base if _is_usable(base, rules) else None
    merged_fields = tuple(_merged_fields(begun, mine, theirs, rules, given))
    values = {name: value for merged in merged_fields for name, value in merged.values.items()}
    content: Mergeable = replace(mine, **values)  # type: ignore[type-var]
    return Merge(mine, theirs, content, merged_fields)


def _is_usable(base: Any, rules: Rules) -> bool:
    """Whether the base has values that can be compared: it comes from a browser."""
    try:
        hash(base)
    except TypeError:
        return False
    return base is not None and all(isinstance(getattr(base, name), str) for name in rules.texts)


def _merged_fields(
    base: Any, mine: Any, theirs: Any, rules: Rules, answers: Mapping[str, str]
) -> Iterator[MergedField]:
    grouped = {name: names for names in rules.together for name in names}
    for declared in fields(mine):
        names = grouped.get(declared.name, (declared.name,))
        if declared.name != names[0]:
            continue
        my_values, their_values = (
            tuple(getattr(side, name) for name in names) for side in (mine, theirs)
        )
        if my_values == their_values:
            continue
        before = None if base is None else tuple(getattr(base, name) for name in names)
        name = names[0]
        if len(names) > 1 or not rules.names_parts_of(name):
            yield _merged_values(names, before, my_values, their_values, answers)
        else:
            was = None if before is None else before[0]
            yield _merged_field(name, was, my_values[0], their_values[0], rules, answers)


def _merged_field(
    name: str, base: Any, mine: Any, theirs: Any, rules: Rules, answers: Mapping[str, str]
) -> MergedField:
    if name in rules.texts:
        return _merged_text(name, base, mine, theirs, answers)
    if name in rules.codes:
        return _merged_codes(name, base, mine, theirs)
    begun = common_base(mine, theirs) if base is None else base
    pieces = merge_sequences(
        begun, mine, theirs, similarity=rules.elements[name], joins_insertions=True
    )
    value, parts = _answered(name, pieces, answers, lambda asked: asked.mine + asked.theirs)
    return _of_pieces(MergeKind.ELEMENTS, name, value, pieces, parts)


def _merged_values(
    names: tuple[str, ...],
    before: tuple[Any, ...] | None,
    mine: tuple[Any, ...],
    theirs: tuple[Any, ...],
    answers: Mapping[str, str],
) -> MergedField:
    """Merge single values: what both changed differently cannot be kept both."""
    if before == mine:
        values = dict(zip(names, theirs, strict=True))
        return MergedField(MergeKind.VALUE, names, values, (), is_taken=True)
    if before == theirs:
        return MergedField(MergeKind.VALUE, names, dict(zip(names, mine, strict=True)), ())
    question = _question(names[0], mine, theirs, None, answers, {})
    kept = theirs if question.answer == Keep.THEIRS else mine
    return MergedField(MergeKind.VALUE, names, dict(zip(names, kept, strict=True)), (question,))


def _merged_text(
    name: str, base: str | None, mine: str, theirs: str, answers: Mapping[str, str]
) -> MergedField:
    pieces = rich_text.merge_texts(base, mine, theirs)
    units, parts = _answered(name, pieces, answers, rich_text.both)
    if not any(isinstance(piece, Conflict) for piece in pieces) and base in (mine, theirs):
        text = theirs if base == mine else mine  # what did not change stays as it is stored
    else:
        text = rich_text.text_of_units(units)
    return _of_pieces(MergeKind.TEXT, name, text, pieces, parts)


def _merged_codes(
    name: str, base: Sequence[Hashable] | None, mine: Any, theirs: Any
) -> MergedField:
    """Mine, without what they took out and with what they added; no question can arise."""
    before = () if base is None else base
    removed = {code for code in before if code not in theirs}
    added = [code for code in theirs if code not in before and code not in mine]
    value = (*(code for code in mine if code not in removed), *added)
    return MergedField(MergeKind.ELEMENTS, (name,), {name: value}, (), is_taken=value != mine)


def _answered(
    name: str,
    pieces: Sequence[Piece[Any]],
    answers: Mapping[str, str],
    both: Callable[[Conflict[Any]], tuple[Any, ...]],
) -> tuple[tuple[Any, ...], tuple[tuple[Any, ...] | Question, ...]]:
    """Return the elements with the answers carried out, and the parts of the field."""
    elements: list[Any] = []
    parts: list[tuple[Any, ...] | Question] = []
    seen: dict[str, int] = {}
    for piece in pieces:
        if isinstance(piece, Agreed):
            elements += piece.elements
            if parts and not isinstance(parts[-1], Question):
                parts[-1] = parts[-1] + piece.elements
            elif piece.elements:
                parts.append(piece.elements)
            continue
        question = _question(name, piece.mine, piece.theirs, both(piece), answers, seen)
        elements += {"theirs": piece.theirs, "both": question.both}.get(question.answer, piece.mine)
        parts.append(question)
    return tuple(elements), tuple(parts)


def _of_pieces(
    kind: MergeKind,
    name: str,
    value: Any,
    pieces: Sequence[Piece[Any]],
    parts: tuple[tuple[Any, ...] | Question, ...],
) -> MergedField:
    count = rich_text.count_paragraphs if kind == MergeKind.TEXT else len
    taken: list[int] = []
    number = 0
    for piece in pieces:
        elements = piece.elements if isinstance(piece, Agreed) else piece.mine
        if isinstance(piece, Agreed) and piece.is_theirs:
            taken += range(number + 1, number + 1 + count(elements))
        number += count(elements)
    is_taken = any(isinstance(piece, Agreed) and piece.is_theirs for piece in pieces)
    return MergedField(kind, (name,), {name: value}, parts, is_taken, tuple(taken))


def _question(
    name: str,
    mine: Any,
    theirs: Any,
    both: tuple[Any, ...] | None,
    answers: Mapping[str, str],
    seen: dict[str, int],
) -> Question:
    """The question, with its answer if it has one.

    Its key stands for the field and both sides, so that no answer is used for another passage.
    `seen` counts the same question in one field.
    """
    digest = hashlib.sha256(repr((name, mine, theirs)).encode()).hexdigest()[:16]
    seen[digest] = seen.get(digest, 0) + 1
    question = Question(f"{name}-{digest}-{seen[digest]}", mine, theirs, both)
    answer = answers.get(question.key, "")
    return replace(question, answer=answer) if answer in question.choices else question
