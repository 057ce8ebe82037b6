"""The search backend of each database engine; the database connection selects one."""

from django.db import connection

from reporting.search.backends.base import SearchBackend
from reporting.search.backends.postgres import PostgresBackend
from reporting.search.backends.sqlite import SqliteBackend

_BACKENDS: dict[str, SearchBackend] = {
    "postgresql": PostgresBackend(),
    "sqlite": SqliteBackend(),
}


def get_backend() -> SearchBackend:
    return _BACKENDS[connection.vendor]
