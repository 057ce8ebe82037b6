"""The years that a table has room for, and where the years before and after them are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

_COLUMNS = 8  # of a year each


@dataclass(frozen=True)
class YearsShown:
    """Years in their order. `before` and `after` are the last years of the windows beside it."""

    years: tuple[int, ...]
    before: int | None = None
    after: int | None = None


def years_shown(known: Sequence[int], until: str | None, room: int = _COLUMNS) -> YearsShown:
    """As many of the `known` years as there is `room` for: those that end with `until`, else the newest.

    Raises `Http404` when `until` is no year on record.
    """
    ordered = sorted(known)
    end = len(ordered)
    if until is not None:
        if until not in map(str, ordered):
            raise Http404(until[:20])
        end = ordered.index(int(until)) + 1
    start = max(0, end - room)
    return YearsShown(
        tuple(ordered[start:end]),
        before=ordered[start - 1] if start else None,
        after=ordered[min(end + room, len(ordered)) - 1] if end < len(ordered) else None,
    )


def chosen_year(request: HttpRequest, known: Sequence[int]) -> int | None:
    """The calendar year that the address narrows a page to; None when it names none.

    Raises `Http404` when it is none of the `known`.
    """
    asked = request.GET.get("year", "")
    if not asked:
        return None
    if asked not in map(str, known):
        raise Http404(asked[:20])
    return int(asked)
