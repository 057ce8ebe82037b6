"""The years that fit into a table, and the links to the years before and after them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest

_COLUMNS = 8  # one for each year
_FEW = 3  # columns that fit on a narrow screen


@dataclass(frozen=True)
class YearsShown:
    """Years in order. `before` and `after` are the last years of the windows next to this one."""

    years: tuple[int, ...]
    before: int | None = None
    after: int | None = None

    @property
    def is_few(self) -> bool:
        """Whether a table of them needs no frame to scroll in."""
        return len(self.years) <= _FEW


def years_shown(known: Sequence[int], until: str | None, room: int = _COLUMNS) -> YearsShown:
    """At most `room` of the `known` years: those that end with `until`, by default the newest.

    Raises `Http404` when `until` is not one of the `known` years.
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
    """The calendar year that `?year=` names; None without it.

    Raises `Http404` when the year is not one of the `known` years.
    """
    requested = request.GET.get("year", "")
    if not requested:
        return None
    if requested not in map(str, known):
        raise Http404(requested[:20])
    return int(requested)
