"""Database triggers that refuse to change or delete editions and lines of the log.

They are installed after each migration and not by one, because SQLite rebuilds a table to change it
and drops the triggers of the old table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# The error message of each protected table.
PROTECTED_TABLES = {
    "reporting_edition": "An issued edition is never changed or deleted: a correction is a further edition.",
    "reporting_editionfile": "The files of an issued edition are never changed or deleted.",
    "reporting_editionattachment": (
        "The attached files of an issued edition are never changed or deleted."
    ),
    "reporting_logentry": "The log is only ever added to: nothing in it is changed or deleted.",
}
_SQLITE = ("update", "delete")
_FUNCTION = "reporting_refuse_change"


def install_after_migrate(*, using: str, **_signal: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers of the protected tables that exist, replacing earlier ones."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in _drop_statements(connection, tables):
            cursor.execute(statement)
        for statement in _install_statements(connection, tables):
            cursor.execute(statement)


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Remove the triggers for a while: to empty a test database, and for tests that tamper."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in _drop_statements(connection, tables):
            cursor.execute(statement)
    try:
        yield
    finally:
        install(connection)


def _install_statements(connection: BaseDatabaseWrapper, tables: set[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
    for table, message in PROTECTED_TABLES.items():
        if table in tables and connection.vendor == "postgresql":
            yield from _for_postgresql(table, message)
        elif table in tables:
            yield from _for_sqlite(table, message)


def _for_postgresql(table: str, message: str) -> Iterator[str]:
    action = f"EXECUTE FUNCTION {_FUNCTION}('{message}')"
    yield (f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {action}")
    yield (
        f"CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {action}"
    )


def _for_sqlite(table: str, message: str) -> Iterator[str]:
    for act in _SQLITE:
        yield (
            f"CREATE TRIGGER {table}_kept_{act} BEFORE {act.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def _drop_statements(connection: BaseDatabaseWrapper, tables: set[str]) -> Iterator[str]:
    for table in PROTECTED_TABLES.keys() & tables:
        if connection.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_kept ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_kept_whole ON {table}"
        else:
            yield from (f"DROP TRIGGER IF EXISTS {table}_kept_{act}" for act in _SQLITE)
