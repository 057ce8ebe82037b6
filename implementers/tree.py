"""The tree of implementers.

`parents` maps the key of each implementer to the key of its parent
(`Implementer.objects.parent_ids()`).
"""

from collections.abc import Mapping


def ancestor_ids(pk: int, parents: Mapping[int, int | None]) -> list[int]:
    """Return the keys of an implementer and its ancestors, the nearest first.

    Ends even if the tree contains a cycle.
    """
    ancestors: list[int] = []
    current: int | None = pk
    while current is not None and current not in ancestors:
        ancestors.append(current)
        current = parents.get(current)
    return ancestors


def descendant_ids(pk: int, parents: Mapping[int, int | None]) -> set[int]:
    """Return the keys of an implementer and all implementers below it."""
    return {candidate for candidate in parents if pk in ancestor_ids(candidate, parents)}
