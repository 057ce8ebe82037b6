"""The story of one undertaking: promise, plan, execution, next promise."""

from collections import defaultdict

from reporting.models import Entry, EntryLink


def chain_of(entry: Entry) -> list[Entry]:
    """The public entries that `entry` continues or is continued by, itself included, in order.

    Takes two queries however long the story is. Empty when nothing public is linked to it: the
    story does not go through what is not public.
    """
    neighbours: dict[int, set[int]] = defaultdict(set)
    public = Entry.objects.public()
    links = EntryLink.objects.filter(
        later__submission__implementer=entry.submission.implementer_id,
        later__in=public,
        earlier__in=public,
    ).values_list("later_id", "earlier_id")
    for later, earlier in links:
        neighbours[later].add(earlier)
        neighbours[earlier].add(later)
    linked = _connected(entry.pk, neighbours)
    if len(linked) == 1:
        return []
    return list(
        public.filter(pk__in=linked)
        .select_related("submission__reporting_year", "submission__implementer")
        .in_official_order()
    )


def _connected(start: int, neighbours: dict[int, set[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()] - seen:
            seen.add(other)
            waiting.append(other)
    return seen
