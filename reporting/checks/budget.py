"""How much time a run of the checks may take. What does not fit is reported as not run."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.conf import settings

Item = TypeVar("Item")


class BudgetSpent(Exception):
    """The time is over before the check ended."""


class Budget:
    """CPU seconds of the thread that makes it, counted from then on."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.thread_time() + seconds

    @property
    def is_spent(self) -> bool:
        return time.thread_time() >= self._end

    def within(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items one after the other. Raises `BudgetSpent` once the time is over."""
        for item in items:
            self._require_time()
            yield item
        self._require_time()

    def _require_time(self) -> None:
        if self.is_spent:
            raise BudgetSpent


def request_budget() -> Budget:
    """For checks that somebody waits for."""
    return Budget(settings.CHECK_BUDGET_SECONDS)


def background_budget() -> Budget:
    """For checks that run in the background."""
    return Budget(settings.CHECK_BACKGROUND_BUDGET_SECONDS)
