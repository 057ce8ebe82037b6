"""Keys to stand in a condition of a query, as one parameter, however many they are."""

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models.expressions import RawSQL

from reporting.queries.worded import Given


def these(keys: Iterable[int] | Given) -> RawSQL:
    """What stands after `__in`. One literal: a thousand of them take a database long to read.

    Of keys that are `Given` it is the `literal` that has to be.
    """
    sql = "SELECT unnest(%s::bigint[])"
    if connection.vendor == "sqlite":
        sql = "SELECT value FROM json_each(%s)"
    return RawSQL(sql, [keys if isinstance(keys, Given) else literal(keys)])


def literal(keys: Iterable[int]) -> str:
    """Keys as a database reads them."""
    if connection.vendor == "sqlite":
        return json.dumps(list(keys))
    return f"{{{','.join(map(str, keys))}}}"
