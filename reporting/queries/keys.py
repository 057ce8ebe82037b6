"""Keys to stand in a condition of a query, as one parameter, however many they are."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL


def these(keys: Iterable[int]) -> RawSQL:
    """What stands after `__in`. One literal: a thousand of them take a database long to read."""
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(keys))])
    return RawSQL("SELECT unnest(%s::bigint[])", [f"{{{','.join(map(str, keys))}}}"])
