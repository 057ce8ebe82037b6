"""How often a stranger may ask."""

from django.core.cache.backends.locmem import LocMemCache
from rest_framework.throttling import AnonRateThrottle


class StrangerThrottle(AnonRateThrottle):
    """Counts in the memory of each server process, up to the rate in each.

    The portal's shared cache is a table: counting there would write to the database for every
    request that only reads.
    """

    cache = LocMemCache("api-throttle", {"OPTIONS": {"MAX_ENTRIES": 10_000}})
