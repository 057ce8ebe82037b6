"""Queries that are put into words once: of what is small and asked often, that takes longer than to
answer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL


@dataclass(frozen=True)
class Given:
    """Stands for a parameter that is known only when the rows are asked for."""

    name: str

    @property
    def value(self) -> RawSQL:
        """It, in a condition."""
        return RawSQL("%s", [self])


class Worded:
    """The rows of a queryset of values that is always the same but for what is `Given`.

    They come as the database has them: for columns of texts, whole numbers, keys and days alone.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]]) -> None:
        self._make = make

    def rows(self, **given: Any) -> list[tuple[Any, ...]]:
        """Those with what is given by name. Takes one query."""
        sql, parameters = self._words
        values = [given[one.name] if isinstance(one, Given) else one for one in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    def within(self) -> RawSQL:
        """The rows, of one column and with nothing `Given`, to stand after `__in` in another query."""
        return RawSQL(*self._words)

    @cached_property
    def _words(self) -> tuple[str, tuple[Any, ...]]:
        return self._make().query.sql_with_params()
