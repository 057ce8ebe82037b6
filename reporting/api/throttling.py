"""How often a stranger may ask."""

from typing import Any

from django.core.cache import cache as shared_cache
from django.core.cache.backends.locmem import LocMemCache
from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle

_TOLD_IN_ALL = 30  # how often in a minute one process tells the others, at the full rate


class StrangerThrottle(SimpleRateThrottle):
    """Requests of one address, in all server processes together.

    Each process counts in its own memory, and adds up in the portal's cache with every twentieth
    request (at 600 a minute): that cache is a table, and to write to it for every request that only
    reads would cost more than the flood. So an address gets up to 20 requests more for each process.
    """

    scope = "anon"
    num_requests: int
    duration: int
    cache = LocMemCache("api-throttle", {"OPTIONS": {"MAX_ENTRIES": 10_000}})

    def get_cache_key(self, request: Request, view: Any) -> str:
        return f"api-throttle.{self.get_ident(request)}"

    def allow_request(self, request: Request, view: Any) -> bool:
        """Whether the address may ask; also counts this request."""
        self.is_over_in_all = False
        if not super().allow_request(request, view):
            return False
        self.is_over_in_all = self.rate is not None and self._counted_in_all() > self.num_requests
        return not self.is_over_in_all

    def wait(self) -> float | None:
        if self.is_over_in_all:
            return float(self.duration - self.now % self.duration)
        return super().wait()

    def _counted_in_all(self) -> int:
        """What all processes have told in this span of time, as far as this one knows."""
        key = f"{self.key}.{int(self.now // self.duration)}"
        untold, known = self.cache.get(key, (0, 0))
        untold += 1
        if untold >= max(1, self.num_requests // _TOLD_IN_ALL):
            known = shared_cache.get(key, 0) + untold
            shared_cache.set(key, known, self.duration)
            untold = 0
        self.cache.set(key, (untold, known), self.duration)
        return int(known)
