"""The tree of implementers: who is part of whom.

`parents` gives the primary key of each one's parent (`Implementer.objects.parent_ids()`).
"""

from collections.abc import Mapping


def ancestor_ids(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    """Primary keys of an implementer and of all that it is part of, the nearest first.

    A circle in the tree is walked once.
    """
    ancestors: list[int] = []
    above: int | None = pk
    while above is not None and above not in ancestors:
        ancestors.append(above)
        above = parents.get(above)
    return ancestors


def descendant_ids(pk: int, parents: Mapping[int, int | None]) -> set[int]:
    """Primary keys of an implementer and of all that are part of it, however deep."""
    return {other for other in parents if pk in ancestor_ids(other, parents)}
