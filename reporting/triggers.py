"""What the database itself refuses: to change or delete what is issued, and what the log tells.

Installed after each migration and not by one: SQLite rebuilds a table to change it, and its triggers
go with the old one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

# By table, the words that whoever tries is told.
PROTECTED_TABLES = {
    "reporting_edition": "An issued edition is never changed or deleted: a correction is a further edition.",
    "reporting_editionfile": "The files of an issued edition are never changed or deleted.",
    "reporting_logentry": "The log is only ever added to: nothing in it is changed or deleted.",
}
_SQLITE = ("update", "delete")
_FUNCTION = "reporting_refuse_change"


def install_after_migrate(*, using: str, **_signal: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Give each of the tables that exists its triggers, if it has none."""
    with connection.cursor() as cursor:
        held = set(connection.introspection.table_names(cursor))
        for statement in _lift_statements(connection, held):
            cursor.execute(statement)
        for statement in _install_statements(connection, held):
            cursor.execute(statement)


@contextmanager
def without_triggers(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the triggers: for emptying a test database, and for tests that tamper."""
    with connection.cursor() as cursor:
        held = set(connection.introspection.table_names(cursor))
        for statement in _lift_statements(connection, held):
            cursor.execute(statement)
    try:
        yield
    finally:
        install(connection)


def _install_statements(connection: BaseDatabaseWrapper, held: set[str]) -> Iterator[str]:
    if connection.vendor == "postgresql":
        yield (
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            "RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; "
            "END $$"
        )
    for table, words in PROTECTED_TABLES.items():
        if table in held and connection.vendor == "postgresql":
            yield from _for_postgresql(table, words)
        elif table in held:
            yield from _for_sqlite(table, words)


def _for_postgresql(table: str, words: str) -> Iterator[str]:
    does = f"EXECUTE FUNCTION {_FUNCTION}('{words}')"
    yield (f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {does}")
    yield (
        f"CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {does}"
    )


def _for_sqlite(table: str, words: str) -> Iterator[str]:
    for act in _SQLITE:
        yield (
            f"CREATE TRIGGER {table}_kept_{act} BEFORE {act.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )


def _lift_statements(connection: BaseDatabaseWrapper, held: set[str]) -> Iterator[str]:
    for table in PROTECTED_TABLES.keys() & held:
        if connection.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_kept ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_kept_whole ON {table}"
        else:
            yield from (f"DROP TRIGGER IF EXISTS {table}_kept_{act}" for act in _SQLITE)
