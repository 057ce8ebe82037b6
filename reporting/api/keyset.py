"""Windows of an ordered list by the values of its rows: as fast at the end as at the beginning.

An order is a tuple of lookups, each with `-` when it descends, the last of them `pk`. A window needs no
OFFSET, which would read and throw away all that comes before.
"""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db.models import Model, Q, QuerySet

Values = tuple[Any, ...]


def beyond(order: Sequence[str], values: Values, *, backward: bool = False) -> Q:
    """What comes after the row of these values, or `backward` before it.

    The first column is bounded apart from the rest: with it alone a database can use an index.
    """
    found = Q()
    for column, value in reversed(list(zip(order, values, strict=True))):
        name, step = _step(column, backward)
        further = Q(**{f"{name}__{step}": value})
        found = further | (Q(**{name: value}) & found) if found else further
    first, step = _step(order[0], backward)
    return Q(**{f"{first}__{step}e": values[0]}) & found


def window(
    rows: QuerySet[Any, Any], order: Sequence[str], start: Q, size: int, *, backward: bool = False
) -> list[Values]:
    """The values of up to `size` rows from `start` on."""
    columns = [column.removeprefix("-") for column in order]
    return whole_window(rows.values_list(*columns), order, start, size, backward=backward)


def whole_window(
    rows: QuerySet[Any, Any], order: Sequence[str], start: Q, size: int, *, backward: bool = False
) -> list[Any]:
    """Up to `size` rows themselves from `start` on."""
    ordered = rows.filter(start).order_by(*(_turned(column, backward) for column in order))
    found = list(ordered[:size])
    return found[::-1] if backward else found


def place_of(row: Model, order: Sequence[str]) -> Values:
    """The values of a row that is at hand, with the rows that the order names."""
    names = (column.removeprefix("-").replace("__", ".") for column in order)
    return tuple(attrgetter(name)(row) for name in names)


def rows_of(whole: QuerySet[Model], places: Sequence[Values]) -> list[Any]:
    """The rows of a window, in its order."""
    found = whole.in_bulk([place[-1] for place in places])
    return [found[place[-1]] for place in places if place[-1] in found]


def write_cursor(noun: str, values: Values, *, backward: bool) -> str:
    """A place in the list as opaque text; signed, so that nobody builds on what is in it."""
    written = (value.isoformat() if isinstance(value, date) else value for value in values)
    return _signer(noun).sign_object([backward, *written])


def read_cursor(noun: str, order: Sequence[str], text: str) -> tuple[Values, bool]:
    """The values and whether it leads backward. Raises `ValueError` for what we did not write."""
    try:
        backward, *values = _signer(noun).unsign_object(text)
    except BadSignature as error:
        raise ValueError(text) from error
    if len(values) != len(order):
        raise ValueError(text)
    return tuple(values), backward


def _signer(noun: str) -> Signer:
    return Signer(salt=f"reporting.api.cursor.{noun}")


def _step(column: str, backward: bool) -> tuple[str, str]:
    return column.removeprefix("-"), "lt" if column.startswith("-") != backward else "gt"


def _turned(column: str, backward: bool) -> str:
    name = column.removeprefix("-")
    return f"-{name}" if column.startswith("-") != backward else name
