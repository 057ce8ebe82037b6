"""The tree of implementers: who is part of whom."""

from collections.abc import Mapping

from implementers.models import Implementer


def parts_of(implementer: Implementer) -> set[int]:
    """Keys of an implementer and of all that are part of it, however deep. Takes one query."""
    parents = dict(Implementer.objects.values_list("pk", "parent_id"))
    return {key for key in parents if implementer.pk in lineage(key, parents)}


def lineage(key: int, parents: Mapping[int, int | None]) -> set[int]:
    """`key` and the keys of all that it is part of; `parents` gives the parent of each."""
    seen: set[int] = set()
    above: int | None = key
    while above is not None and above not in seen:
        seen.add(above)
        above = parents.get(above)
    return seen
