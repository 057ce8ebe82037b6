"""`manage.py flush`, which refuses to empty a database with editions or a log, except in tests."""

from typing import Any

from django.core.management.commands.flush import Command as Flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

from reporting.management.refusals import refuse
from reporting.triggers import PROTECTED_TABLES, without_triggers


class Command(Flush):
    help = "Remove all data, unless editions or the log are among it and it is no test database."

    def handle(self, **options: Any) -> None:
        connection = connections[options["database"]]
        if not is_test_database(connection) and _has_protected_rows(connection):
            refuse(self, _("This database holds issued editions or a log: it is not emptied."))
        with without_triggers(connection):
            super().handle(**options)


def is_test_database(connection: BaseDatabaseWrapper) -> bool:
    """Return whether Django created the database to run tests on it."""
    name = str(connection.settings_dict["NAME"])
    is_in_memory = getattr(connection, "is_in_memory_db", lambda: False)()
    test_name = connection.settings_dict.get("TEST", {}).get("NAME")
    return is_in_memory or name.startswith("test_") or name == str(test_name)


def _has_protected_rows(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table in PROTECTED_TABLES.keys() & tables:
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            if cursor.fetchone():
                return True
    return False
