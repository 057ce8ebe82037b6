"""Numbering the report's parts, sections and chapters."""

from collections.abc import Hashable, Iterable, Iterator

from implementers.models import ImplementerKind


def roman(number: int) -> str:
    """Return `number` (1 to 39) in Roman numerals: the report's parts are I to IV."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def letter(number: int) -> str:
    """Return `number` (1 to 26) as a capital letter: 1 is A."""
    return chr(ord("A") + number - 1)


def part_of_report(kind: str) -> int:
    """Return the part of the report in which implementers of this kind have their chapters.

    Part 1 has the organs, agencies and entities of the OAS, part 2 the others.
    """
    return 1 if kind == ImplementerKind.OAS else 2


def group_in_part(kind: str, parent: int | None) -> Hashable | None:
    """Return the group of a chapter within its part, or None if it stands alone.

    In the OAS it is the implementer's parent (a key), elsewhere its kind.
    """
    return parent if kind == ImplementerKind.OAS else kind


def chapter_numbers(groups: Iterable[Hashable | None]) -> Iterator[tuple[str, str]]:
    """Yield (number of the group, number of the chapter) for chapters in official order.

    `groups` has the group of each chapter, or None for a chapter without a group. A group gets a
    letter when it first appears, and its chapters B.1, B.2, …. A chapter without a group gets a
    letter itself, and its group number is empty.
    """
    letters = 0
    seen: dict[Hashable, tuple[str, int]] = {}
    for group in groups:
        if group is None:
            letters += 1
            yield "", letter(letters)
            continue
        if group not in seen:
            letters += 1
            seen[group] = (letter(letters), 0)
        group_letter, count = seen[group]
        seen[group] = (group_letter, count + 1)
        yield group_letter, f"{group_letter}.{count + 1}"
