"""The numbers of the report's parts, sections and chapters: computed, never typed."""

from collections.abc import Hashable, Iterable, Iterator


def roman(number: int) -> str:
    """`number` (1 to 39) in Roman numerals: the report's parts are I to IV."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def letter(number: int) -> str:
    """`number` (1 to 26) as a capital letter: 1 is A."""
    return chr(ord("A") + number - 1)


def chapter_numbers(groups: Iterable[Hashable | None]) -> Iterator[tuple[str, str]]:
    """(number of the group, number of the chapter) for chapters in official order.

    `groups` names, for each chapter, the group it stands under, or None for a chapter that stands
    for itself. A group takes a letter when it first comes and its chapters B.1, B.2, …; a chapter
    without a group takes the letter itself, and its group number is empty.
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
        own, count = seen[group]
        seen[group] = (own, count + 1)
        yield own, f"{own}.{count + 1}"
