"""A transaction that sees the database as it was at one moment, without stopping writers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Open such a transaction, which only reads.

    Raises `RuntimeError` inside another transaction, whose snapshot it could not choose.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # The portal's transactions begin with the lock for writing (IMMEDIATE), which a reader in WAL
    # mode does not need.
    sqlite: Any = connection
    sqlite.ensure_connection()
    mode = sqlite.transaction_mode
    sqlite.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        sqlite.transaction_mode = mode
