"""The rate limits of the API: one for each address without a token, and one for each token."""

from typing import Any

from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle

# In the memory of each server process: the shared cache is a table, and counting there would write
# to the database at each read.
_CACHE: Any = ConnectionProxy(caches, "throttle")


class AnonymousRateThrottle(AnonRateThrottle):
    """The limit of requests without a valid token, for each IP address."""

    cache = _CACHE


class TokenRateThrottle(SimpleRateThrottle):
    """The limit of requests with a valid token, for each token from all addresses together."""

    cache = _CACHE
    scope = "token"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        if request.auth is None:
            return None
        return self.cache_format % {"scope": self.scope, "ident": request.auth.pk}
