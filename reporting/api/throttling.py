"""How often the API may be asked: a rate for each address of strangers, and one for each token."""

from typing import Any

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle

# In the memory of each server process: to count in the shared cache, a table, would write to the
# database for whoever only reads.
_CACHE: Any = ConnectionProxy(caches, "throttle")


class AnonymousRateThrottle(AnonRateThrottle):
    """Requests without a valid token, for each address."""

    cache = _CACHE


class TokenRateThrottle(SimpleRateThrottle):
    """Requests with a valid token, for each token, wherever they come from."""

    cache = _CACHE
    scope = "token"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}
