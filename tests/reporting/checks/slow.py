"""A check that takes longer than it may."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from reporting.checks.finding import Severity
from reporting.checks.registry import _REGISTRY, Scope, check

CODE = "tests.slow"


@contextmanager
def slow_check(
    seconds: float = 0.3, scope: Scope = Scope.ENTRY, severity: Severity = Severity.WARNING
) -> Iterator[None]:
    """Registered as long as the context lasts; it works that long on each of its subjects."""

    @check(CODE, severity, scope, explanation="Slow.", remedy="None.")
    def work(_subject, _year):
        end = time.thread_time() + seconds
        while time.thread_time() < end:
            pass
        return []

    try:
        yield
    finally:
        del _REGISTRY[CODE]
