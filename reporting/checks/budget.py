"""The CPU time that a run of the checks may take. A check that does not fit is not run."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings

ItemT = TypeVar("ItemT")


class BudgetSpent(Exception):
    """The time ran out before the check finished."""


class Budget:
    """A number of CPU seconds of the current thread, counted from the creation of the budget."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.thread_time() + seconds

    @property
    def is_spent(self) -> bool:
        return time.thread_time() >= self._end

    def within(self, items: Iterable[ItemT]) -> Iterator[ItemT]:
        """Yield the items one by one. Raises `BudgetSpent` when the time runs out."""
        for item in items:
            self._require_time()
            yield item
        self._require_time()

    def _require_time(self) -> None:
        if self.is_spent:
            raise BudgetSpent


def request_budget() -> Budget:
    """The budget of checks that a user waits for."""
    return Budget(settings.CHECK_BUDGET_SECONDS)


def background_budget() -> Budget:
    """The budget of checks that run in the background."""
    return Budget(settings.CHECK_BACKGROUND_BUDGET_SECONDS)
