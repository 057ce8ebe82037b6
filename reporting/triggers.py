"""Database triggers that refuse to change or delete editions and lines of the log.

Rows of demonstration years can be deleted, because a demonstration can be removed as a whole. A
year with an edition does not become a demonstration.

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
_OF_ITS_EDITION = "(SELECT reporting_year_id FROM reporting_edition WHERE id = OLD.edition_id)"
# The key of the reporting year of a deleted row, as an expression of SQL.
_YEAR_OF = {
    "reporting_edition": "OLD.reporting_year_id",
    "reporting_editionfile": _OF_ITS_EDITION,
    "reporting_editionattachment": _OF_ITS_EDITION,
    "reporting_logentry": "OLD.reporting_year_id",
}
_YEARS = "reporting_reportingyear"
_YEAR_MESSAGE = "A year with an issued edition does not become a demonstration."
_BECOMES_DEMONSTRATION = (
    "NEW.is_demonstration AND NOT OLD.is_demonstration "
    "AND EXISTS (SELECT 1 FROM reporting_edition WHERE reporting_year_id = NEW.id)"
)
_SQLITE = ("update", "delete")
_FUNCTION = "reporting_refuse_change"
_YEAR_TRIGGER = f"{_YEARS}_stays_real"


def install_after_migrate(*, using: str, **_signal: Any) -> None:
    """Receiver of `post_migrate`."""
    install(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, replacing earlier ones, as soon as all the protected tables exist."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for statement in _drop_statements(connection, tables):
            cursor.execute(statement)
        if not {_YEARS, *PROTECTED_TABLES} <= tables:
            return  # they refer to each other
        for statement in _install_statements(connection):
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


def _install_statements(connection: BaseDatabaseWrapper) -> Iterator[str]:
    of_vendor = _for_postgresql if connection.vendor == "postgresql" else _for_sqlite
    for table, message in PROTECTED_TABLES.items():
        yield from of_vendor(table, message)
    if connection.vendor == "postgresql":
        yield _function(f"{_FUNCTION}_{_YEARS}", _YEAR_MESSAGE, "TG_OP = 'UPDATE'", "NEW", _real())
        yield (
            f"CREATE TRIGGER {_YEAR_TRIGGER} BEFORE UPDATE ON {_YEARS} FOR EACH ROW "
            f"EXECUTE FUNCTION {_FUNCTION}_{_YEARS}()"
        )
    else:
        yield (
            f"CREATE TRIGGER {_YEAR_TRIGGER} BEFORE UPDATE ON {_YEARS} "
            f"WHEN {_BECOMES_DEMONSTRATION} "
            f"BEGIN SELECT RAISE(ABORT, '{_YEAR_MESSAGE}'); END"
        )


def _real() -> str:
    """Return the condition that an updated year may be as it is."""
    return f"NOT ({_BECOMES_DEMONSTRATION})"


def _of_demonstration(table: str) -> str:
    """Return the condition that a row that is being deleted belongs to a demonstration year."""
    return f"EXISTS (SELECT 1 FROM {_YEARS} WHERE id = {_YEAR_OF[table]} AND is_demonstration)"


def _function(name: str, message: str, when: str, row: str, allowed: str) -> str:
    """Return a trigger function that refuses everything but what is `allowed` of `row`."""
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN IF {allowed} THEN RETURN {row}; END IF; END IF; "
        f"RAISE EXCEPTION '%', '{message}' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$"
    )


def _for_postgresql(table: str, message: str) -> Iterator[str]:
    name = f"{_FUNCTION}_{table}"
    yield _function(name, message, "TG_OP = 'DELETE'", "OLD", _of_demonstration(table))
    action = f"EXECUTE FUNCTION {name}()"
    yield (f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {action}")
    yield (
        f"CREATE TRIGGER {table}_kept_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {action}"
    )


def _for_sqlite(table: str, message: str) -> Iterator[str]:
    conditions = {"update": "", "delete": f"WHEN NOT {_of_demonstration(table)} "}
    for act in _SQLITE:
        yield (
            f"CREATE TRIGGER {table}_kept_{act} BEFORE {act.upper()} ON {table} {conditions[act]}"
            f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
        )


def _drop_statements(connection: BaseDatabaseWrapper, tables: set[str]) -> Iterator[str]:
    for table in PROTECTED_TABLES.keys() & tables:
        if connection.vendor == "postgresql":
            yield f"DROP TRIGGER IF EXISTS {table}_kept ON {table}"
            yield f"DROP TRIGGER IF EXISTS {table}_kept_whole ON {table}"
        else:
            yield from (f"DROP TRIGGER IF EXISTS {table}_kept_{act}" for act in _SQLITE)
    if connection.vendor == "postgresql":
        if _YEARS in tables:
            yield f"DROP TRIGGER IF EXISTS {_YEAR_TRIGGER} ON {_YEARS}"
    else:
        yield f"DROP TRIGGER IF EXISTS {_YEAR_TRIGGER}"
