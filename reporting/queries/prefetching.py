"""What is read together with the rows of a long list."""

from collections.abc import Iterable

from django.db.models import Prefetch


def as_lists(parts: Iterable[Prefetch]) -> list[Prefetch]:
    """Each part as a list at its row: `listed_events` for `events`.

    A related manager would make a query for every row, only to give back what is at hand; with
    thousands of rows that takes longer than to read them.
    """
    return [
        Prefetch(part.prefetch_to, part.queryset, to_attr=f"listed_{part.prefetch_to}")
        for part in parts
    ]
